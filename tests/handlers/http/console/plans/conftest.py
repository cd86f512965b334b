"""A shop with two plans, which the tests of the page arrange."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.world import World
from tests.handlers.telegram.talk import open_world
from tests.plans import TWO_PLANS


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world
