"""The fixture for the sandbox's tests: a world with its page served."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.world import World
from tests.sandbox.world_fixtures import Site, serving


@pytest.fixture
async def site(world: World) -> AsyncIterator[Site]:
    async with serving(world) as served:
        yield served
