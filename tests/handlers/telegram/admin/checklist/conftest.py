"""The new shop as a fixture."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.world import World
from tests.handlers.telegram.admin.checklist.new_shop import open_new_shop


@pytest.fixture
async def new_shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_new_shop(clock) as world:
        yield world
