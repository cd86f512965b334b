"""The outbox goes on by no other sign when a pause or a wait of its own is over, and no sooner."""

import asyncio

import pytest

from bot.domain.limits import Limits
from bot.workers import outbox as module
from storage.outbox import Lane
from storage.queries.due_messages import PassedOver
from tests.bodies import ANNA, CLARA, purchase
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness
from tests.workers.test_meanwhile import acting
from tests.workers.test_outbox_waits import _left, sending
from tests.workers.test_quiet_workers import NEVER, SOON

HOUR = 3600


def messages(harness: OutboxHarness, person: int) -> int:
    return len(harness.telegram.messages_to(person))


async def wait_for_an_hour(harness: OutboxHarness) -> None:
    """Queue Anna's thanks, and let all that is queued wait."""
    await harness.shop.receive(purchase(1))
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET not_before = ?", (NOW + HOUR,))
    )


async def test_what_waits_for_a_moment_goes_when_the_clock_is_moved_there(
    harness: OutboxHarness,
) -> None:
    await wait_for_an_hour(harness)
    sleep = harness.worker._sleep
    sleep.every_seconds = SOON
    async with harness.running():
        await until(lambda: sleep._asked and sleep._timer is not None)
        harness.clock.move(HOUR)
        await until(lambda: messages(harness, ANNA) == 1)


async def test_a_write_that_nobody_signals_is_noticed(harness: OutboxHarness) -> None:
    await wait_for_an_hour(harness)
    sleep = harness.worker._sleep
    sleep.every_seconds = SOON
    async with harness.running():
        await until(lambda: sleep._asked and sleep._timer is not None)
        await harness.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET not_before = 1"))
        await until(lambda: messages(harness, ANNA) == 1)


async def test_a_refused_token_lets_everything_wait_for_half_a_minute(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", status=401, times=9)  # all that are under way
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        await until(lambda: harness.worker._pace.pause_seconds > 0)
        assert harness.worker._pace.pause_seconds <= 30
        assert not harness.worker.allowed
        await until(lambda: len(harness.worker._in_flight) == 0)
        asked = len(harness.telegram.calls_of("sendMessage"))
        await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
        await until(lambda: harness.worker._sleep._timer is not None)
        assert len(harness.telegram.calls_of("sendMessage")) == asked


async def test_after_that_all_goes_on_without_another_sign(
    harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_NOT_ALLOWED_PAUSE_SECONDS", SOON)
    harness.worker._pace._limits = Limits(seconds_between_messages_to_a_chat=0)
    harness.telegram.fail("sendMessage", status=401, times=1)
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        for person in (ANNA, *ADMINS):
            await until(lambda person=person: messages(harness, person) == 1)
    assert harness.worker.allowed


async def test_a_pause_that_begins_meanwhile_lets_a_message_stay_queued(
    harness: OutboxHarness,
) -> None:
    worker = harness.worker

    async def pause() -> None:
        worker._pace.pause(NEVER)

    worker._outbox = acting(worker._outbox, "set_aside", pause)
    await harness.shop.receive(purchase(1))
    assert await worker.step()
    assert not await worker.step()
    assert not harness.telegram.calls_of("sendMessage")
    worker._pace._paused_until = 0
    await harness.until_idle()
    assert messages(harness, ANNA) == 1


async def test_a_message_is_not_kept_back_twice(harness: OutboxHarness) -> None:
    """The pace keeps back what goes to its chat; rows are for what only some of it must wait."""
    harness.telegram.fail("sendMessage", retry_after=500, times=1, chat_id=ANNA)
    await harness.shop.receive(purchase(1))
    await harness.worker.step()
    assert ANNA in harness.worker._pace.resting_chats()
    assert not harness.worker._rows_rest_until


async def test_one_that_let_something_more_urgent_go_first_goes_afterwards(
    harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHOOSE_AGAIN_SECONDS", SOON)
    turns = harness.worker._pace._turns
    turns._next_at = asyncio.get_running_loop().time() + 3 * SOON
    await harness.shop.receive(purchase(1))
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET lane = ?", (int(Lane.REMINDERS),))
    )
    await harness.until_idle()
    assert messages(harness, ANNA) == 1


async def test_a_payment_keeps_its_place_among_those_who_wait_for_a_turn(
    harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHOOSE_AGAIN_SECONDS", 0)
    turns = harness.worker._pace._turns
    turns._next_at = asyncio.get_running_loop().time() + SOON
    await harness.shop.receive(purchase(1))
    with heard_statements(harness.shop.db) as one_look:
        await harness.worker._outbox.next_due(PassedOver())
    with heard_statements(harness.shop.db) as statements:
        assert await harness.worker._choose() is not None
    assert len(statements) == len(one_look)


async def test_a_rest_that_begins_while_a_message_waits_for_its_turn_is_not_forgotten(
    harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHOOSE_AGAIN_SECONDS", SOON)
    worker, now = harness.worker, asyncio.get_running_loop().time()

    async def answer() -> None:
        worker._pace._rests_until[ANNA] = now + 6 * SOON

    worker._outbox = acting(worker._outbox, "next_due", answer)
    worker._pace._turns._next_at = now + 3 * SOON
    await wait_for_an_hour(harness)
    await harness.shop.db.write(
        lambda tx: tx.execute(
            "UPDATE outbox SET lane = ?, not_before = 1 WHERE chat_id = ?", (Lane.REMINDERS, ANNA)
        )
    )
    worker._sleep.every_seconds = NEVER
    async with harness.running():
        await until(lambda: messages(harness, ANNA) == 1)


async def test_rows_whose_rest_is_over_keep_nobody_awake_during_a_pause(
    harness: OutboxHarness,
) -> None:
    harness.worker._rows_rest_until = {1: 0.0}
    harness.worker._pace.pause(NEVER)
    async with sending(harness):
        assert _left(harness) > NEVER / 2


async def test_only_the_first_message_after_an_outage_calls_for_the_others(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", status=500, times=1)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    harness.worker._pace._rests_until.clear()
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    await harness.shop.db.write(
        lambda tx: tx.execute(
            "UPDATE outbox SET attempts = 1, not_before = ? WHERE chat_id = ?", (NOW + HOUR, CLARA)
        )
    )
    await harness.until_idle()
    assert (messages(harness, ANNA), messages(harness, ADMINS[0])) == (1, 2)
    assert messages(harness, CLARA) == 0
