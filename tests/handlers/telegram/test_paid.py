"""Tests that a paid router answers subscribers and shows the tariffs to everyone else; with a plan,
only those who have that plan."""

import pytest
from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.models import Subscription
from bot.sandbox.cast import BUYER
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.world import World
from handlers.telegram.paid import paid


async def _answer(message: Message, subscription: Subscription) -> None:
    await message.answer(f"until {subscription.expires_at}")


async def _pressed(query: CallbackQuery, subscription: Subscription) -> None:
    await query.answer(f"until {subscription.expires_at}")


@pytest.fixture
async def feature(world: World) -> TelegramServer:
    """Run the bot with an owner's router behind `paid`."""
    router = paid(Router(name="feature"))
    router.message.register(_answer, Command("feature"))
    router.callback_query.register(_pressed, F.data == "feature")
    buyers = next(one for one in world.app.dispatcher.sub_routers if one.name == "buyers")
    buyers.include_router(router)
    return world.telegram


async def _ask(telegram: TelegramServer) -> str:
    await telegram.send(BUYER.id, "/feature")
    message = await telegram.wait_for(BUYER.id, lambda message: True)
    return message.text


async def test_without_access_the_tariffs_are_shown(feature):
    assert "1 month" in await _ask(feature)


async def test_with_access_the_handler_gets_the_subscription(world, feature):
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await feature.send(BUYER.id, "/feature")
    message = await feature.wait_for(BUYER.id, lambda message: message.text.startswith("until"))
    expires_at = (await world.app.deps.subscriptions.current(BUYER.id)).expires_at
    assert message.text == f"until {expires_at}"
    assert (await feature.press(BUYER.id, message.message_id, "feature")).text == message.text


async def test_a_refund_closes_a_paid_feature_at_once(world, feature):
    bought = await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.tribute.refund_by_buyer(bought.id)
    before = len(feature.chat(BUYER.id))
    await feature.send(BUYER.id, "/feature")
    message = await feature.wait_for(
        BUYER.id, lambda message: "Pay" in str(message.keyboard), after=before
    )
    assert "1 month" in message.text


async def test_a_paid_router_leaves_other_commands_alone(feature):
    await feature.send(BUYER.id, "/help")
    message = await feature.wait_for(BUYER.id, lambda message: True)
    assert "/status" in message.text
