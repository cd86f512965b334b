"""Tests for each way to settle a held payment, with one admin and with two at once."""

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.domain.models import HeldReason, PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import (
    Accept,
    AskBuyer,
    AskDuration,
    ChooseDuration,
    Dismiss,
    GiveDuration,
    NameBuyer,
)
from handlers.telegram.callbacks.shared import ShowHeld
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.held_payments import (
    BROWSER,
    first_card,
    held_card,
    history,
    second_admin_presses,
    status,
)
from tests.handlers.telegram.payments import buy, command, deliver, has_access
from tests.handlers.telegram.talk import ask, hear, labels, press, words


async def test_the_card_shows_what_is_known_what_is_missing_and_the_raw_body(world: World) -> None:
    await deliver(world, **BROWSER, currency="usd", product_name="Club <1>")
    message = await held_card(world)
    said = words(message)
    assert said.startswith("⏸ This payment gives no access yet\n\n🎁 “Club <1>”, $9.99\n")
    assert "Tribute buyer W-1 (no Telegram id)" in said
    assert "• The buyer: Tribute sent no Telegram account" in said
    assert '"product_name": "Club <1>"' in said
    assert "<blockquote expandable>" in message.html
    steps = ["Name the buyer…", "Dismiss…", "📋 Copy number", "‹ What is waiting"]
    assert labels(message) == steps


async def test_the_button_of_the_notice_opens_the_card(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await deliver(world, **BROWSER)
    notice = await hear(world, ADMIN.id, "A payment is waiting for you")
    await tap(world, notice, "Resolve")
    assert "This payment gives no access yet" in notice.text


async def test_a_long_body_is_cut_and_its_invisible_characters_are_shown(world: World) -> None:
    body = b"\xff\xfe\x00<&>" + "\u202e😀".encode() * 3000
    await world.tribute.deliver(world.tribute.raw_event(body))
    message = await held_card(world)
    assert "It isn't text." in message.text
    assert "\u202e" not in message.text
    assert "<&>" in message.text
    assert message.text.endswith("…")


# Naming the buyer


async def test_naming_the_buyer_settles_the_payment_and_notifies_everyone(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Name the buyer")
    question = await hear(world, ADMIN.id, "Who paid?")
    assert question.force_reply
    assert "purchase 5" in question.text
    question = await command(world, ADMIN.id, "@alice_brown")
    assert "Did Alice Brown @alice_brown · 700001 make this payment?" in question.text
    assert "$" not in question.text
    assert not await has_access(world)
    assert "The buyer is named." in await tap(world, question, "Yes, they paid")
    assert words(question).startswith("✅ Resolved: the buyer has access.")
    assert "Access now: until 12 June 2026" in words(question)
    assert "💬 The bot is notifying them." in question.text
    await hear(world, BUYER.id, "Your payment has arrived")
    assert await has_access(world)
    assert "named the buyer, 700001" in await history(world)


async def test_an_unknown_telegram_id_is_confirmed_with_a_warning(world: World) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Name the buyer")
    question = await command(world, ADMIN.id, "424242")
    assert "The bot has never met anybody with this id." in question.text
    await tap(world, question, "Yes, they paid")
    assert "the message waits until they press Start" in question.text
    assert await has_access(world, 424242)


@pytest.mark.matrix
@pytest.mark.parametrize(
    "typed", ["@nobody", "0", "-5", "9" * 16, "9" * 19, "some words", "<b>", "٣٤"]
)
async def test_an_unknown_buyer_is_asked_for_again(world: World, typed: str) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Name the buyer")
    answer = await command(world, ADMIN.id, typed)
    assert "Ask them to press Start" in answer.text
    assert answer.force_reply
    assert "Did " in (await command(world, ADMIN.id, "424242")).text


@pytest.mark.fault("C8", "the wrong buyer chosen")
async def test_somebody_else_can_be_chosen_before_the_confirmation(world: World) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Name the buyer")
    question = await command(world, ADMIN.id, "424242")
    await tap(world, question, "Somebody else")
    other = await command(world, ADMIN.id, "434343")
    await tap(world, other, "Back")
    assert "What is missing" in other.text
    assert await status(world) is PurchaseStatus.HELD


async def test_of_two_admins_naming_a_buyer_the_first_one_counts(world: World) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Name the buyer")
    late = await command(world, ADMIN.id, "424242")
    early = await second_admin_presses(world, NameBuyer(id=1, person=434343))
    assert "✅ Разобрано" in early.text
    assert "Somebody was quicker" in await tap(world, late, "Yes, they paid")
    assert "Paid, access given" in late.text
    assert not await has_access(world, 424242)


async def test_an_answer_after_another_admin_settled_the_payment_is_too_late(world: World) -> None:
    await deliver(world, **BROWSER)
    message = await held_card(world)
    await tap(world, message, "Name the buyer")
    await second_admin_presses(world, NameBuyer(id=1, person=434343))
    assert "Somebody was quicker" in (await command(world, ADMIN.id, "424242")).text


@pytest.mark.parametrize("forged", [0, 2**52])
async def test_a_forged_buyer_id_settles_nothing(world: World, forged: int) -> None:
    await deliver(world, **BROWSER)
    message = await held_card(world)
    await press(world, ADMIN.id, message.message_id, NameBuyer(id=1, person=forged))
    assert await status(world) is PurchaseStatus.HELD


# Binding the product


async def test_binding_a_product_settles_every_payment_held_for_it(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world, product=512)
    await buy(world, NEVER_STARTED.id, 512)
    message = await command(world, ADMIN.id, "/attention")
    assert "2 payments that give no access yet" in message.text
    await tap(world, message, "⏸")
    assert "product 512 isn't sold by this bot" in message.text
    await tap(world, message, "Bind product 512…")
    assert labels(message) == ["1 month", "3 months", "1 year", "for life", "Other…", "‹ Back"]
    await tap(world, message, "3 months")
    assert "Product 512 gives access: 3 months. Right?" in message.text
    assert not await has_access(world)
    assert "Payments resolved: 2." in await tap(world, message, "Yes")
    assert "✅ Resolved: the buyer has access." in message.text
    assert "until 12 August 2026" in words(message)
    assert await has_access(world, NEVER_STARTED.id)
    await hear(world, BUYER.id, "Your payment has arrived")
    await tap(world, message, "What is waiting")
    assert "All is well" in message.text


async def test_another_duration_can_be_typed(world: World) -> None:
    await buy(world, product=512)
    message = await held_card(world)
    await tap(world, message, "Bind product 512…")
    await tap(world, message, "Other…")
    assert (await hear(world, ADMIN.id, "For how long?")).force_reply
    assert "That can't be read" in (await command(world, ADMIN.id, "soon")).text
    question = await command(world, ADMIN.id, "10 days")
    assert "Product 512 gives access: 10 days. Right?" in question.text
    assert "1 payment is resolved" in await tap(world, question, "Yes")
    assert "until 22 May 2026" in words(question)


async def test_a_duration_typed_after_another_admin_settled_it_is_too_late(world: World) -> None:
    await buy(world, product=512)
    message = await held_card(world)
    await press(world, ADMIN.id, message.message_id, ChooseDuration(id=1, code="other"))
    await second_admin_presses(world, GiveDuration(id=1, code="1m0d"))
    assert "Somebody was quicker" in (await command(world, ADMIN.id, "10 days")).text


async def test_of_two_admins_binding_a_product_the_first_one_counts(world: World) -> None:
    await buy(world, product=512)
    await deliver(world, **BROWSER | {"product_id": 512})
    message = await held_card(world)
    await second_admin_presses(world, GiveDuration(id=1, code="1m0d"))
    answer = await press(world, ADMIN.id, message.message_id, GiveDuration(id=2, code="life"))
    assert "Somebody was quicker" in answer
    assert "until 12 June 2026" in words(await command(world, ADMIN.id, f"/user {BUYER.id}"))


async def test_two_missing_facts_are_supplied_one_after_the_other(world: World) -> None:
    await deliver(world, **BROWSER | {"product_id": 512})
    message = await held_card(world)
    assert labels(message)[:2] == ["Bind product 512…", "Name the buyer…"]
    assert "Somebody" not in await press(
        world, ADMIN.id, message.message_id, GiveDuration(id=1, code="1m0d")
    )
    assert labels(message)[:1] == ["Name the buyer…"]
    await tap(world, message, "Name the buyer")
    await tap(world, await command(world, ADMIN.id, "424242"), "Yes, they paid")
    assert await has_access(world, 424242)


@pytest.mark.matrix
@pytest.mark.parametrize("code", ["", "0m0d", "other", "9999m0d"])
async def test_a_forged_duration_gives_nothing(world: World, code: str) -> None:
    await buy(world, product=512)
    message = await held_card(world)
    await press(world, ADMIN.id, message.message_id, ChooseDuration(id=1, code="1m0d"))
    answer = await world.telegram.press(ADMIN.id, message.message_id, f"held_give:1:{code}")
    assert answer is not None
    assert await status(world) is PurchaseStatus.HELD


# Unreadable payments


async def test_an_unreadable_payment_is_accepted_as_shown(world: World) -> None:
    await deliver(world, product_id=456, amount=-5, purchase_id=5, telegram_user_id=BUYER.id)
    message = await held_card(world)
    assert "Part of it couldn't be read." in message.text
    assert "amount isn't what it should be." in message.text
    assert labels(message)[0] == "Accept it as shown…"
    await tap(world, message, "Accept it")
    assert "Accept this payment as it is shown here?" in message.text
    assert "Accepted." in await tap(world, message, "Yes")
    assert "✅ Resolved" in message.text
    assert await has_access(world)
    assert "accepted it as it was shown" in await history(world)


async def test_accepting_may_leave_something_missing(world: World) -> None:
    await deliver(world, product_id=512, amount=-5, purchase_id=5, telegram_user_id=BUYER.id)
    message = await held_card(world)
    assert "Bind product 512…" not in labels(message)
    await press(world, ADMIN.id, message.message_id, Accept(id=1))
    assert labels(message)[0] == "Bind product 512…"
    assert (await first_card(world)).purchase.held_reason is HeldReason.UNBOUND
    assert "quicker" in await press(world, ADMIN.id, message.message_id, Accept(id=1))


async def test_a_payment_without_a_product_is_given_a_duration(world: World) -> None:
    await deliver(world, product_id="no. 456", purchase_id=5, telegram_user_id=BUYER.id)
    message = await held_card(world)
    assert "The product: it couldn't be read." in message.text
    await tap(world, message, "Give access for…")
    await tap(world, message, "1 month")
    assert "Give this buyer access: 1 month?" in message.text
    assert "Resolved." in await tap(world, message, "Yes")
    assert await has_access(world)
    assert "gave access: 1 month" in await history(world)


async def test_an_unreadable_body_needs_its_buyer_first(world: World) -> None:
    await world.tribute.deliver(world.tribute.raw_event(b"nonsense"))
    message = await held_card(world)
    assert labels(message) == ["Name the buyer…", "Dismiss…", "‹ What is waiting"]
    answer = await press(world, ADMIN.id, message.message_id, GiveDuration(id=1, code="1m0d"))
    assert "quicker" in answer
    await press(world, ADMIN.id, message.message_id, NameBuyer(id=1, person=BUYER.id))
    assert labels(message)[0] == "Give access for…"
    await press(world, ADMIN.id, message.message_id, GiveDuration(id=1, code="0m10d"))
    assert await has_access(world)


@pytest.mark.matrix
@pytest.mark.parametrize(
    "says",
    [
        ShowHeld(id=99),
        AskBuyer(id=99),
        AskDuration(id=99),
        Accept(id=99),
        Dismiss(what="held", id=99, asked=1),
        Dismiss(what="nonsense", id=99, asked=1),
    ],
)
async def test_buttons_of_unknown_payments_are_answered(world: World, says: CallbackData) -> None:
    message = await ask(world, ADMIN.id, "/attention")
    await press(world, ADMIN.id, message.message_id, says)
