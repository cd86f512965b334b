"""People who have a plan and one that includes it: the same number however it is found."""

from random import Random

import pytest

from bot.domain.access.subscription import chains_by_plan
from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import PlanPeople
from bot.usecases.access.grants import refold
from bot.usecases.reports.statistics import Statistics, _by_plan
from storage import grants, people, plans
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.reports.test_statistics_by_plan import (
    PEOPLE,
    add_plans,
    has_at,
    live_a_life,
)

ROW = ((3, 2), (2, 1), (3, 1))
PAIRS = [((2, 1),), ROW, ((2, 1), (3, 1)), ((4, 1), (4, 3), (3, 2), (2, 1))]
"""One in another; one in two of which one includes the other; one in two unrelated ones; a row in
which the last includes the first at first hand too."""


async def _plans(shop) -> tuple[PlanPeople, ...]:
    return (await Statistics(shop.db, shop.clock, "UTC").summary()).plans


def _read_tables(tx) -> set[str]:
    """Return which of the two large tables of access the people of each plan are read from."""
    asked: list[str] = []
    tx._connection.set_trace_callback(asked.append)
    assert list(_by_plan(tx, NOW))
    tx._connection.set_trace_callback(None)
    assert any("FROM sums" in one for one in asked)
    return {one for one in ("grants", "subscriptions") if any(f"FROM {one}" in a for a in asked)}


@pytest.mark.matrix
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("pairs", PAIRS, ids=str)
async def test_numbers_are_those_of_a_slow_model(shop, pairs, seed):
    chance, inclusions = Random(f"{pairs} {seed}"), Inclusions(frozenset(pairs))

    def work(tx):
        add_plans(tx, 4, pairs)
        for person in PEOPLE:
            live_a_life(tx, chance, person)
        return grants.live_of(tx, PEOPLE)

    live = await shop.db.write(work)
    lives = [chains_by_plan(live[person], inclusions) for person in PEOPLE]
    expected = [
        sum(
            has_at({plan: one.get(plan, [])}, NOW + 1)
            and has_at({by: one.get(by, []) for by in inclusions.including(plan)}, NOW + 1)
            for one in lives
        )
        for plan in map(PlanId, range(1, 5))
    ]
    assert [one.included for one in await _plans(shop)] == expected
    assert any(expected)


def _give(tx, plan: int) -> None:
    people.ensure(tx, PersonId(ANNA), None, NOW)
    grants.insert_by_admin(tx, PersonId(ANNA), PlanId(plan), Duration(days=9), NOW)
    refold(tx, PersonId(ANNA), NOW)


async def test_until_people_are_folded_again_they_count_with_the_inclusions_before(shop):
    def include(tx):
        add_plans(tx, 2)
        _give(tx, 2)
        plans.set_inclusions(tx, Inclusions(frozenset({(PlanId(2), PlanId(1))})))

    await shop.db.write(include)
    assert [one.included for one in await _plans(shop)] == [0, 0]

    def fold(tx):
        refold(tx, PersonId(ANNA), NOW)
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(fold)
    assert [one.included for one in await _plans(shop)] == [1, 0]


@pytest.mark.parametrize("pairs", [(), ((2, 1),), ROW], ids=str)
async def test_people_are_not_looked_at_where_the_including_plans_include_each_other(shop, pairs):
    def work(tx):
        add_plans(tx, 3, pairs)
        _give(tx, 3)

    await shop.db.write(work)
    assert await shop.db.read(_read_tables) == set()
