"""Recurring subscriptions as time passes: renewed, cancelled, or over without an event."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import RENEWAL_GRACE_SECONDS
from bot.usecases.access.lifecycle import Lifecycle
from storage import facts
from tests.bodies import ANNA, MOMENT, recurring
from tests.conftest import NOW

DAY = 86400
FIRST = NOW + 20 * DAY
SECOND = FIRST + 30 * DAY


@pytest.fixture
def lifecycle(shop) -> Lifecycle:
    return Lifecycle(shop.db, shop.clock, (Duration(days=3), Duration(days=1)))


async def _pass_time_until(shop, lifecycle: Lifecycle, moment: int) -> None:
    """Move the clock to the moment, with a check every day and one at the end."""
    while shop.clock.now() < moment:
        await lifecycle.tick()
        shop.clock.move(min(DAY, moment - shop.clock.now()))
    await lifecycle.tick()


async def _announced(shop) -> list[str]:
    rows = await shop.db.read(
        lambda tx: tx.all("SELECT kind FROM outbox WHERE lane = 1 ORDER BY id")
    )
    return [row["kind"] for row in rows]


async def _webhooks(shop) -> list[str]:
    rows = await shop.db.read(lambda tx: tx.all("SELECT type FROM webhooks_out ORDER BY id"))
    return [row["type"].removeprefix("subscription.") for row in rows]


async def test_a_person_on_automatic_renewal_gets_no_reminder_and_keeps_access(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _pass_time_until(bound, lifecycle, FIRST + 240)
    assert (await bound.subscription(ANNA)).active_at(bound.clock.now())
    await bound.receive(recurring("renewed", at=FIRST + 1, until=SECOND))
    await _pass_time_until(bound, lifecycle, FIRST + 2 * DAY)
    assert await _announced(bound) == []
    assert await _webhooks(bound) == ["started", "extended"]
    assert (await bound.subscription(ANNA)).started_at == MOMENT


async def test_without_a_renewal_the_end_is_announced(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _pass_time_until(bound, lifecycle, FIRST + RENEWAL_GRACE_SECONDS)
    assert await _announced(bound) == ["ended"]
    assert await _webhooks(bound) == ["started", "ended"]


async def test_a_cancelled_subscription_gets_reminders_like_any_other(bound, lifecycle):
    await bound.receive(recurring(until=FIRST))
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=FIRST))
    await _pass_time_until(bound, lifecycle, FIRST)
    assert await _announced(bound) == ["reminder", "reminder", "ended"]


async def test_a_cancellation_minutes_after_the_end_ends_access_with_one_message(bound, lifecycle):
    await bound.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    await bound.receive(recurring(until=FIRST))
    await _pass_time_until(bound, lifecycle, FIRST + 240)
    await bound.receive(recurring("cancelled", at=FIRST + 240, until=FIRST))
    assert not (await bound.subscription(ANNA)).active_at(bound.clock.now())
    await _pass_time_until(bound, lifecycle, FIRST + 2 * DAY)
    assert await bound.notices("recurring-cancelled") == [ANNA]
    assert await _announced(bound) == []
    assert await _webhooks(bound) == ["started", "ended"]


async def test_a_cancellation_long_after_the_end_moves_no_end(bound, lifecycle):
    await bound.receive(recurring(until=FIRST))
    await _pass_time_until(bound, lifecycle, FIRST + 5 * DAY)
    await bound.receive(recurring("cancelled", at=FIRST + 5 * DAY, until=FIRST))
    found = await bound.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (MOMENT, FIRST)
    assert await _announced(bound) == ["ended"]
