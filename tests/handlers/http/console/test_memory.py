"""Openings of the console and hours of its stream leave nothing behind in memory."""

import asyncio
import gc
import re
import tracemalloc

import aiohttp
import pytest
from aiohttp import hdrs

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from handlers.http.console.api.live import Rhythm
from tests.handlers.http.console.client import Browsers, Visitor, init_data
from tests.handlers.http.console.test_live import (
    NOTHING_NEW,
    _change,
    _line,
    _site,
    _stream,
    deps_of,
)

_OURS = [
    tracemalloc.Filter(inclusive=True, filename_pattern=f"*/{one}/*")
    for one in ("handlers/http", "bot/usecases", "bot/http_server", "storage", "aiohttp")
]
_MOST_BYTES = 200_000
"""The most that may be added: caches with a limit, as of regular expressions, still fill."""


def _bytes() -> int:
    gc.collect()
    found = tracemalloc.take_snapshot().filter_traces(_OURS)
    return sum(one.size for one in found.statistics("filename"))


async def _open(world: World, number: int) -> None:
    """Open the console as somebody does: its page, its words, a login, a call, and the stream."""
    async with aiohttp.ClientSession() as session:
        page = Visitor(session, world.app_url)
        async with session.get(f"{page.url}/console/") as answer:
            scripts = re.findall(r'src="([^"]+\.js)"', await answer.text())
        assert len(scripts) == 2
        for path in scripts:
            async with session.get(f"{page.url}/console/{path}") as answer:
                assert answer.status == 200
                await answer.read()
        opened = init_data(ADMIN.id, world.clock.now(), query_id=f"memory {number}")
        login = await page.post("login", {"init_data": opened})
        page.headers[hdrs.AUTHORIZATION] = f"Bearer {login.body['bearer']}"
        assert (await page.get("me")).status == 200
        async with _stream(page) as answer:
            assert (await _line(answer)).startswith(NOTHING_NEW)


@pytest.mark.long
async def test_two_hundred_openings_leave_nothing_behind(world: World) -> None:
    for number in range(50):
        await _open(world, number)
    tracemalloc.start()
    try:
        for number in range(50, 100):
            await _open(world, number)
        before = _bytes()
        for number in range(100, 300):
            await _open(world, number)
        async with asyncio.timeout(20):
            while deps_of(world).changes.open:
                await asyncio.sleep(0.05)
        assert _bytes() - before < _MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.long
async def test_an_hour_of_the_stream_leaves_nothing_behind(
    world: World, browsers: Browsers
) -> None:
    """An hour has 3,600 changes at most; here they come as fast as they can."""
    quick = Rhythm(lasts=1000, heartbeat=500, tick=0.01, shortest_gap=0, longest_gap=0)
    page = await browsers.by_telegram(ADMIN.id)
    async with _site(world, page, quick) as there, _stream(there) as answer:
        await _line(answer)

        async def news(times: int) -> None:
            for _ in range(times):
                await _change(world)
                assert b"changed" in await _line(answer)

        await news(300)
        tracemalloc.start()
        try:
            await news(300)
            before = _bytes()
            await news(3600)
            assert _bytes() - before < _MOST_BYTES
        finally:
            tracemalloc.stop()
