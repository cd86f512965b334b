"""The clock: each reminder once per end, never a burst, quiet where there is nothing to say."""

import pytest

from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from bot.workers.lifecycle import LifecycleWorker
from tests.bodies import ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW

DAY = 86400


@pytest.fixture
def lifecycle(shop) -> Lifecycle:
    return Lifecycle(shop.db, shop.clock, thresholds(["3 days", "1 day"]))


async def _tick(lifecycle: Lifecycle) -> None:
    while await lifecycle.tick():
        pass


async def _said(shop) -> list[str]:
    rows = await shop.db.read(
        lambda tx: tx.all(
            "SELECT dedupe_key, kind FROM outbox WHERE kind IN ('reminder', 'ended') ORDER BY id"
        )
    )
    return [
        row["dedupe_key"].rpartition(":")[2] if row["kind"] == "reminder" else "ended"
        for row in rows
    ]


async def _day_by_day(shop, lifecycle, days: int) -> None:
    for _ in range(days):
        await _tick(lifecycle)
        shop.clock.move(DAY)
    await _tick(lifecycle)


async def test_each_threshold_and_the_end_are_told_once(shop, lifecycle):
    await shop.receive(purchase())
    await _day_by_day(shop, lifecycle, 60)
    assert await _said(shop) == ["3 days", "1 day", "ended"]


async def test_renewing_sets_the_reminders_anew(shop, lifecycle):
    await shop.receive(purchase(1))
    await _day_by_day(shop, lifecycle, 29)
    assert await _said(shop) == ["3 days"]
    await shop.receive(purchase(2, at=shop.clock.now()))
    await _day_by_day(shop, lifecycle, 60)
    assert await _said(shop) == ["3 days", "3 days", "1 day", "ended"]


@pytest.mark.fault("C3", "nobody looked between two thresholds")
async def test_after_an_outage_only_the_latest_is_told(shop, lifecycle):
    await shop.receive(purchase(1))
    await _tick(lifecycle)
    shop.clock.move(30 * DAY)
    await _tick(lifecycle)
    assert await _said(shop) == ["1 day"]
    shop.clock.move(300 * DAY)
    await _tick(lifecycle)
    assert await _said(shop) == ["1 day", "ended"]


async def test_an_outage_before_the_first_look_is_the_same(shop, lifecycle):
    await shop.receive(purchase(1))
    shop.clock.move(30 * DAY)
    await _tick(lifecycle)
    assert await _said(shop) == ["1 day"]


async def test_who_buys_less_than_a_threshold_is_not_reminded_of_it_at_once(shop, lifecycle):
    await shop.receive(purchase(1, at=NOW - 28 * DAY))
    await _tick(lifecycle)
    assert await _said(shop) == []
    await _day_by_day(shop, lifecycle, 5)
    assert await _said(shop) == ["1 day", "ended"]


async def test_a_purchase_that_is_over_when_it_arrives_is_not_told_of_twice(shop, lifecycle):
    await shop.receive(purchase(1, at=NOW - 400 * DAY))
    await _day_by_day(shop, lifecycle, 3)
    assert await _said(shop) == []


async def test_a_lifetime_and_a_refund_are_quiet(shop, lifecycle):
    await shop.receive(purchase(1, product_id=459))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await shop.receive(refund(2, telegram_user_id=BORIS))
    await _day_by_day(shop, lifecycle, 60)
    assert await _said(shop) == []


@pytest.mark.fault("C2", "the clock jumps ahead and back")
async def test_a_clock_that_jumps_there_and_back_says_nothing_twice(shop, lifecycle):
    await shop.receive(purchase(1))
    for days in (28, -20, 20, -5, 5):
        shop.clock.move(days * DAY)
        await _tick(lifecycle)
    assert await _said(shop) == ["3 days"]


@pytest.mark.fault(
    "C2", "the clock two months ahead while it is bought, or while it runs; then right"
)
@pytest.mark.parametrize("bought_ahead", [True, False])
async def test_a_clock_that_was_ahead_leaves_nobody_without_their_end(
    shop, lifecycle, bought_ahead
):
    """It was never looked at again, so whoever was let into a channel stayed for ever."""
    worker = LifecycleWorker(lifecycle)
    if not bought_ahead:
        await shop.receive(purchase(1))
    shop.clock.move(60 * DAY)
    await worker.step()
    if bought_ahead:
        await shop.receive(purchase(1))
    shop.clock.move(-60 * DAY)
    await worker.step()
    end = (await shop.subscription(ANNA)).expires_at
    next_look = await shop.db.read(lambda tx: tx.scalar("SELECT check_at FROM subscriptions"))
    assert shop.clock.now() < next_look <= end


async def test_other_thresholds_hold_from_the_next_start(shop, lifecycle):
    await shop.receive(purchase(1))
    await lifecycle.take_up_rules()
    await _day_by_day(shop, lifecycle, 20)
    other = Lifecycle(shop.db, shop.clock, thresholds(["1 week"]))
    await other.take_up_rules()
    await _day_by_day(shop, other, 60)
    assert await _said(shop) == ["7 days", "ended"]


async def test_what_is_due_is_found_by_its_index(shop):
    plan = await shop.db.read(
        lambda tx: tx.all(
            """EXPLAIN QUERY PLAN SELECT telegram_user_id FROM subscriptions
            WHERE check_at <= 5 ORDER BY check_at LIMIT 5"""
        )
    )
    assert [row["detail"] for row in plan] == [
        "SEARCH subscriptions USING COVERING INDEX subscriptions_to_check (check_at<?)"
    ]


async def test_the_ends_of_many_are_told_in_portions(shop, lifecycle):
    for number in range(1, 251):
        await shop.receive(purchase(number, at=MOMENT, telegram_user_id=5000 + number))
    await _tick(lifecycle)
    shop.clock.move(40 * DAY)
    assert await lifecycle.tick() == 200
    assert await lifecycle.tick() == 50
    assert await lifecycle.tick() == 0
    assert len(await _said(shop)) == 250


async def test_the_subscriptions_access_itself_ends_without_the_clocks_worker(shop):
    await shop.receive(purchase(1))
    shop.clock.move(40 * DAY)
    assert await shop.subscriptions.current(ANNA) is None
