"""Texts that are made of the offers for many people are made once, until the plans change."""

from bot.domain.models import FIRST_PLAN
from bot.domain.plans import Plan
from bot.usecases.tariffs.shown import Shown


def test_it_is_made_once_for_each_key_until_the_plans_change() -> None:
    made: list[int] = []
    shown = Shown()
    plans, others = (
        (Plan(FIRST_PLAN, "access", 1, {"en": name}, {}, None),) for name in ("Access", "Basic")
    )

    def make() -> int:
        made.append(len(made))
        return made[-1]

    asked = [(plans, "en"), (plans, "ru"), (plans, "en"), (others, "en"), (others, "en")]
    assert [shown.get(known, key, make) for known, key in asked] == [0, 1, 0, 2, 2]
