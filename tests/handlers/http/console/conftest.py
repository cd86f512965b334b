"""The console of a running app, and pages of it that are logged in.

`console` is Anna's page as a Mini App (a bearer), `tab` is hers in a browser (a cookie): both have
`get` and `post`. `browsers` opens it for others: `await browsers.by_telegram(SECOND_ADMIN.id)`.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.handlers.http.console.client import Browsers, Visitor


@pytest.fixture
async def browsers(world: World) -> AsyncIterator[Browsers]:
    async with AsyncExitStack() as stack:
        opened: list[aiohttp.ClientSession] = []

        def open_session() -> aiohttp.ClientSession:
            jar = aiohttp.CookieJar(unsafe=True)  # which keeps cookies of 127.0.0.1 too
            session = aiohttp.ClientSession(cookie_jar=jar)
            opened.append(session)
            stack.push_async_callback(session.close)
            return session

        yield Browsers(world, open_session)


@pytest.fixture
async def console(browsers: Browsers) -> Visitor:
    return await browsers.by_telegram(ADMIN.id)


@pytest.fixture
async def tab(browsers: Browsers) -> Visitor:
    return await browsers.by_link(ADMIN.id)


@pytest.fixture
async def helper(world: World, browsers: Browsers) -> Visitor:
    """The page of an admin who is no owner: Alice, whom Anna has added."""
    assert world.app is not None
    await world.app.deps.admins.add(Profile(BUYER.id, "Alice Brown", None, "en"), ADMIN.id)
    return await browsers.by_telegram(BUYER.id)
