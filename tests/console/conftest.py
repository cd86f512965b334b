"""Fixtures for tests of the console's page: all tests of a process share one browser, and therefore
one event loop, where each has a world and a context of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask
from tests.invariants import assert_ledger_is_sound
from tests.sandbox.browser import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with World.open(clock=clock) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(world: World) -> World:
    """A shop whose admin has started the bot, with one buyer."""
    await ask(world, ADMIN.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    return world
