"""Helpers for tests with a private channel: its link, its members, the bot's calls to Telegram."""

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
    """Open a world with one private channel, to which the bot has made its link already."""
    async with open_world(clock, **{"access_chat_ids": (CHANNEL_ID,), **settings}) as world:
        await until(lambda: bool(channel(world).links))
        await until_link_saved(world)
        yield world


def channel(world: World) -> Group:
    return world.telegram.groups[CHANNEL_ID]


def link(world: World) -> str:
    """Return the newest link to the channel."""
    return list(channel(world).links)[-1]


def ask_to_join(world: World, person_id: int) -> None:
    assert world.telegram.ask_to_join(person_id, link(world)), "the link can't be used"


def is_inside(world: World, person_id: int) -> bool:
    return person_id in channel(world).members


async def until_inside(world: World, person_id: int) -> None:
    await until(lambda: is_inside(world, person_id))


async def until_removed(world: World, person_id: int) -> None:
    """Wait until the person is removed and no longer banned, so that they may come back."""
    await until(lambda: channel(world).status_of(person_id) == "left")


def calls(world: World, method: str, person_id: int) -> int:
    """Return how often the bot called this method about the person."""
    return sum(
        str(call.params.get("user_id")) == str(person_id)
        for call in world.telegram.calls_of(method)
    )


async def scalar(world: World, sql: str) -> Any:
    return await deps(world).people.db.read(lambda tx: tx.scalar(sql))


async def until_true(world: World, sql: str) -> None:
    """Wait until this query finds something true in the database."""
    async with asyncio.timeout(15):
        while not await scalar(world, sql):
            await asyncio.sleep(0.01)


async def until_link_saved(world: World) -> None:
    """Wait until the channel's link is in the database."""
    await until_true(world, "SELECT invite_link FROM access_chats")


async def until_nothing_is_due(world: World) -> None:
    """Wait until each message and step was done, or failed and is put off. A test that moves the
    clock before a failure is recorded moves the next try too."""
    now = world.clock.now()
    await until_true(
        world,
        f"SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued' AND not_before <= {now})",
    )


async def until_idle(world: World) -> None:
    """Wait until no step in a private chat is queued."""
    await until_true(world, NOTHING_QUEUED)
