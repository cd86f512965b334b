"""The outbox worker: what is true, once, at Telegram's pace, and honest about what failed."""

import asyncio
import itertools

import pytest

from bot.clock import FixedClock
from bot.domain.models import PersonId
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from bot.usecases.notices.compose import COMPOSERS
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.outbox import ATTEMPTS, Outbox
from bot.usecases.people.people import People, Profile
from tests.bodies import ANNA, BORIS, CLARA, purchase, refund
from tests.usecases.conftest import ADMINS

MAY = "12 June 2026, 15:33 UTC"


async def test_the_buyer_reads_until_when_the_access_lasts(desk):
    await desk.shop.receive(purchase())
    await desk.until_idle()
    (message,) = desk.telegram.messages_to(ANNA)
    assert "Thank you" in message.text
    assert MAY in message.text
    assert "Reading club: 1 month" in message.text
    assert "$5.00" in message.text


async def test_each_admin_reads_of_the_sale_once(desk):
    for _ in range(3):
        await desk.shop.receive(purchase())
    await desk.until_idle()
    for admin in ADMINS:
        (message,) = desk.telegram.messages_to(admin)
        assert "Sale" in message.text
        assert "@anna" in message.text


async def test_a_message_goes_out_by_itself_within_a_second(desk):
    async with desk.running():
        await desk.shop.receive(purchase())
        await desk.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text, timeout=1)


@pytest.mark.fault("T2", "403 until they press Start")
async def test_who_never_pressed_start_gets_the_message_when_they_do(desk):
    await desk.shop.receive(purchase(telegram_user_id=BORIS))
    await desk.until_idle()
    assert desk.telegram.messages_to(BORIS) == []
    assert (await desk.states())["waiting"] == ["paid"]
    tried = len([call for call in desk.telegram.calls if call.chat_id == BORIS])
    await desk.until_idle()
    assert len([call for call in desk.telegram.calls if call.chat_id == BORIS]) == tried
    await desk.telegram.send(BORIS, "/start")
    await People(desk.shop.db, desk.clock).meet(Profile(PersonId(BORIS), "Boris", None, "en"))
    await asyncio.sleep(1.1)  # Telegram's pace: one message a second to a chat
    await desk.until_idle()
    (message,) = desk.telegram.messages_to(BORIS)
    assert MAY in message.text


@pytest.mark.fault("P12", "a payment by somebody who blocked the bot")
async def test_who_blocked_the_bot_is_not_written_to_again(desk):
    desk.telegram.block(ANNA)
    await desk.shop.receive(purchase(1))
    await desk.until_idle()
    await desk.shop.receive(purchase(2))
    await asyncio.sleep(1.1)
    await desk.until_idle()
    person = await desk.shop.db.read(
        lambda tx: tx.one(
            "SELECT blocked_at, blocked_reason FROM people WHERE telegram_user_id = ?", (ANNA,)
        )
    )
    assert person["blocked_at"] == desk.clock.now()
    assert "blocked" in person["blocked_reason"]


@pytest.mark.fault("T1", "429 with `retry_after` 1")
async def test_too_many_requests_pauses_everything_and_costs_no_attempt(desk):
    await desk.shop.receive(purchase())
    desk.telegram.fail("sendMessage", status=429, retry_after=1, times=1)
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text, timeout=5)
    sends = [call for call in desk.telegram.calls if call.method == "sendMessage"]
    refused = next(call for call in sends if call.status == 429)
    later = [call for call in sends if call.at > refused.at + 0.2]
    assert later
    assert all(call.at >= refused.at + 1 for call in later)
    attempts = await desk.shop.db.read(
        lambda tx: tx.scalar("SELECT attempts FROM outbox WHERE kind = 'paid'")
    )
    assert attempts == 1


@pytest.mark.fault("T3", "502, HTML, no JSON, cut before, cut after it was taken")
@pytest.mark.parametrize("mode", ["json", "html", "text", "drop", "drop_after"])
async def test_a_passing_trouble_is_retried_later(desk, mode):
    await desk.shop.receive(purchase())
    desk.telegram.fail("sendMessage", status=502, mode=mode, times=1, chat_id=ANNA)
    await desk.until_idle()
    assert "queued" in await desk.states() or mode == "drop"
    desk.clock.move(60)
    await asyncio.sleep(1.1)
    await desk.until_idle()
    assert any("Thank you" in message.text for message in desk.telegram.messages_to(ANNA))
    assert (await desk.states())["sent"].count("paid") == 1


@pytest.mark.fault("T3", "500 up to the last attempt")
async def test_a_trouble_without_end_ends_as_undeliverable_and_the_admins_are_told(desk):
    await desk.shop.receive(purchase())
    await desk.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET attempts = ? WHERE kind = 'paid'", (ATTEMPTS - 1,))
    )
    desk.telegram.fail("sendMessage", status=500, times=1, chat_id=ANNA)
    await desk.until_idle()
    assert (await desk.states())["undeliverable"] == ["paid"]
    await asyncio.sleep(1.1)
    await desk.until_idle()
    for admin in ADMINS:
        assert any("could not be delivered" in one.text for one in desk.telegram.messages_to(admin))
    (dead,) = (await desk.shop.attention.trouble()).undeliverable
    assert await desk.shop.attention.send_again(dead.message.id)
    await asyncio.sleep(1.1)
    await desk.until_idle()
    assert any("Thank you" in message.text for message in desk.telegram.messages_to(ANNA))


def test_each_try_waits_longer_than_the_one_before_up_to_a_limit():
    delays = [Outbox.delay_seconds(attempts, message_id=0) for attempts in range(ATTEMPTS)]
    assert delays == sorted(delays)
    assert delays[0] == 2
    assert delays[-1] <= 20 * 60


async def test_when_telegram_is_back_what_was_put_off_goes_at_once(desk):
    await desk.shop.receive(purchase(1))
    desk.telegram.fail("sendMessage", status=500, times=3)
    await desk.until_idle()
    assert len((await desk.states())["queued"]) == 3
    await desk.shop.receive(purchase(2, telegram_user_id=CLARA))
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text, timeout=5)


@pytest.mark.fault("T4", "400 for one person")
async def test_a_message_telegram_will_never_take_does_not_hold_up_the_others(desk):
    await desk.shop.receive(purchase(1))
    await desk.shop.receive(purchase(2, telegram_user_id=CLARA))
    desk.telegram.fail(
        "sendMessage", status=400, description="Bad Request: whatever", chat_id=ANNA, times=9
    )
    await desk.until_idle()
    assert desk.telegram.messages_to(CLARA)
    assert (await desk.states())["undeliverable"] == ["paid"]


@pytest.mark.fault("T4", '400 "can\'t parse entities"')
async def test_markup_that_telegram_refuses_goes_out_as_plain_text(desk):
    await desk.shop.receive(purchase(1))
    desk.telegram.fail(
        "sendMessage",
        status=400,
        description="Bad Request: can't parse entities: whatever",
        chat_id=ANNA,
        times=1,
    )
    await desk.until_idle()
    (message,) = desk.telegram.messages_to(ANNA)
    assert "Thank you" in message.text
    assert "<b>" not in message.text


@pytest.mark.fault("T5", "401 to every message")
async def test_a_token_that_is_refused_pauses_without_a_hot_loop(desk):
    await desk.shop.receive(purchase(1))
    desk.telegram.fail("sendMessage", status=401, description="Unauthorized", times=99)
    async with desk.running():
        await asyncio.sleep(0.5)
    sends = [call for call in desk.telegram.calls if call.method == "sendMessage"]
    assert 1 <= len(sends) <= 8
    assert desk.worker.allowed is False
    assert len((await desk.states())["queued"]) == 3


@pytest.mark.fault("T10", "refunded before the notice went out")
async def test_a_paid_notice_for_what_is_refunded_meanwhile_is_not_sent(desk):
    await desk.shop.receive(purchase(1))
    await desk.shop.receive(refund(1))
    await desk.until_idle()
    (message,) = desk.telegram.messages_to(ANNA)
    assert "refunded" in message.text
    assert "no access" in message.text


async def test_a_message_of_an_unknown_kind_does_not_stop_the_worker(desk):
    await Outbox(desk.shop.db, desk.clock, (ANNA,)).tell_admins("no-such-kind", "x", {})
    await desk.shop.receive(purchase(1, telegram_user_id=CLARA))
    await desk.until_idle()
    assert desk.telegram.messages_to(CLARA)


async def test_no_second_holds_more_than_25_messages_and_no_chat_more_than_one(desk):
    people = range(2000, 2040)
    for person in people:
        desk.telegram.add_person(person, "Somebody", started=True)
    for number, person in enumerate(people, start=1):
        await desk.shop.receive(purchase(number, telegram_user_id=person))
    async with desk.running():
        for person in people:
            await desk.telegram.wait_for(person, lambda message: "Thank" in message.text, timeout=9)
    sends = [call for call in desk.telegram.calls if call.method == "sendMessage"]
    times = sorted(call.at for call in sends)
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 25
    for admin in ADMINS:
        own = [call.at for call in sends if call.chat_id == admin]
        assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(own))


@pytest.mark.fault("T3", "the disk read-only after the message went out")
async def test_what_could_not_be_recorded_is_not_sent_twice(desk):
    """The disk is full for a moment after the message went out."""
    await desk.shop.receive(purchase(1))
    await desk.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    async with desk.running():
        await desk.telegram.wait_for(ANNA, lambda message: "Thank you" in message.text)
        await asyncio.sleep(0.3)
        await desk.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
        await asyncio.sleep(1.5)
    assert len(desk.telegram.messages_to(ANNA)) == 1
    assert "paid" in (await desk.states())["sent"]


async def test_the_buyers_language_is_spoken(desk):
    await People(desk.shop.db, FixedClock(1)).meet(Profile(PersonId(ANNA), "Анна", None, "ru"))
    await desk.shop.receive(purchase(1))
    await desk.until_idle()
    (message,) = desk.telegram.messages_to(ANNA)
    assert "Спасибо" in message.text
    assert "12 июня 2026" in message.text


async def test_every_kind_of_notice_can_be_put_into_words():
    kinds = {
        value
        for name, value in vars(enqueue).items()
        if name.isupper() and isinstance(value, str) and name != "SIGNAL"
    }
    assert kinds == set(COMPOSERS)


@pytest.mark.fault("T2", "Start pressed while a 403 is on its way")
async def test_a_start_while_a_refusal_is_under_way_is_not_forgotten(desk):
    """Telegram refuses, the person presses Start, and only then the refusal is recorded."""
    await desk.shop.receive(purchase(1))
    outbox = Outbox(desk.shop.db, desk.clock, ADMINS)
    message = await outbox.next_due(frozenset(ADMINS))
    await People(desk.shop.db, desk.clock).meet(Profile(PersonId(ANNA), "Anna", None, "en"))
    await outbox.person_unreachable(message, "bot can't initiate conversation")
    desk.clock.move(60)
    await desk.until_idle()
    assert any("Thank you" in one.text for one in desk.telegram.messages_to(ANNA))


async def test_a_reminder_and_the_end_are_told_while_they_are_true(desk):
    await desk.shop.receive(purchase(1))
    await desk.until_idle()
    lifecycle = Lifecycle(desk.shop.db, desk.clock, thresholds(["3 days"]))
    for days, words in ((28, "A friendly reminder"), (4, "Your access ended on 12 June 2026")):
        await lifecycle.tick()
        desk.clock.move(days * 86400)
        await lifecycle.tick()
        await asyncio.sleep(1.1)
        await desk.until_idle()
        assert words in desk.telegram.messages_to(ANNA)[-1].text


async def test_a_reminder_that_was_overtaken_by_a_purchase_is_not_sent(desk):
    await desk.shop.receive(purchase(1))
    lifecycle = Lifecycle(desk.shop.db, desk.clock, thresholds(["3 days"]))
    await lifecycle.tick()
    desk.clock.move(28 * 86400)
    await lifecycle.tick()
    await desk.shop.receive(purchase(2, at=desk.clock.now()))
    for _ in range(3):
        await desk.until_idle()
        await asyncio.sleep(1.1)
    assert (await desk.states())["cancelled"] == ["reminder"]
