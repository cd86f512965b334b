"""Updates about payments in Stars come by polling and by webhook; an own feature keeps its own."""

import asyncio
from pathlib import Path
from typing import Literal

import aiohttp
import pytest

from bot.clients import telegram_secret
from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.telegram.payments import deps, has_access
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.invariants import assert_ledger_is_sound

FEATURE = """
from aiogram import F, Router
from aiogram.types import Message, PreCheckoutQuery


def router() -> Router:
    found = Router(name="tips")
    found.pre_checkout_query.register(allow)
    found.message.register(thank, F.successful_payment)
    return found


async def allow(query: PreCheckoutQuery) -> None:
    await query.answer(ok=query.invoice_payload == "tip", error_message="not a tip")


async def thank(message: Message) -> None:
    await message.answer("Thanks for the tip")
"""


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_payment_arrives_by_polling_and_by_webhook(
    clock: FixedClock, mode: Literal["polling", "webhook"]
) -> None:
    async with World.open(mode, clock=clock) as world:
        await set_price(world)
        bill = await invoice(world)
        paid = await world.telegram.pay(BUYER.id, bill.message_id)
        assert paid.charge is not None
        await hear(world, BUYER.id, "Thank you")
        for _ in range(3):
            world.telegram.report(paid.charge)
        await ask(world, BUYER.id, "/status")
        await until(lambda: _reports(world) == 4)
        assert await has_access(world)
        assert_ledger_is_sound(world.settings.database_path)


def _reports(world: World) -> int:
    with open_read_only(world.settings.database_path) as tx:
        return int(tx.scalar("SELECT SUM(reports) FROM stars_payments"))


async def test_a_lost_update_is_no_payment_and_a_later_report_is(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    paid = await world.telegram.pay(BUYER.id, bill.message_id, lose_update=True)
    assert paid.charge is not None
    await ask(world, BUYER.id, "/status")
    assert not await has_access(world)
    world.telegram.report(paid.charge)
    await hear(world, BUYER.id, "Thank you")


async def test_an_own_feature_that_sells_in_stars_keeps_its_payments(
    clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "features"
    folder.mkdir(mode=0o755)
    (folder / "tips.py").write_text(FEATURE, encoding="utf-8")
    (folder / "tips.py").chmod(0o644)
    async with open_world(clock, features_dir=folder) as world:
        assert deps(world).stars_reconciliation.only_ours
        await set_price(world)
        assert await world.telegram.ask_checkout(BUYER.id, invoice_payload="tip") == ""
        assert await world.telegram.ask_checkout(BUYER.id, invoice_payload="x") == "not a tip"
        bill = await invoice(world)
        paid = await world.telegram.pay(BUYER.id, bill.message_id)
        assert paid.charge is not None
        await hear(world, BUYER.id, "Thank you")
        world.telegram.report(paid.charge, invoice_payload="tip", telegram_payment_charge_id="t")
        await hear(world, BUYER.id, "Thanks for the tip")
        assert len((await deps(world).purchases.page(0, 9)).rows) == 1


async def test_a_payment_without_an_order_is_held_and_admins_read_of_it(world: World) -> None:
    await set_price(world)
    await ask(world, ADMIN.id, "/help")
    bill = await invoice(world)
    paid = await world.telegram.pay(BUYER.id, bill.message_id, lose_update=True)
    assert paid.charge is not None
    world.telegram.report(paid.charge, invoice_payload="somebody else's")
    await hear(world, BUYER.id, "has to look at it")
    alarm = await hear(world, ADMIN.id, "no invoice of this bot")
    assert "250" in alarm.text


@pytest.mark.matrix
@pytest.mark.parametrize("query", [{}, {"id": 5}, {"id": "1", "from": None}, [], "x", None])
async def test_a_question_that_cannot_be_read_stops_nothing(
    clock: FixedClock, query: object
) -> None:
    async with World.open("webhook", clock=clock) as world, aiohttp.ClientSession() as session:
        secret = telegram_secret(world.settings)
        async with session.post(
            world.app_url + "/webhook/telegram",
            json={"update_id": 1, "pre_checkout_query": query},
            headers={"X-Telegram-Bot-Api-Secret-Token": secret},
        ) as answer:
            assert answer.status == 200


async def test_an_answer_that_telegram_refuses_stops_nothing(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    world.telegram.fail("answerPreCheckoutQuery", status=400)
    async with asyncio.TaskGroup() as tasks:
        unanswered = tasks.create_task(world.telegram.pay(BUYER.id, bill.message_id))
        await world.telegram.wait_for_calls("answerPreCheckoutQuery")
        await ask(world, BUYER.id, "/status")
        unanswered.cancel()
    assert (await world.telegram.pay(BUYER.id, bill.message_id)).charge is not None
