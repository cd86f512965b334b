"""A shop at its first start: nothing is sold, and Tribute has sent nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.tribute.catalog import make_product
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import words
from tests.invariants import assert_ledger_is_sound
from tests.labels import assert_labels_fit


@asynccontextmanager
async def open_new_shop(clock: FixedClock, **settings: Any) -> AsyncIterator[World]:
    """Open a new shop whose address Tribute can reach."""
    chosen = {"tariffs": "", "support_contact": ""} | settings
    async with World.open("webhook", clock=clock, **chosen) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)
        assert_labels_fit(world)


def stock(world: World, *names: str, **fields: Any) -> None:
    """Let Tribute have these products, numbered from 1, and no others."""
    world.tribute.products.clear()
    for id_, name in enumerate(names, 1):
        how: Any = {"code": f"c{id_}", "amount": 500, "starsAmount": 250} | fields
        world.tribute.products[id_] = make_product(name, id=id_, **how)
    world.move(seconds=60)


async def setup(world: World, admin: int = ADMIN.id) -> Message:
    return await command(world, admin, "/setup")


async def proposals(world: World, admin: int = ADMIN.id) -> Message:
    """Open the first page of the proposals."""
    message = await setup(world, admin)
    await tap(world, message, "📦", admin)
    await tap(world, message, "📦", admin)
    return message


async def sold(world: World) -> dict[int, str]:
    """Return the duration that each product on offer is sold as."""
    bound = await deps(world).tariffs.all_bound()
    return {one.product_id: str(one.tariff.duration) for one in bound if one.is_on_offer}


def standings(message: Message) -> list[str]:
    """Return the last line of each product on a page."""
    blocks = words(message).split("\n\n")
    return [one.splitlines()[-1] for one in blocks if one.lstrip()[0].isdigit()]
