"""One full shop for all views of a process, and a tab for each reader and size: views are looked at
and change nothing."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest_asyncio
from playwright.async_api import Browser

from bot.clock import FixedClock
from bot.sandbox.world import World
from tests.conftest import NOW
from tests.console.matrix.full_shop import fill
from tests.console.matrix.tabs import Tabs
from tests.plans import TWO_PLANS


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def full_shop() -> AsyncIterator[World]:
    async with World.open(clock=FixedClock(NOW), tariffs=TWO_PLANS) as world:
        await fill(world)
        yield world


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tabs(browser: Browser, full_shop: World) -> AsyncIterator[Tabs]:
    async with AsyncExitStack() as stack:
        yield Tabs(browser, full_shop, stack)
