"""The console behind the real Caddy and nginx: logins, cookies, the stream, pictures."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from aiohttp import hdrs, web
from aiohttp.test_utils import TestServer
from pydantic import BaseModel

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from handlers.http.bodies import read_body
from handlers.http.console.api.live import Rhythm
from handlers.http.console.api.route import Call, Route
from handlers.http.console.site import Site
from handlers.http.telegram_web import TELEGRAM_WEB
from storage import facts
from tests.deploy.fronts import DEPLOY, caddy, nginx
from tests.handlers.http.console.client import Visitor, init_data
from tests.handlers.http.wire import served
from tests.journeys.process import free_port

CHANGED, NOTHING_NEW = b'{"changed": true, ', b'{"changed": false, '

Front = Callable[..., AbstractAsyncContextManager[str]]


@pytest.fixture(params=[caddy, nginx], ids=["caddy", "nginx"])
def front(request: pytest.FixtureRequest) -> Front:
    made: Front = request.param
    return made


@dataclass
class Fronted:
    world: World
    page: Visitor
    """A page of a browser that reaches the bot only through the proxy."""


@pytest.fixture
async def fronted(front: Front, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Fronted]:
    """Yield the app behind a proxy, whose https address is its PUBLIC_URL."""
    port = free_port()
    async with (
        front(tmp_path, port) as url,
        World.open(clock=clock, port=port, public_url=url, trusted_proxies="127.0.0.1") as world,
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=False), cookie_jar=aiohttp.CookieJar(unsafe=True)
        ) as session,
    ):
        yield Fronted(world, Visitor(session, url))


async def _login(fronted: Fronted, query_id: str = "q") -> None:
    page = fronted.page
    opened = init_data(ADMIN.id, fronted.world.clock.now(), query_id=query_id)
    answer = await page.post("login", {"init_data": opened})
    assert answer.status == 200
    page.headers[hdrs.AUTHORIZATION] = f"Bearer {answer.body['bearer']}"


async def _change(world: World) -> None:
    assert world.app is not None
    await world.app.deps.readiness.db.write(lambda tx: facts.put(tx, "changed", "1"))


@contextlib.asynccontextmanager
async def _stream(page: Visitor) -> AsyncIterator[aiohttp.ClientResponse]:
    url = f"{page.url}/console/api/live"
    async with page.session.get(url, headers=page.headers) as answer:
        assert answer.status == 200
        yield answer


async def _line(answer: aiohttp.ClientResponse) -> bytes:
    async with asyncio.timeout(12):  # less than a heartbeat, which would let a gathered line out
        return await answer.content.readline()


async def test_the_cookie_of_a_link_is_for_https_alone(fronted: Fronted) -> None:
    assert fronted.world.app is not None
    token = await fronted.world.app.deps.console.make_link(ADMIN.id)
    answer = await fronted.page.post("login", {"token": token})
    assert answer.status == 200
    assert "Secure" in answer.headers[hdrs.SET_COOKIE].split("; ")
    assert (await fronted.page.get("me")).body["id"] == ADMIN.id
    evil = {hdrs.ORIGIN: "https://evil.example"}
    assert (await fronted.page.ask("POST", "logout", headers=evil)).refusal == (403, "cross-site")
    assert (await fronted.page.post("logout")).status == 204


async def test_the_page_is_asked_for_each_time_and_its_files_are_kept_for_good(
    fronted: Fronted,
) -> None:
    url = f"{fronted.page.url}/console/"
    async with fronted.page.session.get(url) as answer:
        assert answer.headers[hdrs.CACHE_CONTROL] == "no-store"
        named = set(re.findall(r'"(edition-[^"]+)"', await answer.text()))
    assert len(named) == 4
    for path in named:
        async with fronted.page.session.get(f"{url}{path}") as answer:
            assert answer.status == 200
            assert answer.headers[hdrs.CACHE_CONTROL] == "private, max-age=31536000, immutable"
            assert answer.headers[hdrs.CONTENT_ENCODING] == "gzip"


async def test_each_line_of_the_stream_gets_through_at_once(fronted: Fronted) -> None:
    """A proxy that gathers the lines would keep the first one back for ever."""
    await _login(fronted)
    async with _stream(fronted.page) as answer:
        assert (await _line(answer)).startswith(NOTHING_NEW)
        for _ in range(2):
            await _change(fronted.world)
            assert (await _line(answer)).startswith(CHANGED)


@pytest.mark.long
async def test_a_page_that_closes_is_noticed_behind_the_proxy(fronted: Fronted) -> None:
    assert fronted.world.app is not None
    changes = fronted.world.app.deps.changes
    await _login(fronted)
    async with _stream(fronted.page) as answer:
        await answer.content.readline()
        assert changes.open == 1
        answer.close()
    async with asyncio.timeout(20):
        while changes.open:
            await asyncio.sleep(0.02)


class Size(BaseModel):
    bytes: int


async def _count(call: Call) -> Size:
    return Size(bytes=len(await read_body(call.request, 10_000_000, 30)))


async def test_a_picture_gets_through(front: Front, clock: FixedClock, tmp_path: Path) -> None:
    """nginx keeps everything else to a megabyte."""
    port = free_port()
    routes = [Route("POST", "picture", Size, _count, raw=True)]
    async with front(tmp_path, port) as url, World.open(clock=clock, public_url=url) as world:
        assert world.app is not None
        site = Site(world.app.deps, TELEGRAM_WEB, routes)
        app = web.Application()
        app.router.add_route("*", "/console/{path:.*}", site.handle)
        connector = aiohttp.TCPConnector(ssl=False)
        async with TestServer(app, port=port), aiohttp.ClientSession(connector=connector) as client:
            fronted = Fronted(world, Visitor(client, url))
            await _login(fronted)
            sent = {hdrs.ORIGIN: url}
            answer = await fronted.page.ask(
                "POST", "picture", headers=sent, data=BytesIO(b"x" * 10_000_000)
            )
            assert (answer.status, answer.body) == (200, {"bytes": 10_000_000})


COPY_BYTES = 24_000_000
"""More than both proxies and the kernel hold."""


async def _make_large(world: World) -> None:
    assert world.app is not None
    await world.app.deps.readiness.db.write(
        lambda tx: tx.execute(
            "INSERT INTO facts (name, value) VALUES ('large', hex(randomblob(?)))",
            (COPY_BYTES // 2,),
        )
    )


@pytest.mark.long
async def test_a_download_on_a_slow_line_gets_through_whole(
    front: Front, clock: FixedClock, tmp_path: Path
) -> None:
    """It takes longer than each limit that the proxy and the bot have for what stands still."""
    port = free_port()
    async with (
        front(tmp_path, port, "1s") as url,
        World.open(clock=clock, public_url=url, admin_ids=str(ADMIN.id)) as world,
        served(world, port=port, unread_seconds=0.2),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session,
    ):
        await _make_large(world)
        fronted = Fronted(world, Visitor(session, url))
        await _login(fronted)
        async with session.get(f"{url}/console/api/backup", headers=fronted.page.headers) as copy:
            assert copy.status == 200
            read, began = 0, asyncio.get_running_loop().time()
            async for piece in copy.content.iter_chunked(100_000):
                read += len(piece)
                if asyncio.get_running_loop().time() - began < 3:
                    await asyncio.sleep(0.05)
        assert read == copy.content_length
        assert read > COPY_BYTES


@pytest.mark.long
@pytest.mark.timeout(150)
async def test_a_quiet_stream_ends_before_the_proxy_cuts_it(fronted: Fronted) -> None:
    """It takes the whole time of a stream: what is tested is that of the shipped files."""
    await _login(fronted)
    async with _stream(fronted.page) as answer, asyncio.timeout(Rhythm().lasts + 25):
        beats = await answer.content.read()  # raises where the stream is cut
    assert beats.count(b"\n") >= Rhythm().lasts / Rhythm().heartbeat - 2


def test_nginx_keeps_no_download_on_the_disk() -> None:
    """A copy of a large shop would fill a small one. No test sees the file: nginx removes its name
    at once."""
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert "proxy_max_temp_file_size 0;" in site.split("location /console/")[1]


def test_a_stream_is_shorter_than_the_limits_of_the_shipped_files() -> None:
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    caddyfile = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "proxy_read_timeout 30s;" in site
    assert not re.search(r"^\s*write ", caddyfile, re.MULTILINE), "it limits whole answers"
    assert Rhythm().heartbeat < 30 / 1.5
    assert Rhythm().lasts < 120 - Rhythm().heartbeat, "Caddyfiles of owners may have a write 2m"
