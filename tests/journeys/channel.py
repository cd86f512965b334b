"""A private channel in tests: its world, its link, who is inside, what the bot asked Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.clock import FixedClock
from bot.sandbox.cast import CHANNEL_ID
from bot.sandbox.telegram import Group
from bot.sandbox.world import World
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import open_world, until

HOUR, DAY = 3600, 86400
NOTHING_QUEUED = """SELECT NOT EXISTS (SELECT 1 FROM outbox
    WHERE state = 'queued' AND kind IN ('chat-access', 'chat-look'))"""


@asynccontextmanager
async def open_channel(clock: FixedClock, **settings: Any) -> AsyncIterator[World]:
    """A world whose one private channel has its link already."""
    async with open_world(clock, **{"access_chat_ids": (CHANNEL_ID,), **settings}) as world:
        await until(lambda: bool(room(world).links))
        await until_saved(world)
        yield world


def room(world: World) -> Group:
    return world.telegram.groups[CHANNEL_ID]


def link(world: World) -> str:
    """The newest link to the channel."""
    return list(room(world).links)[-1]


def knock(world: World, person_id: int) -> None:
    assert world.telegram.knock(person_id, link(world)), "there is nothing to knock at"


def is_inside(world: World, person_id: int) -> bool:
    return person_id in room(world).members


async def comes_in(world: World, person_id: int) -> None:
    await until(lambda: is_inside(world, person_id))


async def goes_out(world: World, person_id: int) -> None:
    """Removed, and no longer banned either: they may come back."""
    await until(lambda: room(world).status_of(person_id) == "left")


def calls(world: World, method: str, person_id: int) -> int:
    """How often Telegram was asked this about the person."""
    return sum(
        str(call.params.get("user_id")) == str(person_id)
        for call in world.telegram.calls_of(method)
    )


async def scalar(world: World, sql: str) -> Any:
    return await deps(world).people.db.read(lambda tx: tx.scalar(sql))


async def until_true(world: World, sql: str) -> None:
    """Until this question to the database is answered with something true."""
    async with asyncio.timeout(15):
        while not await scalar(world, sql):
            await asyncio.sleep(0.01)


async def until_saved(world: World) -> None:
    """The link is in our own database."""
    await until_true(world, "SELECT invite_link FROM access_chats")


async def settled(world: World) -> None:
    """Nothing is left to do in any chat now."""
    await until_true(world, NOTHING_QUEUED)
