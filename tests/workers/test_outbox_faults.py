"""Each way in which Telegram can fail a message leaves all other messages unharmed."""

import asyncio

import pytest

from bot.domain.models import PersonId
from bot.telegram import sender
from bot.usecases.outbox.outbox import ATTEMPTS
from bot.usecases.people.people import People, Profile
from storage import outbox
from storage.outbox import Lane, NewMessage
from tests.bodies import ANNA, CLARA, purchase, refund
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness

HOUR = 3600
THANKS = "Thank you"


def attempts(harness: OutboxHarness, chat_id: int) -> int:
    return sum(call.chat_id == chat_id for call in harness.telegram.calls_of("sendMessage"))


def texts(harness: OutboxHarness, chat_id: int) -> list[str]:
    return [message.text for message in harness.telegram.messages_to(chat_id)]


UNREACHABLE = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot can't send messages to bots"),
    (403, "Forbidden: bot was kicked from the group chat"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: user not found"),
    (400, "Bad Request: USER_ID_INVALID"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "[Error]: PEER_ID_INVALID"),
    (400, "Bad Request: USER_DEACTIVATED"),
    (400, "Bad Request: INPUT_USER_DEACTIVATED"),
    (400, "Bad Request: user is deleted"),
    (400, "Bad Request: USER_IS_BLOCKED"),
    (400, "Bad Request: invalid user_id specified"),
    (400, "Bad Request: PARTICIPANT_ID_INVALID"),
    (400, "Bad Request: user account was deleted"),
    (400, "Bad Request: invalid chat_id specified"),
    (400, "Bad Request: have no rights to send a message"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: CHAT_RESTRICTED"),
    (404, "Not Found: chat not found"),
]


@pytest.mark.fault("T2", "each refusal that is about the person, with 400, 403 and 404")
@pytest.mark.parametrize(("status", "description"), UNREACHABLE)
@pytest.mark.long
async def test_an_unreachable_person_is_not_tried_again_until_they_press_start(
    harness: OutboxHarness, status: int, description: str
) -> None:
    harness.telegram.fail(
        "sendMessage", status=status, description=description, chat_id=ANNA, times=99
    )
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    await harness.until_idle()
    harness.clock.move(30 * 24 * HOUR)
    await harness.until_idle()
    assert attempts(harness, ANNA) == 1
    states = await harness.states()
    assert states["waiting"] == ["paid"]
    assert "undeliverable" not in states  # of which every admin would be notified
    assert texts(harness, CLARA)
    harness.telegram.clear_failures()
    await People(harness.shop.db, harness.clock).meet(Profile(PersonId(ANNA), "Anna", None, "en"))
    async with harness.running():
        await harness.telegram.wait_for(ANNA, lambda one: THANKS in one.text)


@pytest.mark.fault("T3", "no answer in time for one person")
async def test_a_request_without_answer_is_retried_while_others_get_their_messages(
    harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_TIMEOUT_SECONDS", 0.3)
    harness.telegram.fail("sendMessage", mode="hang", seconds=30, chat_id=ANNA, times=1)
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    async with harness.running():
        await harness.telegram.wait_for(CLARA, lambda one: THANKS in one.text)
        while not await harness.put_off():
            await asyncio.sleep(0.01)
        harness.clock.move(60)
        await harness.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    assert attempts(harness, ANNA) == 2


@pytest.mark.fault("T3", "the connection cut after the message was taken")
async def test_a_message_that_may_arrive_twice_says_until_when_and_not_how_much_more(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", mode="drop_after", chat_id=ANNA, times=1)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    harness.clock.move(60)
    await asyncio.sleep(1.1)  # Telegram's pace: one message a second to a chat
    await harness.until_idle()
    first, second = texts(harness, ANNA)
    assert first == second
    assert "12 June 2026" in first


@pytest.mark.fault("T3", "502, HTML, no JSON, cut before, cut after it was taken")
@pytest.mark.parametrize("mode", ["json", "html", "text", "drop", "drop_after"])
@pytest.mark.long
async def test_a_temporary_error_is_retried_later(harness: OutboxHarness, mode: str) -> None:
    await harness.shop.receive(purchase())
    harness.telegram.fail("sendMessage", status=502, mode=mode, times=1, chat_id=ANNA)
    await harness.until_idle()
    assert "queued" in await harness.states() or mode == "drop"
    harness.clock.move(60)
    await asyncio.sleep(1.1)
    await harness.until_idle()
    assert any("Thank you" in message.text for message in harness.telegram.messages_to(ANNA))
    assert (await harness.states())["sent"].count("paid") == 1


@pytest.mark.fault("T3", "500 up to the last attempt")
async def test_a_lasting_error_makes_a_message_undeliverable_and_notifies_admins(
    harness: OutboxHarness,
) -> None:
    await harness.shop.receive(purchase())
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET attempts = ? WHERE kind = 'paid'", (ATTEMPTS - 1,))
    )
    harness.telegram.fail("sendMessage", status=500, times=1, chat_id=ANNA)
    await harness.until_idle()
    assert (await harness.states())["undeliverable"] == ["paid"]
    await asyncio.sleep(1.1)
    await harness.until_idle()
    for admin in ADMINS:
        assert any(
            "could not be delivered" in one.text for one in harness.telegram.messages_to(admin)
        )
    (dead,) = (await harness.shop.attention.backlog()).undeliverable
    assert await harness.shop.attention.send_again(dead.message.id, ADMINS[0])
    await asyncio.sleep(1.1)
    await harness.until_idle()
    assert any("Thank you" in message.text for message in harness.telegram.messages_to(ANNA))


@pytest.mark.fault("T4", "400 for one person")
async def test_a_message_that_telegram_never_accepts_does_not_hold_up_the_others(
    harness: OutboxHarness,
) -> None:
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    harness.telegram.fail(
        "sendMessage", status=400, description="Bad Request: whatever", chat_id=ANNA, times=9
    )
    await harness.until_idle()
    assert harness.telegram.messages_to(CLARA)
    assert (await harness.states())["undeliverable"] == ["paid"]


@pytest.mark.fault("T4", '400 "can\'t parse entities"')
async def test_markup_that_telegram_refuses_is_sent_as_plain_text(harness: OutboxHarness) -> None:
    await harness.shop.receive(purchase(1))
    harness.telegram.fail(
        "sendMessage",
        status=400,
        description="Bad Request: can't parse entities: whatever",
        chat_id=ANNA,
        times=1,
    )
    await harness.until_idle()
    (message,) = harness.telegram.messages_to(ANNA)
    assert "Thank you" in message.text
    assert "<b>" not in message.text


@pytest.mark.fault("T5", "401 to every message")
async def test_a_refused_token_pauses_sending_without_a_hot_loop(harness: OutboxHarness) -> None:
    await harness.shop.receive(purchase(1))
    harness.telegram.fail("sendMessage", status=401, description="Unauthorized", times=99)
    async with harness.running():
        await harness.telegram.wait_for_calls("sendMessage", 1)
        await asyncio.sleep(0.5)
    sends = [call for call in harness.telegram.calls if call.method == "sendMessage"]
    assert 1 <= len(sends) <= 8
    assert harness.worker.allowed is False
    assert len((await harness.states())["queued"]) == 3


@pytest.mark.long
@pytest.mark.fault("T1", "429 to the first of three messages to one person")
async def test_after_too_many_requests_the_messages_of_a_chat_keep_their_order(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", retry_after=1, chat_id=ANNA, times=1)
    for number in (1, 2, 3):
        await harness.shop.receive(purchase(number, product_name=f"Course {number}"))
    async with harness.running():
        await harness.telegram.wait_for(ANNA, lambda one: "Course 3" in one.text, timeout=15)
    named = [next(n for n in "123" if f"Course {n}" in text) for text in texts(harness, ANNA)]
    assert named == ["1", "2", "3"]


@pytest.mark.fault("T10", "every call cut for an hour, with reminders queued before the payments")
async def test_after_an_hour_without_telegram_payments_go_first_and_nothing_outdated(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", mode="drop", times=10_000)
    await harness.shop.db.write(lambda tx: _queue_reminders(tx, harness.clock.now()))
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    await harness.shop.receive(refund(2, telegram_user_id=CLARA))
    for _ in range(12):
        await harness.until_idle()
        harness.clock.move(HOUR // 12)
    harness.telegram.clear_failures()
    before = len(harness.telegram.calls)
    harness.clock.move(HOUR)
    async with harness.running():
        await harness.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
        await harness.telegram.wait_for(CLARA, lambda one: "refunded" in one.text)
        for admin in ADMINS:
            await harness.telegram.wait_for(admin, lambda one: "Sale" in one.text)
    assert not any(THANKS in text for text in texts(harness, CLARA))
    lanes = [call.chat_id for call in harness.telegram.calls[before:]]
    assert set(lanes[:4]) == {ANNA, CLARA, *ADMINS}
    assert "undeliverable" not in await harness.states()


def _queue_reminders(tx, now: int) -> None:
    """Queue reminders that are older than the payments and yet are sent after them."""
    for chat_id in (ANNA, CLARA):
        detail: dict[str, object] = {"expires_at": now + HOUR * 90}
        reminder = NewMessage(f"r{chat_id}", "reminder", chat_id, None, detail, Lane.REMINDERS)
        outbox.enqueue(tx, reminder, now)


@pytest.mark.fault("C2", "the clock a year ahead while a payment comes in and its notice fails")
async def test_a_notice_queued_while_the_clock_was_ahead_is_sent_once_it_is_right(
    harness: OutboxHarness,
) -> None:
    """Such a notice once waited until that year had passed."""
    year = 365 * 24 * HOUR
    harness.clock.move(year)
    await harness.shop.receive(purchase(1, at=harness.clock.now() - year))
    harness.telegram.fail("sendMessage", status=500, chat_id=ANNA, times=1)
    await harness.until_idle()
    harness.clock.move(-year)
    async with harness.running():
        await harness.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
