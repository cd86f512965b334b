"""Tests for /refund: the question, the one call to Tribute, and each outcome."""

from typing import Any

import pytest

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.tribute import FaultKind, Purchase
from bot.sandbox.world import World
from handlers.telegram.admin.refunds.screens import yes as said_yes
from handlers.telegram.callbacks.refunds import DoRefund
from handlers.telegram.callbacks.shared import ShowRefund
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, card, command, deliver, has_access, refund_calls
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, press, words

YES = "Yes, refund $9.99"


async def asked(world: World, purchase: Purchase, admin: int = ADMIN.id) -> Message:
    """Open the question for a refund and return its message."""
    return await command(world, admin, f"/refund {purchase.id}")


@pytest.mark.fault("C8", "a refund, not yet confirmed")
async def test_the_question_shows_the_purchase_and_the_access_that_would_be_left(
    world: World,
) -> None:
    await world.telegram.send(BUYER.id, "/start")
    await hear(world, BUYER.id, "Hello")
    purchase = await buy(world)
    message = await asked(world, purchase)
    assert words(message) == (
        "↩️ Refund this payment?\n\n"
        "🎁 “Book Club & Library — 1 month”, $9.99\n"
        "Alice Brown @alice_brown · 700001\n"
        "purchase 78901 · paid 12 May 2026, 21:59 UTC\n"
        "Gives access: 1 month\n"
        "🔑 Access now: until 12 June 2026, 21:59 UTC (1 month left)\n"
        "After the refund: none\n\n"
        "⭐ Only payments made with Telegram Stars can be refunded from here. For a card or"
        " anything else, please write to Tribute's support."
    )
    assert labels(message) == [YES, "Cancel"]
    assert 'href="tg://user?id=700001"' in message.html


async def test_yes_returns_the_money_ends_access_and_notifies_the_buyer(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)
    assert await has_access(world)
    message = await asked(world, purchase)
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "✅ Refunded.")
    assert "🔑 Access now: none" in words(message)
    assert "💬 The bot is notifying them." in words(message)
    assert labels(message) == ["Show the purchase"]
    assert world.tribute.purchases[purchase.id].refunded
    assert not await has_access(world)
    notice = await hear(world, BUYER.id, "has been refunded")
    assert "You have no access at the moment." in notice.text


async def test_only_the_time_of_this_purchase_is_withdrawn(world: World) -> None:
    first, _ = await buy(world), await buy(world, product=457)
    message = await asked(world, first)
    assert "After the refund: until 12 August 2026" in words(message)
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "✅ Refunded.")
    assert "Access now: until 12 August 2026" in words(message)


async def test_while_tribute_is_asked_the_card_says_so_and_has_no_buttons(world: World) -> None:
    world.tribute.faults.add("timeout", only="cancel")
    message = await asked(world, await buy(world))
    await tap(world, message, YES)
    asking = await hear(world, ADMIN.id, "Asking Tribute…")
    assert labels(asking) == []
    world.tribute.api.stopping.set()  # which ends what hangs
    await hear(world, ADMIN.id, "It isn't known yet")


async def test_cancel_refunds_nothing(world: World) -> None:
    message = await asked(world, await buy(world))
    await tap(world, message, "Cancel")
    assert words(message) == "All right, nothing was refunded."
    assert refund_calls(world) == 0
    assert await has_access(world)


async def test_a_buyer_who_never_pressed_start_is_notified_later(world: World) -> None:
    message = await asked(world, await buy(world, NEVER_STARTED.id))
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "✅ Refunded.")
    assert "message waits until they press Start." in words(message)


async def test_refund_alone_offers_the_latest_purchases_with_their_buyers(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    first = await buy(world)
    second = await buy(world, NEVER_STARTED.id, 457)
    await world.tribute.refund_by_buyer((await buy(world)).id)
    message = await command(world, ADMIN.id, "/refund")
    assert labels(message) == [
        f"{second.id} · $24.99 · 700002 · Book Cl…",
        f"{first.id} · $9.99 · Alice Brown · Boo…",
        "‹ All purchases",
    ]
    await tap(world, message, f"{first.id}")
    assert words(message).startswith("↩️ Refund this payment?")


async def test_refund_alone_says_when_there_is_nothing_to_refund(world: World) -> None:
    assert "nothing to refund yet" in (await command(world, ADMIN.id, "/refund")).text


@pytest.mark.matrix
@pytest.mark.parametrize("typed", ["abc", "12 34", "-1", "1.5", "9" * 30, "<b>", "٣", "#"])
async def test_a_malformed_number_gets_an_example(world: World, typed: str) -> None:
    message = await command(world, ADMIN.id, f"/refund {typed}")
    assert "/refund 78901" in message.text
    assert "made of digits" in message.text


@pytest.mark.matrix
@pytest.mark.fault("C8", "a wrong purchase number")
@pytest.mark.parametrize("typed", ["99999", "0", "9" * 18, "#99"])
async def test_an_unknown_number_gets_a_next_step(world: World, typed: str) -> None:
    message = await command(world, ADMIN.id, f"/refund {typed}")
    assert "/purchases" in message.text


async def test_a_payment_without_a_number_says_why_it_cannot_be_refunded_here(
    world: World,
) -> None:
    await buy(world, minimal=True)
    message = await command(world, ADMIN.id, "/refund #1")
    assert "Tribute gave no purchase number" in message.text
    assert labels(message) == ["Show the purchase"]
    await press(world, ADMIN.id, message.message_id, DoRefund(id=1, attempts=0, until=0))
    assert refund_calls(world) == 0


async def test_a_refunded_payment_says_when_it_was_refunded(world: World) -> None:
    purchase = await buy(world)
    await world.tribute.refund_by_buyer(purchase.id)
    world.move(days=3)
    message = await asked(world, purchase)
    assert "This payment was refunded on 12 May 2026, 21:59 UTC." in words(message)
    assert "the buyer got the Stars back through Telegram" in message.text
    assert YES not in labels(message)


REJECTED: list[tuple[FaultKind, str]] = [
    (400, "Tribute did not accept this refund"),
    (401, "Compare TRIBUTE_API_KEY"),
    (403, "this product belongs to another Tribute account"),
    (404, "Tribute does not know this purchase"),
    (429, "Tribute refused this refund"),
]


@pytest.mark.matrix
@pytest.mark.fault("A2", "400, 403, 404 and others")
@pytest.mark.fault("A3", "401 to the refund")
@pytest.mark.parametrize(("fault", "said"), REJECTED)
async def test_each_refusal_by_tribute_has_its_own_answer(
    world: World, fault: FaultKind, said: str
) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase)
    world.tribute.faults.add(fault, only="cancel")
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "❌ Not refunded.")
    assert said in message.text
    assert refund_calls(world) == 1
    assert await has_access(world)
    assert (await card(world, purchase)).open_attempt is None
    if fault == 400:  # what the API can't refund isn't offered again
        assert labels(message) == ["Show the purchase"]
        return
    assert labels(message) == ["Try the refund again…", "Show the purchase"]
    await tap(world, message, "Try the refund again")
    await tap(world, message, YES)
    await hear(world, ADMIN.id, "✅ Refunded.")
    assert not await has_access(world)


async def test_a_card_payment_is_referred_to_the_support_of_tribute(world: World) -> None:
    message = await asked(world, await buy(world, method="card"))
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "❌ Not refunded.")
    assert "please write to Tribute's support" in message.text


async def test_a_refund_while_tribute_is_down_says_that_nothing_was_sent(world: World) -> None:
    message = await asked(world, await buy(world))
    await world.tribute.stop()
    await tap(world, message, YES)
    assert "Nothing was sent" in (await hear(world, ADMIN.id, "❌ Not refunded.")).text


@pytest.mark.fault("T7", "a button pressed after the state changed")
async def test_a_second_tap_after_the_refund_finds_it_done(world: World) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase)
    yes = said_yes(await card(world, purchase))
    await press(world, ADMIN.id, message.message_id, yes)
    await hear(world, ADMIN.id, "✅ Refunded.")
    assert "changed in the meantime" in await press(world, ADMIN.id, message.message_id, yes)
    assert "was refunded on" in message.text
    assert refund_calls(world) == 1


async def test_a_held_payment_can_be_refunded_too(world: World) -> None:
    purchase = await buy(world, product=512)
    message = await asked(world, purchase)
    assert "Gives no access yet" in message.text
    await tap(world, message, "Yes, refund")
    assert "It had given no access" in (await hear(world, ADMIN.id, "✅ Refunded.")).text
    assert (await card(world, purchase)).purchase.status is PurchaseStatus.REFUNDED


async def test_an_unreadable_amount_is_not_shown(world: World) -> None:
    await deliver(
        world, product_id=456, amount=-1, telegram_user_id=BUYER.id, purchase_id=5, currency="usd"
    )
    message = await command(world, ADMIN.id, "/refund 5")
    assert labels(message) == ["Yes, refund it", "Cancel"]


async def test_a_button_below_a_deleted_message_is_answered_with_a_new_one(world: World) -> None:
    await buy(world)
    await command(world, ADMIN.id, "/refund")
    await press(world, ADMIN.id, LONG_GONE, ShowRefund(id=1))
    await hear(world, ADMIN.id, "↩️ Refund this payment?")
    await press(world, ADMIN.id, LONG_GONE, ShowRefund(id=99))
    await hear(world, ADMIN.id, "no such purchase")


async def test_a_refund_is_made_in_russian(world: World) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase, SECOND_ADMIN.id)
    assert labels(message) == ["Да, вернуть 9,99 $", "Отмена"]
    await tap(world, message, "Да, вернуть", SECOND_ADMIN.id)
    message = await hear(world, SECOND_ADMIN.id, "✅ Возвращено.")
    assert "🔑 Доступ сейчас: нет" in message.text


@pytest.mark.fault("A4", "a firewall's 403 page")
async def test_a_firewall_s_page_is_not_told_as_tribute_s_refusal(world: World) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase)
    world.tribute.faults.add("firewall", only="cancel")
    await tap(world, message, YES)
    message = await hear(world, ADMIN.id, "It isn't clear whether this payment was refunded")
    assert "another Tribute account" not in message.text
    assert "no clear answer came from Tribute" in message.text
    assert refund_calls(world) == 1
    assert await has_access(world)


async def test_a_firewall_s_page_does_not_name_another_account_anywhere(world: World) -> None:
    for _ in range(3):
        world.tribute.faults.add("firewall", only="product")
    answer = await command(world, ADMIN.id, "/product 456")
    assert "another Tribute account" not in answer.text


@pytest.mark.parametrize("how", [{"method": "card"}, {"buyer": None}], ids=["card", "web"])
async def test_what_the_api_cannot_refund_is_offered_no_more(
    world: World, how: dict[str, Any]
) -> None:
    """Admins were offered the refund again and again, though Tribute had refused it for good."""
    standing, purchase = await buy(world, REGRETS.id), await buy(world, **how)
    if "method" in how:
        await tap(world, await asked(world, purchase), YES)
        await hear(world, ADMIN.id, "❌ Not refunded.")
    message = await asked(world, purchase)
    assert "can't be refunded from here" in message.text
    assert "Tribute's support" in message.text
    assert labels(message) == ["Show the purchase"]
    await tap(world, message, "Show the purchase")
    assert "Refund…" not in labels(message)
    assert "a refund goes through Tribute's support" in message.text
    listed = labels(await command(world, ADMIN.id, "/refund"))
    assert any(str(standing.id) in one for one in listed)
    assert not any(str(purchase.id) in one for one in listed)
    forged = said_yes(await card(world, purchase))
    calls = refund_calls(world)
    await press(world, ADMIN.id, LONG_GONE, forged)
    assert refund_calls(world) == calls
