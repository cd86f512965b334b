"""Buyers pay in Stars: a button, an invoice in the chat, and access seconds later."""

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PersonId, TariffId
from bot.domain.records import TariffWords
from bot.domain.stars import ORDER_SECONDS
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram.payments import BALANCE_TOO_LOW
from bot.sandbox.world import World
from bot.usecases.access.manual import FOR_LIFE, GrantOrder
from handlers.telegram.callbacks.stars import PayInStars
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.shop_face.test_consent import AGREE, PAGE, switch_on
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps, has_access
from tests.handlers.telegram.stars_talk import PRICE, invoice, set_price
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until, words


async def test_a_shop_without_a_price_has_no_word_of_stars_of_its_own(world: World) -> None:
    for text in ("/start", "/buy", "/help", "/terms", "/paysupport", "/status"):
        message = await ask(world, BUYER.id, text)
        assert not any(str(one.callback_data).startswith("stars") for one in message.buttons)
        assert "Telegram Stars" not in words(message)
        assert "at Tribute" not in words(message)
        assert "Telegram's own support" not in words(message)
    assert world.telegram.calls_of("sendInvoice") == []


async def test_a_price_in_stars_stands_beside_the_others_with_its_button(world: World) -> None:
    await set_price(world)
    shop = await ask(world, BUYER.id, "/start")
    assert "1 month — $9.99 · 499 ⭐ at Tribute · 250 ⭐" in words(shop)
    assert "Pay — 1 month · 250 ⭐" in labels(shop)
    assert shop.button("250").style == "success"


async def test_a_paid_invoice_opens_access_and_everybody_reads_of_it(world: World) -> None:
    await set_price(world)
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    bill = await invoice(world)
    assert bill.invoice is not None
    assert (bill.invoice.title, bill.invoice.total_amount) == ("1 month", PRICE)
    assert not bill.invoice.payload.isdigit()
    paid = await world.telegram.pay(BUYER.id, bill.message_id)
    assert paid.charge is not None
    thanks = await hear(world, BUYER.id, "Thank you")
    assert "“1 month”, 250 ⭐" in words(thanks)
    assert await has_access(world)
    for admin in (ADMIN, SECOND_ADMIN):
        assert "250" in words(await hear(world, admin.id, "💰"))
    assert world.telegram.balance(BUYER.id) == 5000 - PRICE
    assert bill in world.telegram.invoices(BUYER.id)


async def test_the_tariffs_own_name_is_the_title(world: World) -> None:
    await set_price(world)
    texts, nothing = deps(world).arrangement.texts, TariffWords()
    named = TariffWords("📚" * 20)
    assert await texts.save(TariffId(1), "en", named, nothing, ADMIN.id) is None
    bill = await invoice(world)
    assert bill.invoice is not None
    assert set(bill.invoice.title) <= {"📚", "…"}
    assert len(bill.invoice.title) <= 16  # each counts twice


async def test_a_second_press_replaces_the_invoice(world: World) -> None:
    await set_price(world)
    first = await invoice(world)
    second = await invoice(world)
    await until(lambda: first not in world.telegram.invoices(BUYER.id))
    assert first.invoice is not None
    refused = await world.telegram.pay_invoice(BUYER.id, first.invoice)
    assert refused.charge is None
    assert refused.refused == (
        "There is a newer invoice, so this one doesn't count any more. Nothing was charged. "
        "A new one: /buy"
    )
    assert (await world.telegram.pay(BUYER.id, second.message_id)).charge is not None


async def test_a_changed_price_removes_unpaid_invoices_and_refuses_them(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    await set_price(world, 300)
    await until(lambda: world.telegram.invoices(BUYER.id) == [])
    assert bill.invoice is not None
    refused = await world.telegram.pay_invoice(BUYER.id, bill.invoice)
    assert refused.refused is not None
    assert "The price has changed" in refused.refused
    shop = await ask(world, BUYER.id, "/buy")
    await press(world, BUYER.id, shop.message_id, PayInStars(id=1, stars=300))
    await until(lambda: len(world.telegram.invoices(BUYER.id)) == 1)


async def test_a_button_with_an_old_price_shows_the_prices_of_now(world: World) -> None:
    await set_price(world)
    shop = await ask(world, BUYER.id, "/buy")
    await set_price(world, 300)
    toast = await press(world, BUYER.id, shop.message_id, PayInStars(id=1, stars=PRICE))
    assert "isn't sold for that price" in toast
    again = await hear(world, BUYER.id, "300", after=shop.message_id)
    assert "Pay — 1 month · 300 ⭐" in labels(again)
    assert world.telegram.invoices(BUYER.id) == []


@pytest.mark.parametrize("forged", [PayInStars(id=99, stars=1), PayInStars(id=2, stars=1)])
async def test_a_forged_button_orders_nothing(world: World, forged: PayInStars) -> None:
    await set_price(world)
    shop = await ask(world, BUYER.id, "/buy")
    await press(world, BUYER.id, shop.message_id, forged)
    assert world.telegram.calls_of("sendInvoice") == []


async def test_an_invoice_of_yesterday_is_removed_and_refused(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    world.move(seconds=ORDER_SECONDS)
    assert bill.invoice is not None
    refused = await world.telegram.pay_invoice(BUYER.id, bill.invoice)
    assert refused.refused is not None
    assert "too old" in refused.refused
    await set_price(world, 300, 2)  # wakes the worker
    await invoice(world, REGRETS.id)
    await until(lambda: world.telegram.invoices(BUYER.id) == [])


async def test_an_invoice_that_is_paid_twice_at_once_is_honoured_twice(world: World) -> None:
    await set_price(world)
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    bill = await invoice(world)
    both = await world.telegram.pay_twice(BUYER.id, bill.message_id)
    assert all(one.charge is not None for one in both)
    alarm = await hear(world, ADMIN.id, "One invoice was paid twice")
    assert "Alice" in words(alarm)
    await hear(world, SECOND_ADMIN.id, "Один счёт оплачен дважды")
    subscription = await deps(world).subscriptions.current(BUYER.id)
    assert subscription is not None
    assert subscription.expires_at == add_calendar(subscription.started_at, 2, 0)
    refused = await world.telegram.pay(BUYER.id, bill.message_id)
    assert refused.refused is not None
    assert "paid already" in refused.refused


async def test_whoever_pays_a_forwarded_invoice_has_the_access(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    await ask(world, REGRETS.id, "/start")
    paid = await world.telegram.pay(REGRETS.id, bill.message_id, chat_id=BUYER.id)
    assert paid.charge is not None
    thanks = await hear(world, REGRETS.id, "Thank you")
    assert "made for somebody else" in words(thanks)
    theirs = await hear(world, BUYER.id, "Somebody else has paid the invoice")
    assert "you have paid nothing" in words(theirs)
    assert await has_access(world, REGRETS.id)
    assert not await has_access(world, BUYER.id)
    await until(lambda: world.telegram.invoices(BUYER.id) == [])


async def test_somebody_whom_the_bot_never_met_can_pay_and_is_refused_in_their_language(
    world: World,
) -> None:
    await set_price(world)
    bill = await invoice(world)
    assert bill.invoice is not None
    await set_price(world, None)
    refused = await world.telegram.pay_invoice(NEVER_STARTED.id, bill.invoice)
    assert refused.refused is not None
    assert "больше не продаётся" in refused.refused or "Цена" in refused.refused
    await until(lambda: _knows(world, NEVER_STARTED.id))
    await set_price(world)
    newer = await invoice(world)
    assert newer.invoice is not None
    assert (await world.telegram.pay_invoice(NEVER_STARTED.id, newer.invoice)).charge is not None
    await until(lambda: _granted(world, NEVER_STARTED.id))


def _knows(world: World, person: int) -> bool:
    return _count(world, "SELECT COUNT(*) FROM people WHERE telegram_user_id = ?", person) == 1


def _granted(world: World, person: int) -> bool:
    return _count(world, "SELECT COUNT(*) FROM grants WHERE telegram_user_id = ?", person) == 1


def _count(world: World, sql: str, person: int) -> int:
    with open_read_only(world.settings.database_path) as tx:
        return int(tx.scalar(sql, (person,)))


async def test_terms_come_before_an_invoice_and_before_a_payment(clock: FixedClock) -> None:
    async with open_world(clock, terms_url=PAGE) as world:
        await set_price(world)
        bill = await invoice(world)
        await switch_on(world)
        shop = await ask(world, BUYER.id, "/buy")
        assert AGREE in labels(shop)
        await press(world, BUYER.id, shop.message_id, PayInStars(id=1, stars=PRICE))
        asked = await hear(world, BUYER.id, "Before you pay", after=shop.message_id)
        assert len(world.telegram.invoices(BUYER.id)) == 1
        refused = await world.telegram.pay(BUYER.id, bill.message_id)
        assert refused.refused is not None
        assert "agree to the terms" in refused.refused
        await tap(world, asked, AGREE, BUYER.id)
        assert (await world.telegram.pay(BUYER.id, bill.message_id)).charge is not None
        await hear(world, BUYER.id, "Thank you")


async def test_somebody_who_has_it_for_life_gets_no_invoice(world: World) -> None:
    await set_price(world)
    shop = await ask(world, BUYER.id, "/buy")
    manual = deps(world).manual_grants
    life = Duration(lifetime=True)
    order = GrantOrder(PersonId(BUYER.id), FIRST_PLAN, life, FOR_LIFE)
    assert await manual.grant(order, ADMIN.id) is not None
    toast = await press(world, BUYER.id, shop.message_id, PayInStars(id=1, stars=PRICE))
    assert "for life" in toast
    assert world.telegram.calls_of("sendInvoice") == []


async def test_without_enough_stars_nothing_happens(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    world.telegram.set_balance(BUYER.id, PRICE - 1)
    failed = await world.telegram.pay(BUYER.id, bill.message_id)
    assert (failed.charge, failed.refused) == (None, BALANCE_TOO_LOW)
    assert not await has_access(world)


async def test_status_and_the_purchase_name_what_was_paid(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    paid = await world.telegram.pay(BUYER.id, bill.message_id)
    assert paid.charge is not None
    await hear(world, BUYER.id, "Thank you")
    assert "250 ⭐" in words(await ask(world, BUYER.id, "/status"))
    listed = await command(world, ADMIN.id, "/purchases")
    assert "payment #1" in words(listed)
    await tap(world, listed, "1")
    assert "Paid in Stars, in the chat" in words(listed)
    assert paid.charge.charge_id in words(listed)
    assert "“1 month”, 250 ⭐" in words(await command(world, ADMIN.id, f"/user {BUYER.id}"))


async def test_paysupport_and_terms_say_who_answers_for_stars(world: World) -> None:
    """Telegram wants buyers to know that its own support can't help them."""
    await set_price(world)
    for command_ in ("/paysupport", "/terms"):
        assert "Telegram's own support can't help" in words(await ask(world, BUYER.id, command_))
    await deps(world).people.choose_locale(BUYER.id, "ru")
    asked = words(await ask(world, BUYER.id, "/paysupport"))
    assert "поддержка самого Telegram" in asked
    assert "номер оплаты" in asked


async def test_help_and_terms_name_both_ways_to_pay(world: World) -> None:
    await set_price(world)
    assert "Telegram Stars" in words(await ask(world, BUYER.id, "/help"))
    assert "Telegram takes payments in Stars" in words(await ask(world, BUYER.id, "/terms"))


async def test_a_forged_question_before_a_payment_is_refused(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    assert bill.invoice is not None
    for asked in (
        {"invoice_payload": ""},
        {"invoice_payload": "x" * 200},
        {"invoice_payload": bill.invoice.payload, "total_amount": 1},
        {"invoice_payload": bill.invoice.payload, "total_amount": PRICE, "currency": "USD"},
        {"invoice_payload": bill.invoice.payload[:-1], "total_amount": PRICE},
    ):
        answer = await world.telegram.ask_checkout(BUYER.id, **asked)
        assert answer
        assert "Nothing was charged" in answer
