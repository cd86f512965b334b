"""Helpers for tests of held payments: the card, its state, and a second admin."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.purchases.lookup import PurchaseCard
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import press, words

BROWSER = {"product_id": 456, "purchase_id": 5, "trb_user_id": "W-1", "amount": 999}


async def held_card(world: World, admin: int = ADMIN.id) -> Message:
    """Open the card of the only held payment from /attention."""
    message = await command(world, admin, "/attention")
    await tap(world, message, "⏸", admin)
    return message


async def first_card(world: World) -> PurchaseCard:
    found = await deps(world).purchases.card(1)
    assert found is not None
    return found


async def status(world: World) -> PurchaseStatus:
    return (await first_card(world)).purchase.status


async def second_admin_presses(world: World, says: CallbackData) -> Message:
    """Let the second admin press this button on a fresh /attention; return that message."""
    message = await command(world, SECOND_ADMIN.id, "/attention")
    await press(world, SECOND_ADMIN.id, message.message_id, says)
    return message


async def history(world: World) -> str:
    message = await command(world, ADMIN.id, "/purchases")
    await tap(world, message, "1 ")
    return words(message)
