"""Helpers for tests of admin features: payments at Tribute, and how the bot stored them."""

from typing import Any

from bot.deps import Deps
from bot.sandbox.cast import BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.tribute import Purchase
from bot.sandbox.world import World
from bot.usecases.purchases.lookup import PurchaseCard
from tests.bodies import event


def deps(world: World) -> Deps:
    assert world.app is not None
    return world.app.deps


async def buy(
    world: World, buyer: int | None = BUYER.id, product: int = 456, **how: Any
) -> Purchase:
    """Pay for a product and wait for its webhook. 456 is one month; 512 is not sold."""
    return await world.tribute.pay(product, telegram_user_id=buyer, **how)


async def deliver(world: World, **payload: Any) -> None:
    """Deliver the webhook of a purchase with this payload."""
    body = event("new_digital_product", payload)
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


async def card(world: World, purchase: Purchase) -> PurchaseCard:
    """Return the purchase as the bot stored it."""
    found = await deps(world).purchases.card_by_purchase_id(purchase.id)
    assert found is not None
    return found


async def has_access(world: World, person_id: int = BUYER.id) -> bool:
    return await deps(world).subscriptions.current(person_id) is not None


def refund_calls(world: World) -> int:
    """Return how often the bot asked Tribute for a refund."""
    return sum(call.name == "cancel" for call in world.tribute.calls)


_NOTICES = (
    "💰",
    "⏸ A ",
    "⏸ П",
    "✅ Resolved:",
    "↩️ Refunded:",
    "↩️ Возврат:",
    "❔ It isn't known",
    "✉️ A ",
    "🔎 Somebody says they",
    "🔎 Человек говорит, что оплатил",
    "📡 Your",
    "🚨",
    "⏯",
    "🏁",
    "🌱",
    "🎁 Sub",
    "🔁 Somebody",
)


async def command(world: World, admin: int, text: str) -> Message:
    """Send an admin's text and return the answer; notices that come in between are skipped."""
    sent = await world.telegram.send(admin, text)
    return await world.telegram.wait_for(
        admin, lambda message: not message.text.startswith(_NOTICES), after=sent.message_id
    )
