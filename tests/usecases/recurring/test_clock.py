"""Tribute's own subscriptions as time passes: renewed, cancelled, or over without a word."""

import pytest

from bot.domain.models import RENEWAL_GRACE_SECONDS
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from storage import facts
from tests.bodies import ANNA, MOMENT, recurring
from tests.conftest import NOW

DAY = 86400
FIRST = NOW + 20 * DAY
SECOND = FIRST + 30 * DAY


@pytest.fixture
def lifecycle(shop) -> Lifecycle:
    return Lifecycle(shop.db, shop.clock, thresholds(["3 days", "1 day"]))


async def _until(shop, lifecycle: Lifecycle, moment: int) -> None:
    """Let the clock run to the moment, with a look every day and one at the end."""
    while shop.clock.now() < moment:
        await lifecycle.tick()
        shop.clock.move(min(DAY, moment - shop.clock.now()))
    await lifecycle.tick()


async def _said(shop) -> list[str]:
    rows = await shop.db.read(
        lambda tx: tx.all("SELECT kind FROM outbox WHERE lane = 1 ORDER BY id")
    )
    return [row["kind"] for row in rows]


async def _told_the_service(shop) -> list[str]:
    rows = await shop.db.read(lambda tx: tx.all("SELECT type FROM webhooks_out ORDER BY id"))
    return [row["type"].removeprefix("subscription.") for row in rows]


async def test_who_is_renewed_is_not_reminded_and_never_loses_access(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _until(bound, lifecycle, FIRST + 240)
    assert (await bound.subscription(ANNA)).active_at(bound.clock.now())
    await bound.receive(recurring("renewed", at=FIRST + 1, until=SECOND))
    await _until(bound, lifecycle, FIRST + 2 * DAY)
    assert await _said(bound) == []
    assert await _told_the_service(bound) == ["started", "extended"]
    assert (await bound.subscription(ANNA)).started_at == MOMENT


async def test_when_no_renewal_comes_the_end_is_told(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _until(bound, lifecycle, FIRST + RENEWAL_GRACE_SECONDS)
    assert await _said(bound) == ["ended"]
    assert await _told_the_service(bound) == ["started", "ended"]


async def test_cancelled_it_is_reminded_of_like_any_other(bound, lifecycle):
    await bound.receive(recurring(until=FIRST))
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=FIRST))
    await _until(bound, lifecycle, FIRST)
    assert await _said(bound) == ["reminder", "reminder", "ended"]


async def test_cancelled_minutes_after_the_end_it_ends_then_with_one_message(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _until(bound, lifecycle, FIRST + 240)
    await bound.receive(recurring("cancelled", at=FIRST + 240, until=FIRST))
    assert not (await bound.subscription(ANNA)).active_at(bound.clock.now())
    await _until(bound, lifecycle, FIRST + 2 * DAY)
    assert await bound.notices("recurring-cancelled") == [ANNA]
    assert await _said(bound) == []
    assert await _told_the_service(bound) == ["started", "ended"]


async def test_a_cancellation_long_after_the_end_moves_no_end(bound, lifecycle):
    await bound.receive(recurring(until=FIRST))
    await _until(bound, lifecycle, FIRST + 5 * DAY)
    await bound.receive(recurring("cancelled", at=FIRST + 5 * DAY, until=FIRST))
    found = await bound.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (MOMENT, FIRST)
    assert await _said(bound) == ["ended"]
