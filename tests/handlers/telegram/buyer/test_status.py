"""Tests for /status: the end of access, the payments, and what held ones still lack."""

import pytest

from bot.domain.models import PurchaseRow
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.telegram.models import Message
from bot.sandbox.world import World
from bot.usecases.attention.actions import Attention
from handlers.telegram.callbacks.shared import ShowStatus
from storage.engine.database import open_database
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, labels, press, words


async def status(world: World, person_id: int, title: str = "🔑") -> Message:
    sent = await world.telegram.send(person_id, "/status")
    return await hear(world, person_id, title, after=sent.message_id)


async def test_a_newcomer_reads_that_there_is_no_access_and_what_to_do(world: World) -> None:
    message = await status(world, BUYER.id)
    assert message.text == (
        "🔑 Your access\n"
        "You have no access at the moment.\n\n"
        "To get access, see the prices below.\n"
        "Paid in the browser and don't see it here? /claim\n\n"
        "No payment of yours has arrived yet."
    )
    assert labels(message) == ["See the prices"]


@pytest.mark.parametrize(
    ("buyer", "says"),
    [
        (BUYER.id, "Nothing is on sale right now. Please look again later."),
        (NEVER_STARTED.id, "Сейчас ничего не продаётся. Загляните, пожалуйста, позже."),
    ],
)
async def test_where_nothing_is_sold_nobody_is_sent_to_prices(
    world: World, buyer: int, says: str
) -> None:
    for bound in await deps(world).tariffs.all_bound():
        await deps(world).tariffs.stop_offering(bound.product_id, ADMIN.id)
    message = await status(world, buyer)
    assert says in message.text
    assert "/claim" in message.text
    assert labels(message) == []


async def test_a_buyer_reads_until_when_how_long_and_what_was_paid(world: World) -> None:
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    world.move(days=1)
    message = await status(world, BUYER.id)
    assert words(message) == (
        "🔑 Your access\n"
        "Your access is open until 12 August 2026, 21:59 UTC (2 months and 30 days left).\n\n"
        "Your payments\n\n"
        "✅ “Book Club & Library — 3 months”\n"
        "12 May 2026, 21:59 UTC · 3 months"
    )
    assert labels(message) == ["Extend"]


async def test_status_is_in_russian_for_a_russian_speaker(world: World) -> None:
    await world.tribute.pay(512, telegram_user_id=NEVER_STARTED.id)
    await world.tribute.pay(456, telegram_user_id=NEVER_STARTED.id)
    assert words(await status(world, NEVER_STARTED.id)) == (
        "🔑 Ваш доступ\n"
        "Доступ открыт до 12 июня 2026, 21:59 UTC (ещё 1 месяц).\n\n"
        "⏸ Ваша оплата дошла: «Книжный клуб «Сова» — 1 месяц». "
        "Доступа по ней пока нет: владелец ещё должен указать, что она даёт.\n"
        "Долго ждёте? /paysupport\n\n"
        "👌 Платить ещё раз не нужно. Ответ придёт сюда.\n\n"
        "Ваши платежи\n\n"
        "✅ «Book Club & Library — 1 month»\n"
        "12 мая 2026, 21:59 UTC · 1 месяц\n\n"
        "⏸ «Книжный клуб «Сова» — 1 месяц»\n"
        "12 мая 2026, 21:59 UTC · ждёт владельца"
    )


async def test_a_held_payment_is_shown_with_its_reason(world: World) -> None:
    await world.tribute.pay(530, telegram_user_id=BUYER.id)
    text = words(await status(world, BUYER.id))
    assert (
        "⏸ Your payment for “AI Assistant <Pro> & friends — 1 month” has arrived. "
        "It gives no access yet: the owner still has to say what it gives." in text
    )
    assert "You have no access at the moment." in text


async def test_a_payment_that_could_not_be_read_in_full_is_shown_too(world: World) -> None:
    event = world.tribute.build_event(
        "new_digital_product",
        {"product_id": 456, "amount": -5, "currency": "usd", "telegram_user_id": BUYER.id},
    )
    assert await world.tribute.deliver(event) == 200
    text = (await status(world, BUYER.id)).text
    assert "Your payment for “Book Club & Library — 1 month” has arrived." in text
    assert "the owner still has to look at what Tribute sent." in text


async def test_a_refunded_payment_is_marked_and_its_time_is_gone(world: World) -> None:
    purchase = await world.tribute.pay(456, telegram_user_id=REGRETS.id)
    world.move(days=2)
    await world.tribute.refund_by_buyer(purchase.id)
    text = words(await status(world, REGRETS.id))
    assert "You have no access at the moment." in text
    assert (
        "↩️ “Book Club & Library — 1 month”\n"
        "12 May 2026, 21:59 UTC · refunded on 14 May 2026, 21:59 UTC" in text
    )


async def test_a_dismissed_payment_is_marked(world: World) -> None:
    await world.tribute.pay(530, telegram_user_id=BUYER.id)
    await world.stop_app()
    async with open_database(world.settings.database_path) as db:
        attention = Attention(db, world.clock, ())
        assert await attention.dismiss(PurchaseRow(1), "a test", ADMIN.id)
    await world.start_app()
    text = (await status(world, BUYER.id)).text
    assert "closed by the owner, no access" in text
    assert "Your payment for" not in text


async def test_lifetime_access_needs_no_button(world: World) -> None:
    await world.tribute.pay(459, telegram_user_id=BUYER.id)
    message = await status(world, BUYER.id)
    assert "Your access is open for life." in message.text
    assert labels(message) == []


async def test_only_the_latest_payments_are_listed(world: World) -> None:
    for _ in range(11):
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
    text = (await status(world, BUYER.id)).text
    assert text.count("✅ “") == 10
    assert text.endswith("Only the latest 10 are shown.")


@pytest.mark.parametrize("product_id", [456, 530])
async def test_the_longest_status_is_one_message(world: World, product_id: int) -> None:
    world.tribute.products[product_id]["name"] = "<&>" * 60
    for _ in range(12):
        await world.tribute.pay(product_id, telegram_user_id=BUYER.id)
    assert "<&><&>" in (await status(world, BUYER.id)).text


async def test_the_button_below_a_receipt_shows_the_status_and_leaves_the_receipt(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    receipt = await hear(world, BUYER.id, "Thank you!")
    says = receipt.button("My access").callback_data
    assert says == ShowStatus().pack()
    assert await press(world, BUYER.id, receipt.message_id, ShowStatus()) == ""
    await hear(world, BUYER.id, "🔑 Your access", after=receipt.message_id)
    assert "Thank you!" in receipt.text


async def test_nobody_sees_the_payments_of_somebody_else(world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert "No payment of yours has arrived yet." in (await status(world, REGRETS.id)).text


async def test_a_buyer_who_comes_late_does_not_read_that_the_payment_was_late(world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=NEVER_STARTED.id)
    world.move(days=40)
    await ask(world, NEVER_STARTED.id, "/start")
    thanks = await world.telegram.wait_for(
        NEVER_STARTED.id, lambda message: message.text.startswith("✅")
    )
    assert "с опозданием" not in thanks.text
    assert "late" not in thanks.text
    assert "12 June 2026" in words(thanks) or "12 июня 2026" in words(thanks)
