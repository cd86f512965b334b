"""A world whose bot does not wait long for Tribute, for the tests in which it fails."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import open_impatient_world


@pytest.fixture
async def impatient_world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_impatient_world(clock) as world:
        yield world
