"""The shipped Caddyfile and nginx site work in the real servers, in front of the real app."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from io import BytesIO
from urllib.parse import urlsplit

import aiohttp
import pytest
import structlog.testing

from bot.sandbox.world import PLAY_KEY, World
from handlers.http.bodies import BODY_TIMEOUT_SECONDS
from tests.bodies import purchase, sign
from tests.deploy.fronts import DEPLOY, caddy, dial, nginx
from tests.handlers.http.wire import delivery, served

TOKEN = "bearer-for-tests"
GOOD = purchase(1)

Front = Callable[..., AbstractAsyncContextManager[str]]


@pytest.fixture(params=[caddy, nginx], ids=["caddy", "nginx"])
def front(request) -> Front:
    return request.param


@pytest.fixture
async def world(clock) -> AsyncIterator[World]:
    async with World.open(clock=clock, api_token=TOKEN, trusted_proxies="127.0.0.1") as world:
        yield world


@contextlib.asynccontextmanager
async def client(from_address: str = "127.0.0.1") -> AsyncIterator[aiohttp.ClientSession]:
    """Yield a client that trusts any certificate, because Let's Encrypt gives none to a test."""
    connector = aiohttp.TCPConnector(ssl=False, local_addr=(from_address, 0))
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


def signed(body: bytes) -> dict[str, str]:
    return {"trbt-signature": sign(body, PLAY_KEY)}


def port_of(url: str) -> int:
    return urlsplit(url).port or 0


async def post(
    session: aiohttp.ClientSession, url: str, body: bytes | BytesIO = GOOD, **headers: str
) -> tuple[int, str]:
    right = signed(body) if isinstance(body, bytes) else {}
    headers = right | {name.replace("_", "-"): value for name, value in headers.items()}
    async with session.post(url + "/webhook/tribute", data=body, headers=headers) as answer:
        return answer.status, await answer.text()


async def test_good_requests_get_through_and_bad_ones_are_refused(front, world, tmp_path):
    """One start of the proxy serves all the requests of an ordinary day."""
    async with front(tmp_path, port_of(world.app_url)) as url, client() as session:
        assert await post(session, url) == (200, '{"status": "ok", "outcome": "applied"}')
        assert (await post(session, url, trbt_signature="0" * 64))[0] == 401
        assert (await post(session, url, b"x" * 64 * 1024))[0] == 200
        assert (await post(session, url, b"x" * (64 * 1024 + 1)))[0] == 413
        assert (await post(session, url, BytesIO(b"x" * 2_000_000)))[0] == 413
        assert (await post(session, url, Content_Encoding="gzip"))[0] == 415
        assert (await post(session, url, X_Long="x" * 20_000))[0] in {400, 431}
        for path, status in (("/webhook/telegram", 401), ("/healthz", 405), ("/nowhere", 404)):
            async with session.post(url + path, data=b"{}") as answer:
                assert answer.status == status
                assert not any(letter.isdigit() for letter in answer.headers.get("Server", ""))
        async with session.get(url + "/readyz") as answer:
            assert answer.status == 200
    db = world.app.deps.readiness.db
    assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events")) == 2


INTERNAL_PATHS = (
    "/api/v1/subscriptions/5",
    "//api/v1/subscriptions/5",
    "/%61pi/v1/subscriptions/5",
    "/api%2fv1/subscriptions/5",
    "/x/../api/v1/subscriptions/5",
    "/./api/v1/openapi.json",
    "/api/v1/plans",
    "/api/v1/plans?x=/webhook/tribute",
    "/metrics",
    "/%6detrics",
    "/api",
)


async def test_the_api_and_the_metrics_cannot_be_reached_from_outside(front, world, tmp_path):
    """Each spelling of the paths: one that passes the proxy must mean nothing to the bot."""
    async with front(tmp_path, port_of(world.app_url)) as url:
        for path in INTERNAL_PATHS:
            answer = await _raw(
                url,
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                f"Authorization: Bearer {TOKEN}\r\n\r\n".encode(),
            )
            assert answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 ")), path


async def test_a_webhook_for_another_host_is_refused_and_not_counted_as_delivered(
    front, world, tmp_path
):
    """Caddy alone would answer an empty 200 where the Host isn't that of the TLS connection."""
    async with front(tmp_path, port_of(world.app_url)) as url:
        for host in (
            "shop.example",
            "127.0.0.1",
            "localhost.example",
            f"shop.example:{port_of(url)}",
        ):
            request = delivery(GOOD, extra="Connection: close\r\n")
            answer = await _raw(url, request.replace(b"Host: localhost", b"Host: " + host.encode()))
            assert answer.startswith(b"HTTP/1.1 421 "), host
        for host in ("localhost", "LOCALHOST", f"localhost:{port_of(url)}"):
            request = delivery(GOOD, extra="Connection: close\r\n")
            answer = await _raw(url, request.replace(b"Host: localhost", b"Host: " + host.encode()))
            assert answer.startswith(b"HTTP/1.1 200 "), host
    db = world.app.deps.readiness.db
    assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events")) == 1


async def test_a_forged_x_forwarded_for_does_not_hide_the_sender(front, world, tmp_path):
    async with front(tmp_path, port_of(world.app_url)) as url, client("127.0.0.7") as session:
        with structlog.testing.capture_logs() as lines:
            forged = {"trbt_signature": "a" * 64, "X_Forwarded_For": "203.0.113.9"}
            assert (await post(session, url, **forged))[0] == 401
    [named] = [line["busiest"] for line in lines if "busiest" in line]
    assert named == "127.0.0.7"


async def test_the_proxy_does_not_repeat_a_post(front, tmp_path):
    """When the bot dies during a request, Tribute repeats it, not the proxy."""
    asked = 0

    async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        writer.transport.abort()

    async with await asyncio.start_server(die, "127.0.0.1", 0) as dying:
        app_port = dying.sockets[0].getsockname()[1]
        async with front(tmp_path, app_port) as url, client() as session:
            assert (await post(session, url))[0] == 502
    assert asked == 1


async def test_while_the_bot_is_down_tribute_gets_an_answer_that_it_retries(front, tmp_path):
    async with front(tmp_path, 9) as url, client() as session:
        assert (await post(session, url))[0] in {502, 503}


@pytest.mark.long
async def test_slow_clients_are_disconnected_and_do_not_delay_others(front, world, tmp_path):
    """The clients are slow before, in and after the head; with Caddy, more of them reach the bot
    than it accepts. None gets a 200, which Tribute would take for stored; on a machine that is held
    up Caddy's own limit may end first, which is a 504."""
    async with (
        served(world, body_seconds=0.3, connections=8) as app_url,
        front(tmp_path, port_of(app_url), "2s") as url,
        client() as session,
    ):
        slow = []
        for start in (b"", b"POST /webhook/tri", delivery(GOOD)[:-10]) * 10:
            slow.append(await dial(url))
            slow[-1][1].write(start)  # at once: Caddy's time limit begins with the connection
        assert (await post(session, url))[0] == 200
        # Not until the end: Go may take a body that it closed itself for a complete one, and then
        # keeps the connection for its idle time after the answer.
        for answer in await asyncio.gather(*(reader.read(4096) for reader, _ in slow)):
            errors = (b"HTTP/1.1 40", b"HTTP/1.1 502 ", b"HTTP/1.1 504 ")
            assert answer == b"" or answer.startswith(errors)
        for _, writer in slow:
            writer.transport.abort()


def test_caddy_waits_longer_for_a_body_than_the_bot_and_its_watchdog():
    """Caddy 2.6 answers 200 on its own where its time limit ends first."""
    caddyfile = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    unit = (DEPLOY / "tributary.service").read_text(encoding="utf-8")
    minutes = int(re.search(r"read_body (\d+)m", caddyfile)[1])
    watchdog_seconds = int(re.search(r"^WatchdogSec=(\d+)$", unit, re.MULTILINE)[1])
    assert minutes * 60 > watchdog_seconds + BODY_TIMEOUT_SECONDS


async def _raw(url: str, request: bytes) -> bytes:
    reader, writer = await dial(url)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.transport.abort()
    return answer
