"""The stream of changes: news after commits, spaced; it ends with page, session and bot."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import aiohttp
import pytest
from aiohttp import hdrs, web
from aiohttp.test_utils import TestServer

from bot.clock import FixedClock
from bot.deps import Deps
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.http.console.api import live, me
from handlers.http.console.api.live import MOST, MOST_OF_SESSION, Gaps, Rhythm
from handlers.http.console.site import Site
from handlers.http.telegram_web import TELEGRAM_WEB
from storage import facts
from tests.handlers.http.console.client import Browsers, Visitor

CHANGED, NOTHING_NEW = b'{"changed": true, ', b'{"changed": false, '
QUICK = Rhythm(lasts=30, heartbeat=20, tick=0.01, shortest_gap=0.01, longest_gap=0.02)


def deps_of(world: World) -> Deps:
    assert world.app is not None
    return world.app.deps


async def _change(world: World) -> None:
    db = deps_of(world).readiness.db
    await db.write(lambda tx: facts.put(tx, "changed", "1"))


async def _until(condition: object) -> None:
    async with asyncio.timeout(20):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.005)


@asynccontextmanager
async def _site(world: World, visitor: Visitor, rhythm: Rhythm) -> AsyncIterator[Visitor]:
    """Yield this page of a console whose streams have another rhythm."""
    site = Site(deps_of(world), TELEGRAM_WEB, [*live.routes(rhythm), *me.routes()])
    app = web.Application()
    app.router.add_route("*", "/console/{path:.*}", site.handle)
    async with TestServer(app) as server:
        yield replace(visitor, url=str(server.make_url("/")).rstrip("/"))


@asynccontextmanager
async def _stream(
    visitor: Visitor, seen: str | None = None
) -> AsyncIterator[aiohttp.ClientResponse]:
    url = f"{visitor.url}/console/api/live{'' if seen is None else f'?seen={seen}'}"
    async with visitor.session.get(url, headers=visitor.headers) as answer:
        yield answer


async def _line(answer: aiohttp.ClientResponse) -> bytes:
    async with asyncio.timeout(20):
        return await answer.content.readline()


async def test_a_commit_is_news_at_once(world: World, console: Visitor) -> None:
    async with _stream(console) as answer:
        assert answer.status == 200
        assert answer.headers[hdrs.CONTENT_TYPE] == "application/x-ndjson; charset=utf-8"
        assert answer.headers["X-Accel-Buffering"] == "no"
        assert answer.headers[hdrs.CACHE_CONTROL] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (await _line(answer)).startswith(NOTHING_NEW)
        await _change(world)
        assert (await _line(answer)).startswith(CHANGED)


async def _version(answer: aiohttp.ClientResponse) -> str:
    return str(json.loads(await _line(answer))["version"])


async def test_a_page_that_comes_again_hears_whether_it_has_missed_anything(
    world: World, console: Visitor, clock: FixedClock
) -> None:
    async with _stream(console) as answer:
        opened = await _version(answer)
        await _change(world)
        seen = await _version(answer)
    assert seen != opened
    async with _stream(console, seen) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
    await _until(lambda: deps_of(world).changes.open == 0)
    await _change(world)  # while nobody watches
    for missed in (seen, opened, "of-another-process", ""):
        async with _stream(console, missed) as answer:
            line = await _line(answer)
            assert line.startswith(CHANGED)
        await _until(lambda: deps_of(world).changes.open == 0)
    async with _stream(console, json.loads(line)["version"]) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)


async def test_another_day_and_another_process_are_changes(
    world: World, console: Visitor, clock: FixedClock
) -> None:
    changes, today = deps_of(world).changes, date(2026, 5, 12)
    seen = changes.version(today)
    assert changes.version(today) == seen
    assert changes.version(today + timedelta(days=1)) != seen
    await world.restart_app()
    assert deps_of(world).changes.version(today) != seen


async def test_what_a_page_says_it_knows_is_bounded(console: Visitor) -> None:
    assert (await console.get(f"live?seen={65 * 'a'}")).refusal == (400, "bad-request")


async def test_many_commits_are_one_news(world: World, console: Visitor) -> None:
    slow = replace(QUICK, shortest_gap=1000, longest_gap=1000, heartbeat=0.5)
    async with _site(world, console, slow) as page, _stream(page) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        for _ in range(20):
            await _change(world)
        assert (await _line(answer)).startswith(CHANGED)
        assert await _line(answer) == b"\n"


async def test_news_that_comes_in_the_gap_is_told_after_it(world: World, console: Visitor) -> None:
    rhythm = replace(QUICK, shortest_gap=0.3, longest_gap=0.3)
    async with _site(world, console, rhythm) as page, _stream(page) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        await _change(world)
        assert (await _line(answer)).startswith(CHANGED)
        await _change(world)
        assert (await _line(answer)).startswith(CHANGED)


def test_gaps_widen_while_there_is_always_news_and_are_short_again_after_quiet() -> None:
    rhythm = Rhythm(shortest_gap=1, longest_gap=8)
    gaps, now, chosen = Gaps(rhythm, lambda: 0.5), 1000.0, []
    for quiet in (0, 0, 0.5, 0, 0, 8, 0.5, 5):
        gaps.sent(now)
        chosen.append(gaps.next_at - now)
        now = gaps.next_at + quiet
    assert chosen == [1, 2, 4, 8, 8, 8, 1, 2]


def test_pages_that_were_opened_together_do_not_stay_together() -> None:
    later = []
    for chance in (0.0, 0.4, 1.0):
        gaps = Gaps(Rhythm(shortest_gap=8, longest_gap=8), lambda chance=chance: chance)
        gaps.sent(1000)
        later.append(gaps.next_at)
    assert later == pytest.approx([1006, 1007.6, 1010])


async def test_a_quiet_stream_has_heartbeats_and_ends_in_time(
    world: World, console: Visitor
) -> None:
    rhythm = replace(QUICK, heartbeat=0.05, lasts=1)
    async with _site(world, console, rhythm) as page, _stream(page) as answer:
        async with asyncio.timeout(20):
            first, _, beats = (await answer.content.read()).partition(b"\n")
        assert first.startswith(NOTHING_NEW)
        assert set(beats) == {ord("\n")}
        assert len(beats) > 2
    assert deps_of(world).changes.open == 0


async def test_it_costs_nothing_while_nobody_looks(world: World, console: Visitor) -> None:
    changes = deps_of(world).changes
    followers = changes._db._connection.listeners._on_change
    before = list(followers)
    async with AsyncExitStack() as stack:
        for _ in range(3):
            await _line(await stack.enter_async_context(_stream(console)))
        assert (changes.open, len(followers)) == (3, len(before) + 1)
    await _until(lambda: changes.open == 0)
    assert list(followers) == before


async def test_a_closed_page_is_noticed_although_nothing_happens(
    world: World, console: Visitor
) -> None:
    silent = replace(QUICK, heartbeat=1000, lasts=1000)
    changes = deps_of(world).changes
    async with _site(world, console, silent) as page:
        async with _stream(page) as answer:
            await _line(answer)
            assert changes.open == 1
            answer.close()
        await _until(lambda: changes.open == 0)


async def test_it_ends_when_the_admin_is_removed(world: World, helper: Visitor) -> None:
    silent = replace(QUICK, heartbeat=1000, lasts=1000)
    async with _site(world, helper, silent) as page, _stream(page) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        await deps_of(world).admins.remove(BUYER.id, ADMIN.id)
        async with asyncio.timeout(20):
            await answer.content.read()


async def test_it_ends_when_the_session_does(
    world: World, console: Visitor, clock: FixedClock
) -> None:
    rhythm = replace(QUICK, heartbeat=0.05, lasts=1000)
    async with _site(world, console, rhythm) as page:
        async with _stream(page) as answer:
            assert (await _line(answer)).startswith(NOTHING_NEW)
            assert (await page.post("logout")).status == 204
            async with asyncio.timeout(20):
                await answer.content.read()
        assert (await page.get("live")).refusal == (401, "session")


async def test_it_ends_after_eight_hours(world: World, console: Visitor, clock: FixedClock) -> None:
    rhythm = replace(QUICK, heartbeat=0.05, lasts=1000)
    async with _site(world, console, rhythm) as page, _stream(page) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        clock.move(8 * 3600)
        async with asyncio.timeout(20):
            await answer.content.read()


async def test_a_session_has_a_few_streams_and_the_bot_some(
    world: World, browsers: Browsers
) -> None:
    changes = deps_of(world).changes
    async with AsyncExitStack() as stack:
        pages = [await browsers.by_link(ADMIN.id) for _ in range(MOST // MOST_OF_SESSION + 1)]
        for page in pages[:-1]:
            for _ in range(MOST_OF_SESSION):
                answer = await stack.enter_async_context(_stream(page))
                assert (await _line(answer)).startswith(NOTHING_NEW)
            if page is pages[0]:
                refused = await page.get("live")
                assert refused.refusal == (429, "too-many")
                assert refused.headers[hdrs.RETRY_AFTER] == "30"
        assert changes.open == MOST
        assert (await pages[-1].get("live")).refusal == (429, "too-many")
    await _until(lambda: changes.open == 0)
    async with _stream(pages[-1]) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)


async def test_a_stop_does_not_wait_for_it(world: World, console: Visitor) -> None:
    """The server waits 15 seconds for requests under way, and no stream is one of them."""
    async with _stream(console) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        async with asyncio.timeout(14):
            await world.stop_app()
        assert await answer.content.read() == b""


async def test_few_connections_are_left_to_webhooks(
    world: World, console: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "affordable_connections", lambda: 16)
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await _line(await stack.enter_async_context(_stream(console)))
        assert (await console.get("live")).refusal == (429, "too-many")


async def test_each_answer_has_the_version_of_the_shop_that_it_shows(
    world: World, console: Visitor
) -> None:
    shown = (await console.get("overview", days=30)).headers["Shop-Version"]
    async with _stream(console, shown) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
    await _change(world)
    async with _stream(console, shown) as answer:
        assert (await _line(answer)).startswith(CHANGED)
