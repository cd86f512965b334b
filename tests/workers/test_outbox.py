"""The outbox worker sends each notice once, while it is true, and at Telegram's pace."""

import asyncio
import itertools

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.notices.compose import COMPOSERS
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import ATTEMPTS, Outbox
from bot.usecases.people.people import People, Profile
from storage.queries.due_messages import PassedOver
from tests.bodies import ANNA, BORIS, CLARA, purchase, refund
from tests.usecases.conftest import ADMINS

MAY = "12 June 2026, 15:33 UTC"


async def test_the_buyer_is_notified_until_when_access_lasts(harness):
    await harness.shop.receive(purchase())
    await harness.until_idle()
    (message,) = harness.telegram.messages_to(ANNA)
    assert "Thank you" in message.text
    assert MAY in message.text
    assert "Reading club: 1 month" in message.text


async def test_each_admin_is_notified_of_a_sale_once(harness):
    for _ in range(3):
        await harness.shop.receive(purchase())
    await harness.until_idle()
    for admin in ADMINS:
        (message,) = harness.telegram.messages_to(admin)
        assert "Sale" in message.text
        assert "@anna" in message.text


async def test_a_message_is_sent_automatically(harness):
    async with harness.running():
        await harness.shop.receive(purchase())
        await harness.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text)


@pytest.mark.fault("T2", "403 until they press Start")
async def test_a_person_who_never_pressed_start_gets_the_message_when_they_do(harness):
    await harness.shop.receive(purchase(telegram_user_id=BORIS))
    await harness.until_idle()
    assert harness.telegram.messages_to(BORIS) == []
    assert (await harness.states())["waiting"] == ["paid"]
    tried = len([call for call in harness.telegram.calls if call.chat_id == BORIS])
    await harness.until_idle()
    assert len([call for call in harness.telegram.calls if call.chat_id == BORIS]) == tried
    await harness.telegram.send(BORIS, "/start")
    await People(harness.shop.db, harness.clock).meet(Profile(PersonId(BORIS), "Boris", None, "en"))
    await asyncio.sleep(1.1)  # Telegram's pace: one message a second to a chat
    await harness.until_idle()
    (message,) = harness.telegram.messages_to(BORIS)
    assert MAY in message.text


@pytest.mark.fault("P12", "a payment by somebody who blocked the bot")
async def test_a_person_who_blocked_the_bot_is_not_written_to_again(harness):
    harness.telegram.block(ANNA)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    await harness.shop.receive(purchase(2))
    await asyncio.sleep(1.1)
    await harness.until_idle()
    person = await harness.shop.db.read(
        lambda tx: tx.one(
            "SELECT blocked_at, blocked_reason FROM people WHERE telegram_user_id = ?", (ANNA,)
        )
    )
    assert person["blocked_at"] == harness.clock.now()
    assert "blocked" in person["blocked_reason"]


@pytest.mark.fault("T1", "429 with `retry_after` 1 to one of three chats")
async def test_too_many_requests_pause_only_their_chat_and_cost_no_attempt(harness):
    await harness.shop.receive(purchase())
    harness.telegram.fail("sendMessage", status=429, retry_after=1, times=1, chat_id=ANNA)
    async with harness.running():
        await harness.telegram.wait_for(
            ANNA, lambda message: "Thank you" in message.text, timeout=15
        )
    sends = harness.telegram.calls_of("sendMessage")
    refused, *later = [call for call in sends if call.chat_id == ANNA]
    assert refused.status == 429
    assert all(call.at >= refused.at + 1 for call in later)
    for admin in ADMINS:
        assert next(call for call in sends if call.chat_id == admin).at < refused.at + 1
    attempts = await harness.shop.db.read(
        lambda tx: tx.scalar("SELECT attempts FROM outbox WHERE kind = 'paid'")
    )
    assert attempts == 1


@pytest.mark.fault("T1", "429 to one chat, and to a second one meanwhile")
async def test_when_a_second_chat_is_refused_too_all_messages_are_held(harness):
    await harness.shop.receive(purchase())
    for refused in (ANNA, ADMINS[0]):
        harness.telegram.fail("sendMessage", retry_after=2, times=1, chat_id=refused)
    async with harness.running():
        while sum(call.status == 429 for call in harness.telegram.calls_of("sendMessage")) < 2:
            await asyncio.sleep(0.01)
        second = harness.telegram.calls_of("sendMessage")[-1]
        await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
        await harness.telegram.wait_for(CLARA, lambda message: "Thank you" in message.text)
        first, *_ = [one for one in harness.telegram.calls_of("sendMessage") if one.at > second.at]
        assert first.at >= second.at + 2


def test_each_attempt_waits_longer_than_the_one_before_up_to_a_limit():
    delays = [Outbox.delay_seconds(attempts, message_id=0) for attempts in range(ATTEMPTS)]
    assert delays == sorted(delays)
    assert delays[0] == 2
    assert delays[-1] <= 20 * 60


async def test_when_telegram_is_back_postponed_messages_are_sent_at_once(harness):
    await harness.shop.receive(purchase(1))
    harness.telegram.fail("sendMessage", status=500, times=3)
    await harness.until_idle()
    assert len((await harness.states())["queued"]) == 3
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    async with harness.running():
        await harness.telegram.wait_for(
            ANNA, lambda message: "Thank you" in message.text, timeout=15
        )


@pytest.mark.fault("T10", "refunded before the notice went out")
async def test_a_paid_notice_for_a_purchase_refunded_meanwhile_is_not_sent(harness):
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(refund(1))
    await harness.until_idle()
    (message,) = harness.telegram.messages_to(ANNA)
    assert "refunded" in message.text
    assert "no access" in message.text


async def test_a_message_of_an_unknown_kind_does_not_stop_the_worker(harness):
    await Outbox(harness.shop.db, harness.clock, (ANNA,)).notify_admins("no-such-kind", "x", {})
    await harness.shop.receive(purchase(1, telegram_user_id=CLARA))
    await harness.until_idle()
    assert harness.telegram.messages_to(CLARA)


async def test_at_most_25_messages_are_sent_a_second_and_one_to_each_chat(harness):
    people = range(2000, 2040)
    for person in people:
        harness.telegram.add_person(person, "Somebody", started=True)
    for number, person in enumerate(people, start=1):
        await harness.shop.receive(purchase(number, telegram_user_id=person))
    async with harness.running():
        for person in people:
            await harness.telegram.wait_for(person, lambda message: "Thank" in message.text)
    sends = [call for call in harness.telegram.calls if call.method == "sendMessage"]
    times = sorted(call.at for call in sends)
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 25
    for admin in ADMINS:
        own = [call.at for call in sends if call.chat_id == admin]
        assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(own))


@pytest.mark.fault("T3", "the disk read-only after the message went out")
async def test_a_sent_message_that_could_not_be_recorded_is_not_sent_twice(harness):
    """The disk is read-only for a moment after the message went out."""
    await harness.shop.receive(purchase(1))
    await harness.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    async with harness.running():
        await harness.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text)
        await asyncio.sleep(0.3)
        await harness.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
        async with asyncio.timeout(15):
            while "paid" not in (await harness.states()).get("sent", ()):
                await asyncio.sleep(0.05)
    assert len(harness.telegram.messages_to(ANNA)) == 1


async def test_a_notice_is_in_the_buyers_language(harness):
    await People(harness.shop.db, FixedClock(1)).meet(Profile(PersonId(ANNA), "Анна", None, "ru"))
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    (message,) = harness.telegram.messages_to(ANNA)
    assert "Спасибо" in message.text
    assert "12 июня 2026" in message.text


async def test_every_kind_of_notice_has_a_composer():
    assert set(NoticeKind) == set(COMPOSERS)


@pytest.mark.fault("T2", "Start pressed while a 403 is on its way")
async def test_start_pressed_while_a_refusal_is_under_way_is_not_forgotten(harness):
    """Telegram refuses, the person presses Start, and only then the refusal is recorded."""
    await harness.shop.receive(purchase(1))
    outbox = Outbox(harness.shop.db, harness.clock, ADMINS)
    message = await outbox.next_due(PassedOver(frozenset(ADMINS)))
    await People(harness.shop.db, harness.clock).meet(Profile(PersonId(ANNA), "Anna", None, "en"))
    await outbox.person_unreachable(message, "bot can't initiate conversation")
    harness.clock.move(60)
    await harness.until_idle()
    assert any("Thank you" in one.text for one in harness.telegram.messages_to(ANNA))


async def test_a_reminder_and_the_notice_of_the_end_are_sent_while_they_are_true(harness):
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    lifecycle = Lifecycle(harness.shop.db, harness.clock, (Duration(days=3),))
    for days, words in ((28, "A friendly reminder"), (4, "Your access ended on 12 June 2026")):
        await lifecycle.tick()
        harness.clock.move(days * 86400)
        await lifecycle.tick()
        await asyncio.sleep(1.1)
        await harness.until_idle()
        assert words in harness.telegram.messages_to(ANNA)[-1].text


async def test_a_reminder_that_was_overtaken_by_a_purchase_is_not_sent(harness):
    await harness.shop.receive(purchase(1))
    lifecycle = Lifecycle(harness.shop.db, harness.clock, (Duration(days=3),))
    await lifecycle.tick()
    harness.clock.move(28 * 86400)
    await lifecycle.tick()
    await harness.shop.receive(purchase(2, at=harness.clock.now()))
    for _ in range(3):
        await harness.until_idle()
        await asyncio.sleep(1.1)
    assert (await harness.states())["cancelled"] == ["reminder"]
