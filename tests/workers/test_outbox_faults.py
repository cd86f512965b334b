"""What Telegram may do to a message, one trouble after the other, and what becomes of the rest."""

import asyncio

import pytest

from bot.domain.models import PersonId
from bot.telegram import sender
from bot.usecases.people.people import People, Profile
from storage import outbox
from storage.outbox import Lane, NewMessage
from tests.bodies import ANNA, CLARA, purchase, refund
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import Desk

HOUR = 3600
THANKS = "Thank you"


def tries(desk: Desk, chat_id: int) -> int:
    return sum(call.chat_id == chat_id for call in desk.telegram.calls_of("sendMessage"))


def texts(desk: Desk, chat_id: int) -> list[str]:
    return [message.text for message in desk.telegram.messages_to(chat_id)]


UNREACHABLE = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: user is deactivated"),
    (400, "Bad Request: chat not found"),
]


@pytest.mark.fault("T2", "403 blocked, can't initiate, deactivated; 400 chat not found")
@pytest.mark.parametrize(("status", "description"), UNREACHABLE)
async def test_who_cannot_be_written_to_is_left_alone_until_their_start(
    desk: Desk, status: int, description: str
) -> None:
    desk.telegram.fail(
        "sendMessage", status=status, description=description, chat_id=ANNA, times=99
    )
    await desk.shop.receive(purchase(1))
    await desk.shop.receive(purchase(2, telegram_user_id=CLARA))
    await desk.until_idle()
    desk.clock.move(30 * 24 * HOUR)
    await desk.until_idle()
    assert tries(desk, ANNA) == 1
    assert (await desk.states())["waiting"] == ["paid"]
    assert texts(desk, CLARA)
    desk.telegram.clear_failures()
    await People(desk.shop.db, desk.clock).meet(Profile(PersonId(ANNA), "Anna", None, "en"))
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda one: THANKS in one.text)


@pytest.mark.fault("T3", "no answer in time for one person")
async def test_silence_is_given_up_and_tried_again_while_the_others_are_served(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_TIMEOUT_SECONDS", 0.3)
    desk.telegram.fail("sendMessage", mode="hang", seconds=30, chat_id=ANNA, times=1)
    await desk.shop.receive(purchase(1))
    await desk.shop.receive(purchase(2, telegram_user_id=CLARA))
    async with desk.running():
        await desk.telegram.wait_for(CLARA, lambda one: THANKS in one.text)
        desk.clock.move(60)
        await desk.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    assert tries(desk, ANNA) == 2


@pytest.mark.fault("T3", "the connection cut after the message was taken")
async def test_what_may_be_read_twice_says_until_when_and_not_how_much_more(desk: Desk) -> None:
    desk.telegram.fail("sendMessage", mode="drop_after", chat_id=ANNA, times=1)
    await desk.shop.receive(purchase(1))
    await desk.until_idle()
    desk.clock.move(60)
    await asyncio.sleep(1.1)  # Telegram's pace: one message a second to a chat
    await desk.until_idle()
    first, second = texts(desk, ANNA)
    assert first == second
    assert "12 June 2026" in first


@pytest.mark.long
@pytest.mark.fault("T1", "429 to the first of three messages to one person")
async def test_after_too_many_requests_a_chat_s_messages_keep_their_order(desk: Desk) -> None:
    desk.telegram.fail("sendMessage", retry_after=1, chat_id=ANNA, times=1)
    for number in (1, 2, 3):
        await desk.shop.receive(purchase(number, product_name=f"Course {number}"))
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda one: "Course 3" in one.text, timeout=15)
    named = [next(n for n in "123" if f"Course {n}" in text) for text in texts(desk, ANNA)]
    assert named == ["1", "2", "3"]


@pytest.mark.fault("T10", "every call cut for an hour, with reminders queued before the payments")
async def test_after_an_hour_without_telegram_payments_go_first_and_nothing_untrue_goes(
    desk: Desk,
) -> None:
    desk.telegram.fail("sendMessage", mode="drop", times=10_000)
    await desk.shop.db.write(lambda tx: _queue_reminders(tx, desk.clock.now()))
    await desk.shop.receive(purchase(1))
    await desk.shop.receive(purchase(2, telegram_user_id=CLARA))
    await desk.shop.receive(refund(2, telegram_user_id=CLARA))
    for _ in range(12):
        await desk.until_idle()
        desk.clock.move(HOUR // 12)
    desk.telegram.clear_failures()
    before = len(desk.telegram.calls)
    desk.clock.move(HOUR)
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
        await desk.telegram.wait_for(CLARA, lambda one: "refunded" in one.text)
        for admin in ADMINS:
            await desk.telegram.wait_for(admin, lambda one: "Sale" in one.text)
    assert not any(THANKS in text for text in texts(desk, CLARA))
    lanes = [call.chat_id for call in desk.telegram.calls[before:]]
    assert set(lanes[:4]) == {ANNA, CLARA, *ADMINS}
    assert "undeliverable" not in await desk.states()


def _queue_reminders(tx, now: int) -> None:
    """Queued before the payments, and yet they go later."""
    for chat_id in (ANNA, CLARA):
        detail: dict[str, object] = {"expires_at": now + HOUR * 90}
        reminder = NewMessage(f"r{chat_id}", "reminder", chat_id, None, detail, Lane.REMINDERS)
        outbox.enqueue(tx, reminder, now)


@pytest.mark.fault("C2", "the clock a year ahead while a payment comes in and its notice fails")
async def test_a_notice_queued_while_the_clock_was_ahead_goes_when_it_is_right(desk: Desk) -> None:
    """It waited for the year to pass."""
    year = 365 * 24 * HOUR
    desk.clock.move(year)
    await desk.shop.receive(purchase(1, at=desk.clock.now() - year))
    desk.telegram.fail("sendMessage", status=500, chat_id=ANNA, times=1)
    await desk.until_idle()
    desk.clock.move(-year)
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
