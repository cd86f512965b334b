"""A cancellation that names no period is about the one that it means by its end or its length."""

import itertools

import pytest

from tests.bodies import ABSENT, ANNA, MOMENT
from tests.usecases.recurring.test_periods import (
    DAY,
    MONTH_END,
    MONTHLY,
    YEAR_END,
    YEARLY,
    monthly,
    standings,
    yearly,
)

ORDERS = list(itertools.permutations(range(3)))


def cancelled(**changes):
    """Build a cancellation of the month without a number of a period."""
    return monthly("cancelled", **{"at": MOMENT + 120, "period_id": ABSENT} | changes)


async def renewing(shop):
    return {period for period, _, renews_at in await standings(shop) if renews_at is not None}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("length", ["monthly", ABSENT])
async def test_its_paid_end_says_which_period_it_is_about(bound, order, length):
    bodies = (monthly(), yearly(), cancelled(period=length))
    for index in order:
        await bound.receive(bodies[index])
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (YEAR_END, YEAR_END)
    assert await renewing(bound) == {YEARLY}


@pytest.mark.parametrize("unknown", [0, -1, "monthly", None])
async def test_a_number_that_is_none_counts_as_no_number(bound, unknown):
    for body in (monthly(), yearly(), cancelled(period_id=unknown)):
        await bound.receive(body)
    assert await renewing(bound) == {YEARLY}


async def test_its_length_says_which_where_its_end_is_nobodys(bound):
    for body in (monthly(), yearly(), cancelled(until=MONTH_END - 60)):
        await bound.receive(body)
    assert await renewing(bound) == {YEARLY}


@pytest.mark.parametrize("order", ORDERS)
async def test_where_nothing_says_which_no_period_is_closed(bound, order):
    bodies = (monthly(), yearly(), cancelled(until=MONTH_END - 60, period=ABSENT))
    for index in order:
        await bound.receive(bodies[index])
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (YEAR_END, YEAR_END)
    assert await renewing(bound) == {MONTHLY, YEARLY}


async def test_a_period_that_runs_alone_is_meant_whatever_the_end(bound):
    for body in (monthly(), cancelled(until=MONTH_END - 60, period=ABSENT)):
        await bound.receive(body)
    assert (await bound.subscription(ANNA)).renews_at is None
    assert await renewing(bound) == set()


async def test_a_cancellation_minutes_after_the_end_leaves_the_other_period_open(bound):
    for body in (monthly(), yearly()):
        await bound.receive(body)
    bound.clock.move(20 * DAY + 240)
    await bound.receive(cancelled(at=MONTH_END + 240, period=ABSENT))
    assert await renewing(bound) == {YEARLY}


async def test_both_are_cancelled_by_two_such_events(bound):
    year = yearly("cancelled", at=MOMENT + 180, period_id=ABSENT)
    for body in (monthly(), yearly(), cancelled(), year):
        await bound.receive(body)
    assert await renewing(bound) == set()
    assert (await bound.subscription(ANNA)).expires_at == YEAR_END
