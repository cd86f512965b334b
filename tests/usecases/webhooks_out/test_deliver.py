"""The queue of webhooks out: their order and delays, the last attempt, and notices to admins."""

from dataclasses import replace

import pytest

from bot.clock import CheckedClock
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.usecases.webhooks_out.deliver import (
    ATTEMPTS,
    DELAYS_SECONDS,
    Failure,
    SeenLost,
    WebhooksOut,
)
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.usecases.conftest import ADMINS

DOWN = Failure("unreachable")
HOUR = 3600


@pytest.fixture
async def webhooks(shop) -> WebhooksOut:
    found = WebhooksOut(shop.db, shop.clock, ADMINS)
    await replace(found, enabled=True).on_start()
    return found


async def due(webhooks) -> str | None:
    found = await webhooks.next_due()
    return f"{found.type.partition('.')[2]} {found.telegram_user_id}" if found else None


async def fail(webhooks, failure: Failure = DOWN) -> None:
    await webhooks.failed(await webhooks.next_due(), failure)


async def deliver(webhooks, recovered_from: str | None = None) -> None:
    await webhooks.delivered(await webhooks.next_due(), recovered_from=recovered_from)


async def exhaust(shop, webhooks) -> None:
    """Fail every attempt."""
    while await webhooks.next_due():
        await fail(webhooks)
        shop.clock.move(2 * DELAYS_SECONDS[-1])


async def test_webhooks_about_one_person_keep_their_order(shop, webhooks):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await fail(webhooks)
    assert await due(webhooks) == f"started {BORIS}"
    await deliver(webhooks)
    assert await due(webhooks) is None
    shop.clock.move(2 * DELAYS_SECONDS[0])
    assert await due(webhooks) == f"started {ANNA}"
    await deliver(webhooks)
    assert await due(webhooks) == f"refunded {ANNA}"


@pytest.mark.fault("C2", "the clock a year ahead while a webhook to the owner's service is queued")
async def test_a_webhook_queued_while_the_clock_was_ahead_is_due_once_it_is_right(shop, webhooks):
    shop.clock.move(365 * 24 * HOUR)
    await shop.receive(purchase(product_id=459))
    shop.clock.move(-365 * 24 * HOUR)
    assert await due(webhooks) is None
    await ClockRecheck(shop.db, CheckedClock(shop.clock)).recheck()
    assert await due(webhooks) == f"started {ANNA}"


async def test_attempts_are_further_and_further_apart(shop, webhooks):
    await shop.receive(purchase())
    for delay in DELAYS_SECONDS:
        await fail(webhooks)
        shop.clock.move(delay - 1)
        assert await due(webhooks) is None
        shop.clock.move(1 + delay // 10)
        assert await due(webhooks) is not None
    await fail(webhooks)
    shop.clock.move(100 * DELAYS_SECONDS[-1])
    assert await due(webhooks) is None
    assert (await webhooks.lost()).count == 1
    assert sum(DELAYS_SECONDS) > 3 * 24 * HOUR
    assert len(DELAYS_SECONDS) + 1 == ATTEMPTS


async def test_the_service_may_ask_for_a_pause_but_not_for_ever(shop, webhooks):
    await shop.receive(purchase())
    await fail(webhooks, Failure("status", 429, retry_after_seconds=2 * HOUR))
    shop.clock.move(2 * HOUR - 1)
    assert await due(webhooks) is None
    shop.clock.move(1)
    await fail(webhooks, Failure("status", 503, retry_after_seconds=10**9))
    shop.clock.move(24 * HOUR)
    assert await due(webhooks) is not None


async def test_a_webhook_answered_410_is_abandoned_at_once(shop, webhooks):
    await shop.receive(purchase())
    await fail(webhooks, Failure("gone", 410, for_good=True))
    lost = await webhooks.lost()
    assert (lost.count, lost.latest[0].error, lost.latest[0].error_status) == (1, "gone", 410)
    assert await shop.notices("admin-webhooks-lost") == list(ADMINS)


async def test_once_the_service_is_reachable_again_its_webhooks_are_due_at_once(shop, webhooks):
    for number, person in enumerate((ANNA, BORIS, 1004), start=1):
        await shop.receive(purchase(number, telegram_user_id=person))
    await fail(webhooks)
    await fail(webhooks, Failure("status", 400))
    await deliver(webhooks, recovered_from="unreachable")
    assert await due(webhooks) == f"started {ANNA}"
    await deliver(webhooks)
    assert await due(webhooks) is None  # a webhook that the service itself refused keeps its delay


async def test_admins_are_notified_of_failures_at_the_third_attempt_and_once_a_day(shop, webhooks):
    await shop.receive(purchase(1))
    for expected in (0, 0, 1, 1):
        await fail(webhooks)
        shop.clock.move(3 * HOUR // 4)
        assert await shop.notices("admin-webhooks-fail") == list(ADMINS) * expected
        shop.clock.move(2 * HOUR)


async def test_admins_are_notified_at_once_of_a_failure_only_the_owner_can_fix(shop, webhooks):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await fail(webhooks, Failure("private", needs_the_owner=True))
    await fail(webhooks, Failure("private", needs_the_owner=True))
    assert await shop.notices("admin-webhooks-fail") == list(ADMINS)


async def test_admins_are_notified_once_a_day_of_any_number_of_abandoned_webhooks(shop, webhooks):
    for number in range(1, 4):
        await shop.receive(purchase(number, telegram_user_id=1000 + number))
    for _ in range(3):
        await fail(webhooks, Failure("gone", 410, for_good=True))
    assert await shop.notices("admin-webhooks-lost") == list(ADMINS)
    assert (await webhooks.lost()).count == 3


async def test_abandoned_webhooks_can_be_sent_again(shop, webhooks):
    await shop.receive(purchase())
    await exhaust(shop, webhooks)
    assert await webhooks.send_again(ADMINS[0]) == 1
    assert (await webhooks.lost()).count == 0
    assert (await webhooks.next_due()).attempts == 0
    assert await webhooks.send_again(ADMINS[0]) == 0
    assert await _acts(shop) == [(f"admin:{ADMINS[0]}", "webhooks_sent_again", "1")]


async def test_abandoned_webhooks_can_be_dismissed(shop, webhooks):
    await shop.receive(purchase())
    await exhaust(shop, webhooks)
    lost = await webhooks.lost()
    fewer, seen = (SeenLost(most, lost.version.tag) for most in (0, 1))
    assert await webhooks.dismiss_lost(ADMINS[0], fewer) == 0  # more than were seen
    assert (await webhooks.lost()).count == 1
    assert await webhooks.dismiss_lost(ADMINS[0], seen) == 1
    assert (await webhooks.lost()).count == 0
    assert await due(webhooks) is None
    assert await webhooks.dismiss_lost(ADMINS[0]) == 0
    assert await _acts(shop) == [(f"admin:{ADMINS[0]}", "webhooks_dismissed", "1")]


async def test_others_are_not_dismissed_though_they_are_as_many(shop, webhooks):
    """The admin saw one, which was sent again since, and was lost again."""
    await shop.receive(purchase())
    await exhaust(shop, webhooks)
    seen = SeenLost(1, (await webhooks.lost()).version.tag)
    await webhooks.send_again(ADMINS[1])
    await exhaust(shop, webhooks)
    assert await webhooks.dismiss_lost(ADMINS[0], seen) == 0
    assert (await webhooks.lost()).count == 1


async def _acts(shop) -> list[tuple[str, str, str]]:
    """Return what the history says of webhooks."""
    found = await shop.db.read(
        lambda tx: tx.all(
            "SELECT actor, action, detail FROM audit WHERE subject = 'webhooks_out' ORDER BY id"
        )
    )
    return [tuple(one) for one in found]


async def test_due_webhooks_are_found_by_index(shop, webhooks):
    """The cost doesn't grow with the number of webhooks that are not due yet."""
    plan = await shop.db.read(
        lambda tx: tx.all(
            """EXPLAIN QUERY PLAN SELECT id FROM webhooks_out AS o
            WHERE state = 'queued' AND not_before <= ?
                AND NOT EXISTS (
                    SELECT 1 FROM webhooks_out AS earlier
                    WHERE earlier.telegram_user_id = o.telegram_user_id
                        AND earlier.state = 'queued' AND earlier.id < o.id)
            ORDER BY not_before, id LIMIT 1""",
            (0,),
        )
    )
    steps = " ".join(row["detail"] for row in plan)
    assert "webhooks_out_queued (not_before<?)" in steps
    assert "webhooks_out_queued_by_person" in steps
    assert "TEMP B-TREE" not in steps
