"""Raw connections, for requests that no proper HTTP client would send."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot

from bot import http_server
from bot.sandbox.world import PLAY_KEY, World
from handlers.http import TelegramEndpoint, build_http
from tests.bodies import sign

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def connect(url: str) -> Connection:
    address = urlsplit(url)
    assert address.hostname is not None
    return await asyncio.open_connection(address.hostname, address.port)


@contextlib.asynccontextmanager
async def connected(url: str, count: int = 1) -> AsyncIterator[list[Connection]]:
    """Open this many connections and abort all of them at the end."""
    wires = [await connect(url) for _ in range(count)]
    try:
        yield wires
    finally:
        for _, writer in wires:
            writer.transport.abort()


@contextlib.asynccontextmanager
async def served(
    world: World, *, port: int = 0, body_seconds: float = 10, is_short: bool = True, **limits: Any
) -> AsyncIterator[str]:
    """Serve the app of the world on one more port, with these limits, and yield the URL; without
    the short way where a test says so."""
    telegram = TelegramEndpoint(Bot("1:unused"), world.app.dispatcher, None, lambda: None)
    app, way = build_http(world.app.deps, telegram, body_timeout_seconds=body_seconds)
    most = http_server.Limits(**limits)
    with http_server.bind("127.0.0.1", port) as listening:
        async with http_server.serving(app, listening, most, way if is_short else None) as url:
            yield url


def delivery(body: bytes, *, extra: str = "") -> bytes:
    """Return the bytes of a request with a signed webhook that keeps the connection open."""
    head = (
        "POST /webhook/tribute HTTP/1.1\r\nHost: localhost\r\n"
        f"trbt-signature: {sign(body, PLAY_KEY)}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def head_of(wire: Connection) -> bytes:
    """Return the status line and the headers of the answer."""
    return await asyncio.wait_for(wire[0].readuntil(b"\r\n\r\n"), 15)


async def rest_of(wire: Connection) -> bytes:
    """Return everything that comes until the other side closes."""
    return await asyncio.wait_for(wire[0].read(), 9)


async def deaf_to(url: str) -> socket.socket:
    """Return a connection whose client reads nothing."""
    address = urlsplit(url)
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    wire.settimeout(0)
    await asyncio.get_running_loop().sock_connect(wire, (address.hostname, address.port))
    return wire


def is_closed(wire: socket.socket) -> bool:
    try:
        return wire.send(b"G") == 0
    except BlockingIOError:
        return False
    except OSError:
        return True
