"""Raw connections, for what no proper HTTP client would send."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot

from bot import http_server
from bot.sandbox.world import PLAY_KEY, World
from handlers.http import TelegramDoor, build_http
from tests.bodies import sign

Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def dial(url: str) -> Wire:
    address = urlsplit(url)
    assert address.hostname is not None
    return await asyncio.open_connection(address.hostname, address.port)


@contextlib.asynccontextmanager
async def wired(url: str, count: int = 1) -> AsyncIterator[list[Wire]]:
    """So many connections at once, all of them gone at the end."""
    wires = [await dial(url) for _ in range(count)]
    try:
        yield wires
    finally:
        for _, writer in wires:
            writer.transport.abort()


@contextlib.asynccontextmanager
async def behind(world: World, *, body_seconds: float = 10, **limits: Any) -> AsyncIterator[str]:
    """The world's app once more on another port, with limits of the test's own."""
    telegram = TelegramDoor(Bot("1:unused"), world.app.dispatcher, None, lambda: None)
    app = build_http(world.app.deps, telegram, body_timeout_seconds=body_seconds)
    with http_server.bind("127.0.0.1", 0) as listening:
        async with http_server.serving(app, listening, http_server.Limits(**limits)) as url:
            yield url


def delivery(body: bytes, *, extra: str = "") -> bytes:
    """A signed webhook as it goes over the wire; the connection stays open."""
    head = (
        "POST /webhook/tribute HTTP/1.1\r\nHost: localhost\r\n"
        f"trbt-signature: {sign(body, PLAY_KEY)}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def head_of(wire: Wire) -> bytes:
    """The answer's status line and headers."""
    return await asyncio.wait_for(wire[0].readuntil(b"\r\n\r\n"), 5)


async def rest_of(wire: Wire) -> bytes:
    """All that comes until the other side hangs up."""
    return await asyncio.wait_for(wire[0].read(), 5)
