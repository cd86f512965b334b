"""The rehearsal: a purchase that runs through everything and leaves no trace."""

import sqlite3

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.checklist.entries import Rehearse
from tests.handlers.telegram.admin.checklist.new_shop import open_new_shop, setup
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deliver, has_access
from tests.handlers.telegram.talk import hear, labels, nothing_due, open_world, press, words

_NOT_OF_THE_LEDGER = ("facts", "telegram_updates", "conversations")


def ledger(world: World) -> list[str]:
    """Return every statement that would write the whole database again, but for what was said."""
    with sqlite3.connect(world.settings.database_path) as file:
        found = [
            one
            for one in file.iterdump()
            if not any(one.startswith(f'INSERT INTO "{name}"') for name in _NOT_OF_THE_LEDGER)
        ]
    file.close()
    return found


async def test_it_plays_a_purchase_for_the_admin_and_leaves_no_trace(clock: FixedClock) -> None:
    async with open_world(clock, with_service=True) as world:
        message = await setup(world)
        stats = words(await command(world, ADMIN.id, "/stats"))
        await nothing_due(world)
        before = ledger(world)
        await tap(world, message, "🎬")
        assert "undone before it is stored" in words(message)
        await tap(world, message, "🎬 1 month")
        buyer = await hear(world, ADMIN.id, "The buyer would read")
        assert words(buyer) == (
            "🎬 Rehearsal. The buyer would read:\n\n"
            "✅ Thank you! Your payment has arrived: “Book Club & Library — 1 month”.\n\n"
            "Your access is open until 12 June 2026, 21:59 UTC (1 month left).\n\n"
            "• My access"
        )
        admin = await hear(world, ADMIN.id, "Admins would read")
        assert "💰" in words(admin)
        assert labels(buyer) == labels(admin) == []
        summary = await hear(world, ADMIN.id, "It works")
        assert "no sale, no access, nothing in /stats" in words(summary)
        await nothing_due(world)
        assert ledger(world) == before
        assert not await has_access(world, ADMIN.id)
        assert world.service is not None
        assert world.service.received == []
        assert words(await command(world, ADMIN.id, "/stats")) == stats
        await tap(world, summary, "‹ Setting up")
        assert "✅ Rehearsal: played through" in words(summary)


async def test_it_can_be_played_again_and_by_another_admin(world: World) -> None:
    for admin in (ADMIN.id, ADMIN.id, SECOND_ADMIN.id):
        message = await setup(world, admin)
        await tap(world, message, "🎬", admin)
        await tap(world, message, message.buttons[0].text, admin)
        await hear(world, admin, "/stats", after=message.message_id)
    assert not await has_access(world, SECOND_ADMIN.id)


async def test_a_purchase_of_the_number_it_would_have_is_no_repetition(world: World) -> None:
    await deliver(world, purchase_id=1_000_001, product_id=456, telegram_user_id=BUYER.id)
    message = await setup(world)
    await tap(world, message, "🎬")
    await tap(world, message, "🎬 1 month")
    await hear(world, ADMIN.id, "It works")


async def test_where_nothing_is_on_sale_the_products_come_first(new_shop: World) -> None:
    message = await setup(new_shop)
    await tap(new_shop, message, "🎬")
    assert "First something has to be on sale" in words(message)
    await tap(new_shop, message, "📦")
    assert "👉" in words(message)


async def test_what_is_on_sale_no_more_can_t_be_played(clock: FixedClock) -> None:
    async with open_new_shop(clock) as world:
        message = await setup(world)
        toast = await press(world, ADMIN.id, message.message_id, Rehearse(id=456))
        assert "changed in the meantime" in toast
        assert "⚪ Rehearsal" in words(await setup(world))
