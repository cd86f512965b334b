"""Tests for /attention: the list, unclear refunds, and messages that didn't arrive."""

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.domain.models import PurchaseRow
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import (
    AskMatch,
    AskReason,
    AttentionPage,
    Match,
    ShowUndeliverable,
)
from handlers.telegram.callbacks.shared import SendAgain, ShowPurchase, ShowUnmatched
from tests.bodies import ABSENT, purchase, refund
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deliver, deps, has_access
from tests.handlers.telegram.talk import ask, hear, labels, press, words

MINUTE = 60


async def raw(world: World, body: bytes) -> None:
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


async def unclear_refund(world: World) -> None:
    """Deliver two purchases and a refund without numbers: which purchase is meant?"""
    who = {"telegram_user_id": BUYER.id, "product_name": "Club"}
    now = world.clock.now()
    await raw(world, purchase(None, at=now - 2 * MINUTE, **who))
    await raw(world, purchase(None, at=now - MINUTE, **who))
    await raw(world, refund(None, at=now, **who))


async def undeliverable(world: World) -> None:
    """Queue a notice to the buyer that Telegram will never take."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail(
        "sendMessage", status=400, description="Bad Request: TOPIC_CLOSED", chat_id=BUYER.id
    )
    await buy(world)


async def attention(world: World, admin: int = ADMIN.id) -> Message:
    return await command(world, admin, "/attention")


async def test_an_empty_backlog_says_that_all_is_well(world: World) -> None:
    message = await attention(world)
    assert message.text == "✅ All is well: nothing is waiting for you."
    assert labels(message) == ["‹ Home"]
    message = await attention(world, SECOND_ADMIN.id)
    assert message.text == "✅ Всё в порядке: вас ничего не ждёт."


async def test_everything_that_waits_is_counted_and_has_a_button(world: World) -> None:
    await undeliverable(world)
    await unclear_refund(world)
    await buy(world, product=512)
    unsure = await buy(world)
    message = await command(world, ADMIN.id, f"/refund {unsure.id}")
    world.tribute.faults.add("drop", only="cancel")
    await tap(world, message, "Yes, refund")
    await hear(world, ADMIN.id, "It isn't known yet")
    await hear(world, ADMIN.id, "could not be delivered")
    message = await attention(world)
    assert message.text == (
        "🔔 Waiting for you\n\n"
        "⏸ 1 payment that gives no access yet\n"
        "↩️ 1 refund of an unclear purchase\n"
        "❔ 1 refund that may or may not have happened\n"
        "✉️ 1 message that could not be delivered\n\n"
        "Tap one to resolve it."
    )
    assert labels(message) == [
        "⏸ 78902 · RUB 790 · Книжный клуб…",
        "↩️? $5 · Club",
        "❔ 78903 · $9.99 · Book Club & Li…",
        "✉️ Alice Brown",
        "‹ Home",
    ]
    await tap(world, message, "❔")
    assert "It isn't clear whether this payment was refunded" in message.text


async def test_a_long_backlog_is_shown_page_by_page(world: World) -> None:
    for number in range(10):
        await deliver(world, product_id=512, purchase_id=number + 1, product_name=f"No. {number}")
    message = await attention(world)
    assert "10 payments" in message.text
    assert labels(message)[-4:] == ["⏸ 8 · No. 7", "1 / 2", "›", "‹ Home"]
    await tap(world, message, "›")
    assert labels(message) == ["⏸ 9 · No. 8", "⏸ 10 · No. 9", "‹", "2 / 2", "‹ Home"]
    await press(world, ADMIN.id, message.message_id, AttentionPage(page=99))
    await press(world, ADMIN.id, message.message_id, AttentionPage(page=-1))
    assert labels(message)[0] == "⏸ 1 · No. 0"


# Messages that didn't arrive


async def test_an_undeliverable_message_is_reported_and_can_be_sent_again(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await undeliverable(world)
    notice = await hear(world, ADMIN.id, "could not be delivered")
    await tap(world, notice, "Send again")
    assert "The message to Alice Brown" in notice.text
    assert "is on its way again" in notice.text
    await hear(world, BUYER.id, "Your payment has arrived")
    again = await attention(world)
    assert "All is well" in again.text
    await press(world, ADMIN.id, again.message_id, SendAgain(id=1))
    assert "isn't waiting any more" in again.text


async def test_the_card_of_an_undeliverable_message_names_its_reader_and_reason(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    await undeliverable(world)
    await hear(world, ADMIN.id, "could not be delivered")
    message = await attention(world)
    await tap(world, message, "✉️ Alice Brown")
    assert words(message) == (
        "✉️ This message could not be delivered\n\n"
        "To: Alice Brown @alice_brown · 700001\n"
        "About: their payment has arrived\n"
        "Telegram's reason: Bad Request: TOPIC_CLOSED\n"
        "Given up: 12 May 2026, 21:59 UTC"
    )
    assert labels(message) == ["Send again", "Show the purchase", "‹ What is waiting"]
    dead = ShowUndeliverable(id=int((message.buttons[0].callback_data or "").split(":")[1]))
    await tap(world, message, "Send again")
    await hear(world, BUYER.id, "Your payment has arrived")
    assert "changed in the meantime" in await press(world, ADMIN.id, message.message_id, dead)
    assert "All is well" in message.text


async def test_a_notice_for_an_admin_has_no_purchase_to_show(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await ask(world, SECOND_ADMIN.id, "/help")
    world.telegram.fail(
        "sendMessage", status=400, description="Bad Request: no", chat_id=SECOND_ADMIN.id
    )
    await buy(world)
    await hear(world, ADMIN.id, "could not be delivered")
    message = await attention(world)
    await tap(world, message, "✉️")
    assert "About: a notice for admins" in message.text
    assert labels(message) == ["Send again", "‹ What is waiting"]


# Refunds that don't say what they refund


async def test_an_unclear_refund_is_matched_to_the_purchase_an_admin_names(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await unclear_refund(world)
    message = await attention(world)
    await tap(world, message, "↩️?")
    said = words(message)
    assert said.startswith("↩️ Which purchase was refunded?\n\n🎁 “Club”, $5\nAlice Brown")
    assert "Refunded 12 May 2026, 21:59 UTC" in said
    assert "1. “Club”, $5\npayment #2 (Tribute gave no purchase number)" in said
    assert labels(message) == [
        "1 · ✅ $5 · Club",
        "2 · ✅ $5 · Club",
        "Dismiss…",
        "‹ What is waiting",
    ]
    await tap(world, message, "1 ·")
    assert "Was it this purchase that was refunded?" in message.text
    assert "After the refund: until 12 June 2026" in words(message)
    await tap(world, message, "Back")
    await tap(world, message, "2 ·")
    await tap(world, message, "Yes")
    assert "✅ Noted: this purchase was refunded." in message.text
    assert labels(message) == ["Show the purchase", "‹ What is waiting"]
    await hear(world, BUYER.id, "has been refunded")
    await tap(world, message, "Show the purchase")
    assert "said that a refund meant this purchase" in message.text


async def test_a_match_that_tributes_number_contradicts_is_explained(world: World) -> None:
    """The notice opens both purchases, and the history says what the bot did."""
    await ask(world, ADMIN.id, "/help")
    await unclear_refund(world)
    who, now = {"telegram_user_id": BUYER.id, "product_name": "Club"}, world.clock.now()
    await raw(world, purchase(4321, at=now - MINUTE, **who))
    assert await deps(world).attention.match_refund(1, PurchaseRow(1), ADMIN.id)
    await raw(world, refund(4321, at=now, **who))
    notice = await hear(world, ADMIN.id, "This purchase was not refunded after all")
    assert labels(notice) == ["Purchase that stands again", "Refunded purchase"]
    await tap(world, notice, "Purchase that stands again")
    assert "the bot: took that refund back: Tribute's purchase numbers show" in notice.text
    await press(world, ADMIN.id, notice.message_id, ShowPurchase(id=2))
    assert "↩️ Refunded on" in notice.text


async def test_the_notice_of_an_unclear_refund_opens_its_card(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await unclear_refund(world)
    notice = await hear(world, ADMIN.id, "A refund is waiting for you")
    await tap(world, notice, "Resolve")
    assert "Which purchase was refunded?" in notice.text


async def test_a_refund_without_a_known_buyer_offers_the_latest_purchases(world: World) -> None:
    await buy(world)
    await raw(world, refund(None, at=world.clock.now(), telegram_user_id=ABSENT))
    message = await attention(world)
    await tap(world, message, "↩️?")
    assert "an unknown buyer" in message.text
    assert labels(message)[0] == "1 · ✅ $9.99 · Book Club & Librar…"


async def test_a_refund_without_a_possible_purchase_says_what_to_do(world: World) -> None:
    await raw(world, refund(None, at=world.clock.now()))
    message = await attention(world)
    await tap(world, message, "↩️?")
    assert "The bot knows of no purchase it could mean." in message.text
    assert labels(message) == ["Dismiss…", "‹ What is waiting"]


async def test_of_two_admins_matching_a_refund_the_first_one_counts(world: World) -> None:
    await unclear_refund(world)
    message = await attention(world)
    await tap(world, message, "↩️?")
    await tap(world, message, "1 ·")
    assert await deps(world).attention.match_refund(1, PurchaseRow(1), SECOND_ADMIN.id)
    assert "Somebody was quicker" in await tap(world, message, "Yes")
    assert "All is well" in message.text
    assert await has_access(world)


async def test_a_purchase_that_the_refund_cannot_mean_is_not_touched(world: World) -> None:
    await unclear_refund(world)
    await buy(world, 424242)
    message = await attention(world)
    await press(world, ADMIN.id, message.message_id, Match(id=1, row=3))
    assert await has_access(world, 424242)
    assert "1 refund of an unclear purchase" in message.text


async def test_an_unclear_refund_is_dismissed_with_a_reason(world: World) -> None:
    await unclear_refund(world)
    message = await attention(world)
    await tap(world, message, "↩️?")
    await tap(world, message, "Dismiss…")
    assert "“Club”, $5" in (await hear(world, ADMIN.id, "Why are you dismissing this?")).text
    confirmation = await command(world, ADMIN.id, "an echo")
    await tap(world, confirmation, "Back")
    assert "Which purchase was refunded?" in confirmation.text
    await tap(world, confirmation, "Dismiss…")
    await hear(world, ADMIN.id, "Why are you dismissing this?", after=confirmation.message_id)
    confirmation = await command(world, ADMIN.id, "an echo")
    await tap(world, confirmation, "Yes, dismiss it")
    assert confirmation.text.startswith("🚫 Dismissed.")
    assert "All is well" in (await attention(world)).text
    assert "quicker" in await press(
        world, ADMIN.id, confirmation.message_id, AskReason(what="unmatched", id=1)
    )


@pytest.mark.matrix
@pytest.mark.parametrize(
    "says",
    [ShowUnmatched(id=9), AskMatch(id=9, row=9), Match(id=9, row=9), ShowUndeliverable(id=9)],
)
async def test_buttons_of_unknown_entries_show_the_current_list(
    world: World, says: CallbackData
) -> None:
    message = await ask(world, ADMIN.id, "/attention")
    assert await press(world, ADMIN.id, message.message_id, says)
    assert "All is well" in message.text
