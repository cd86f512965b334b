"""The fixtures for the sandbox's tests: a world with its page served, and starts without menus."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.world import World
from tests.menus import no_menus_but_where_a_test_looks
from tests.sandbox.world_fixtures import Site, serving

__all__ = ["no_menus_but_where_a_test_looks", "site"]


@pytest.fixture
async def site(world: World) -> AsyncIterator[Site]:
    async with serving(world) as served:
        yield served
