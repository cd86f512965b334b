"""Reminders and ends as time passes: each is announced once, and never several at a time."""

import pytest

from bot.clock import CheckedClock
from bot.domain.durations import Duration
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.clock_recheck import ClockRecheckWorker
from tests.bodies import ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import nobody_asked

DAY = 86400


@pytest.fixture
def lifecycle(shop) -> Lifecycle:
    return Lifecycle(shop.db, shop.clock, (Duration(days=3), Duration(days=1)))


async def _tick(lifecycle: Lifecycle) -> None:
    while await lifecycle.tick():
        pass


async def _announced(shop) -> list[str]:
    rows = await shop.db.read(
        lambda tx: tx.all(
            "SELECT dedupe_key, kind FROM outbox WHERE kind IN ('reminder', 'ended') ORDER BY id"
        )
    )
    return [
        row["dedupe_key"].rpartition(":")[2] if row["kind"] == "reminder" else "ended"
        for row in rows
    ]


async def _pass_days(shop, lifecycle, days: int) -> None:
    for _ in range(days):
        await _tick(lifecycle)
        shop.clock.move(DAY)
    await _tick(lifecycle)


async def test_each_reminder_and_the_end_are_sent_once(shop, lifecycle):
    await shop.receive(purchase())
    await _pass_days(shop, lifecycle, 60)
    assert await _announced(shop) == ["3 days", "1 day", "ended"]


async def test_a_renewal_schedules_the_reminders_again(shop, lifecycle):
    await shop.receive(purchase(1))
    await _pass_days(shop, lifecycle, 29)
    assert await _announced(shop) == ["3 days"]
    await shop.receive(purchase(2, at=shop.clock.now()))
    await _pass_days(shop, lifecycle, 60)
    assert await _announced(shop) == ["3 days", "3 days", "1 day", "ended"]


@pytest.mark.fault("C3", "no check between two thresholds")
async def test_after_an_outage_only_the_latest_reminder_is_sent(shop, lifecycle):
    await shop.receive(purchase(1))
    await _tick(lifecycle)
    shop.clock.move(30 * DAY)
    await _tick(lifecycle)
    assert await _announced(shop) == ["1 day"]
    shop.clock.move(300 * DAY)
    await _tick(lifecycle)
    assert await _announced(shop) == ["1 day", "ended"]


async def test_after_an_outage_before_the_first_check_only_the_latest_is_sent(shop, lifecycle):
    await shop.receive(purchase(1))
    shop.clock.move(30 * DAY)
    await _tick(lifecycle)
    assert await _announced(shop) == ["1 day"]


async def test_access_that_starts_below_a_threshold_gets_no_reminder_for_it(shop, lifecycle):
    await shop.receive(purchase(1, at=NOW - 28 * DAY))
    await _tick(lifecycle)
    assert await _announced(shop) == []
    await _pass_days(shop, lifecycle, 5)
    assert await _announced(shop) == ["1 day", "ended"]


async def test_a_purchase_that_is_over_when_it_arrives_gets_no_notice_of_its_end(shop, lifecycle):
    await shop.receive(purchase(1, at=NOW - 400 * DAY))
    await _pass_days(shop, lifecycle, 3)
    assert await _announced(shop) == []


async def test_a_lifetime_and_a_refund_get_no_reminders(shop, lifecycle):
    await shop.receive(purchase(1, product_id=459))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await shop.receive(refund(2, telegram_user_id=BORIS))
    await _pass_days(shop, lifecycle, 60)
    assert await _announced(shop) == []


@pytest.mark.fault("C2", "the clock jumps ahead and back")
async def test_a_clock_that_jumps_ahead_and_back_repeats_no_reminder(shop, lifecycle):
    await shop.receive(purchase(1))
    for days in (28, -20, 20, -5, 5):
        shop.clock.move(days * DAY)
        await _tick(lifecycle)
    assert await _announced(shop) == ["3 days"]


@pytest.mark.fault(
    "C2", "the clock two months ahead at the purchase, or later while access lasts; then right"
)
@pytest.mark.parametrize("bought_ahead", [True, False])
async def test_a_clock_that_was_ahead_puts_no_check_after_the_end(shop, lifecycle, bought_ahead):
    """Such a subscription was once never checked again: its person kept access to the channel."""
    worker = ClockRecheckWorker(ClockRecheck(shop.db, CheckedClock(shop.clock)), nobody_asked)
    if not bought_ahead:
        await shop.receive(purchase(1))
    shop.clock.move(60 * DAY)
    await worker.step()
    await _tick(lifecycle)
    if bought_ahead:
        await shop.receive(purchase(1))
    shop.clock.move(-60 * DAY)
    await worker.step()
    await _tick(lifecycle)
    end = (await shop.subscription(ANNA)).expires_at
    next_check = await shop.db.read(lambda tx: tx.scalar("SELECT check_at FROM subscriptions"))
    assert shop.clock.now() < next_check <= end


async def test_new_thresholds_apply_from_the_next_start(shop, lifecycle):
    await shop.receive(purchase(1))
    await lifecycle.on_start()
    await _pass_days(shop, lifecycle, 20)
    other = Lifecycle(shop.db, shop.clock, (Duration(days=7),))
    await other.on_start()
    await _pass_days(shop, other, 60)
    assert await _announced(shop) == ["7 days", "ended"]


async def test_subscriptions_to_check_are_found_by_their_index(shop):
    plan = await shop.db.read(
        lambda tx: tx.all(
            """EXPLAIN QUERY PLAN SELECT telegram_user_id FROM subscriptions
            WHERE check_at <= 5 ORDER BY check_at LIMIT 5"""
        )
    )
    assert [row["detail"] for row in plan] == [
        "SEARCH subscriptions USING COVERING INDEX subscriptions_to_check (check_at<?)"
    ]


async def test_the_ends_of_many_subscriptions_are_announced_in_portions(shop, lifecycle):
    for number in range(1, 251):
        await shop.receive(purchase(number, at=MOMENT, telegram_user_id=5000 + number))
    await _tick(lifecycle)
    shop.clock.move(40 * DAY)
    assert await lifecycle.tick() == 200
    assert await lifecycle.tick() == 50
    assert await lifecycle.tick() == 0
    assert len(await _announced(shop)) == 250


async def test_access_ends_on_time_without_the_lifecycle_worker(shop):
    await shop.receive(purchase(1))
    shop.clock.move(40 * DAY)
    assert await shop.subscriptions.current(ANNA) is None
