"""The queue of outgoing webhooks: the timetable, the order, giving up, and telling admins once."""

import pytest

from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.webhooks_out.deliver import ATTEMPTS, DELAYS_SECONDS, Failure, Webhooks
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.usecases.conftest import ADMINS

DOWN = Failure("unreachable")
HOUR = 3600


@pytest.fixture
async def webhooks(shop) -> Webhooks:
    found = Webhooks(shop.db, shop.clock, ADMINS)
    await found.switch(on=True)
    return found


async def due(webhooks) -> str | None:
    found = await webhooks.next_due()
    return f"{found.type.partition('.')[2]} {found.telegram_user_id}" if found else None


async def fail(webhooks, failure: Failure = DOWN) -> None:
    await webhooks.failed(await webhooks.next_due(), failure)


async def deliver(webhooks, over: str | None = None) -> None:
    await webhooks.delivered(await webhooks.next_due(), over=over)


async def exhaust(shop, webhooks) -> None:
    """Fail at every try there is."""
    while await webhooks.next_due():
        await fail(webhooks)
        shop.clock.move(2 * DELAYS_SECONDS[-1])


async def test_what_one_person_is_told_of_keeps_its_order(shop, webhooks):
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
async def test_what_a_clock_that_was_ahead_put_off_goes_when_it_is_right(shop, webhooks):
    lifecycle = Lifecycle(shop.db, shop.clock, ())
    shop.clock.move(365 * 24 * HOUR)
    await shop.receive(purchase(product_id=459))
    shop.clock.move(-365 * 24 * HOUR)
    assert await due(webhooks) is None
    await lifecycle.clock_set_back()
    assert await due(webhooks) == f"started {ANNA}"


async def test_the_tries_are_further_and_further_apart(shop, webhooks):
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


async def test_the_service_may_ask_for_rest_but_not_for_ever(shop, webhooks):
    await shop.receive(purchase())
    await fail(webhooks, Failure("status", 429, retry_after_seconds=2 * HOUR))
    shop.clock.move(2 * HOUR - 1)
    assert await due(webhooks) is None
    shop.clock.move(1)
    await fail(webhooks, Failure("status", 503, retry_after_seconds=10**9))
    shop.clock.move(24 * HOUR)
    assert await due(webhooks) is not None


async def test_who_wants_no_more_of_it_is_left_alone_at_once(shop, webhooks):
    await shop.receive(purchase())
    await fail(webhooks, Failure("gone", 410, for_good=True))
    lost = await webhooks.lost()
    assert (lost.count, lost.latest[0].error, lost.latest[0].error_status) == (1, "gone", 410)
    assert await shop.notices("admin-webhooks-lost") == list(ADMINS)


async def test_once_it_can_be_reached_again_nothing_sits_out_its_delay(shop, webhooks):
    for number, person in enumerate((ANNA, BORIS, 1004), start=1):
        await shop.receive(purchase(number, telegram_user_id=person))
    await fail(webhooks)
    await fail(webhooks, Failure("status", 400))
    await deliver(webhooks, over="unreachable")
    assert await due(webhooks) == f"started {ANNA}"
    await deliver(webhooks)
    assert await due(webhooks) is None  # what was refused for its own sake waits on


async def test_admins_hear_of_trouble_at_the_third_try_and_once_a_day(shop, webhooks):
    await shop.receive(purchase(1))
    for expected in (0, 0, 1, 1):
        await fail(webhooks)
        shop.clock.move(3 * HOUR // 4)
        assert await shop.notices("admin-webhooks-fail") == list(ADMINS) * expected
        shop.clock.move(2 * HOUR)


async def test_what_only_the_owner_can_mend_is_told_at_once(shop, webhooks):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await fail(webhooks, Failure("private", needs_the_owner=True))
    await fail(webhooks, Failure("private", needs_the_owner=True))
    assert await shop.notices("admin-webhooks-fail") == list(ADMINS)


async def test_what_was_given_up_is_told_once_a_day_however_much_it_is(shop, webhooks):
    for number in range(1, 4):
        await shop.receive(purchase(number, telegram_user_id=1000 + number))
    for _ in range(3):
        await fail(webhooks, Failure("gone", 410, for_good=True))
    assert await shop.notices("admin-webhooks-lost") == list(ADMINS)
    assert (await webhooks.lost()).count == 3


async def test_what_was_given_up_can_be_sent_again(shop, webhooks):
    await shop.receive(purchase())
    await exhaust(shop, webhooks)
    assert await webhooks.send_again() == 1
    assert (await webhooks.lost()).count == 0
    assert (await webhooks.next_due()).attempts == 0
    assert await webhooks.send_again() == 0


async def test_or_be_let_go(shop, webhooks):
    await shop.receive(purchase())
    await exhaust(shop, webhooks)
    assert await webhooks.let_go() == 1
    assert (await webhooks.lost()).count == 0
    assert await due(webhooks) is None
    assert await webhooks.let_go() == 0


async def test_looking_for_what_is_due_costs_what_is_due(shop, webhooks):
    """By index, however many wait for later."""
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
