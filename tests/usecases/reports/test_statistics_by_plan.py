"""People are counted once however many plans they have, to the day: compared with a slow model."""

from random import Random

import pytest

from bot.domain.access.subscription import chains_by_plan
from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import PlanPeople, Revocation
from bot.usecases.access.grants import refold
from bot.usecases.reports.statistics import Statistics
from storage import grants, people, plans
from storage.access import cuts
from tests.bodies import ANNA, BORIS, purchase
from tests.conftest import NOW

DAY = 86400
PEOPLE = [PersonId(700_000 + number) for number in range(40)]
INCLUSIONS = [
    (),
    ((2, 1),),
    ((1, 2), (1, 3)),
    ((3, 2), (2, 1), (4, 1)),
]
"""Of up to four plans: unrelated; one in another; two in one; one at second hand, and in two."""
DURATIONS = [Duration(days=1), Duration(days=9), Duration(months=1), Duration(lifetime=True)]


def add_plans(tx, number, pairs=()):
    """Let the shop have so many plans, of which these include each other."""
    for plan in range(2, number + 1):
        plans.insert(tx, f"plan-{plan}")
    plans.set_inclusions(tx, Inclusions(frozenset(pairs)))
    plans.set_refolded_up_to(tx, None)


def live_a_life(tx, chance, person):
    """Give a person some access in the last three months, and cut some of it."""
    people.ensure(tx, person, None, NOW)
    moments = sorted(_moment(chance) for _ in range(chance.randint(1, 5)))
    for at in moments:
        plan = PlanId(chance.randint(1, 4))
        duration = chance.choices(DURATIONS, (4, 8, 8, 1))[0]
        grants.insert_by_admin(tx, person, plan, duration, at)
        refold(tx, person, at)
        if chance.random() < 0.15:
            cuts.insert(tx, person, plan, Revocation(at + DAY, 1, None))
    refold(tx, person, NOW)


def _moment(chance):
    """Return a moment; often at midnight, and just before or after it."""
    at = NOW - chance.randint(2 * DAY, 90 * DAY)
    return at - at % DAY + chance.choice((-1, 0, 1)) if chance.random() < 0.5 else at


def has_at(chains, at):
    """Return whether one of the chains is running just before the moment."""
    return any(
        one.started_at < at and (one.ends_at is None or one.ends_at >= at)
        for some in chains.values()
        for one in some
    )


@pytest.mark.matrix
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("pairs", INCLUSIONS, ids=str)
async def test_numbers_are_those_of_a_slow_model(shop, pairs, seed):
    chance = Random(f"{pairs} {seed}")

    def work(tx):
        add_plans(tx, 4, pairs)
        for person in PEOPLE:
            live_a_life(tx, chance, person)
        return grants.live_of(tx, PEOPLE)

    live = await shop.db.write(work)
    lives = [chains_by_plan(live[person], Inclusions(frozenset(pairs))) for person in PEOPLE]
    midnight = NOW - NOW % DAY
    ends = [midnight - back * DAY for back in range(28, -1, -1)] + [NOW + 1]
    counted = Statistics(shop.db, shop.clock, "UTC")

    by_day = [sum(has_at(one, end) for one in lives) for end in ends]
    assert (await counted.by_day()).active == tuple(by_day)

    summary = await counted.summary()
    assert summary.active == by_day[-1]
    assert summary.for_life == sum(
        any(some[-1].ends_at is None for some in one.values()) for one in lives
    )
    assert [one.count for one in summary.plans] == [
        sum(has_at({plan: one.get(plan, [])}, NOW + 1) for one in lives) for plan in range(1, 5)
    ]
    for period in summary.periods:
        since = midnight - (period.days - 1) * DAY
        assert period.ended == sum(
            not has_at(one, NOW + 1) and max(some[-1].ends_at for some in one.values()) >= since
            for one in lives
        )


async def test_people_of_a_plan_are_counted_apart_where_another_plan_opens_it(shop):
    await shop.db.write(lambda tx: add_plans(tx, 2, [(2, 1)]))
    assert (await Statistics(shop.db, shop.clock, "UTC").summary()).plans == (
        PlanPeople(PlanId(1), 0, (PlanId(2),), 0),
        PlanPeople(PlanId(2), 0),
    )
    await shop.receive(purchase(1, telegram_user_id=BORIS))

    def give_pro(tx):
        people.ensure(tx, PersonId(ANNA), None, NOW)
        grants.insert_by_admin(tx, PersonId(ANNA), PlanId(2), Duration(days=1), NOW)
        refold(tx, PersonId(ANNA), NOW)

    await shop.db.write(give_pro)
    summary = await Statistics(shop.db, shop.clock, "UTC").summary()
    assert summary.active == 2
    assert summary.plans == (
        PlanPeople(PlanId(1), 2, (PlanId(2),), 1),
        PlanPeople(PlanId(2), 1),
    )


async def test_a_shop_with_one_plan_counts_no_plans(shop):
    await shop.receive(purchase(1))
    assert (await Statistics(shop.db, shop.clock, "UTC").summary()).plans == ()


async def test_a_retired_plan_is_counted_while_people_have_it(shop):
    await shop.receive(purchase(1))

    def retire(tx):
        add_plans(tx, 3)
        plans.set_retired(tx, PlanId(1), NOW)
        plans.set_retired(tx, PlanId(2), NOW)

    await shop.db.write(retire)
    summary = await Statistics(shop.db, shop.clock, "UTC").summary()
    assert summary.plans == (PlanPeople(PlanId(1), 1), PlanPeople(PlanId(3), 0))
