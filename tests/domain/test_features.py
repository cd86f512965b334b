"""Owners' own features: their commands are described in a language of the reader's if there is one,
and a feature that nobody can open is known."""

import pytest

from bot.domain.features import OwnCommand, OwnFeatures, PlanGuard

COMMAND = OwnCommand("rules", {"de": "Regeln", "en": "Rules", "ru": "Правила"})


@pytest.mark.parametrize(
    ("locale", "default", "description"),
    [("ru", "en", "Правила"), ("fr", "en", "Rules"), ("fr", "es", "Regeln")],
)
def test_a_description_is_in_the_readers_language_the_default_one_or_any(
    locale: str, default: str, description: str
) -> None:
    assert COMMAND.description(locale, default) == description


def test_a_feature_for_a_plan_that_does_not_exist_is_open_to_nobody() -> None:
    basic, pro = PlanGuard("a.py", "basic"), PlanGuard("b.py", "pro")
    assert OwnFeatures(guards=(basic, pro)).closed({"access", "pro"}) == [basic]
