"""Fixtures for tests in which Tribute fails: a world whose bot doesn't wait long for it."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import open_impatient_world


@pytest.fixture
async def impatient_world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_impatient_world(clock) as world:
        yield world
