"""The HTTP server: listens, and limits slow, oversized and too many connections.

aiohttp limits neither the time that a request's head may take nor the number of connections, queues
pipelined requests, and names itself and its version in every answer. Its public extension points
for that are the protocol of a connection, which is subclassed in `connection.py`, and the server's
`request_factory`, called when a head is complete (docs/decisions/connection-limits.md).
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from functools import partial

from aiohttp import web

from bot.errors import SettingsError
from bot.http_server.connection import Connection, noting_heads
from bot.http_server.limits import ConnectionLimiter, Limited, Limits, backlog
from bot.http_server.short_way import ShortConnection, ShortWay

__all__ = ["Limits", "bind", "serving"]

_SHUTDOWN_SECONDS = 15.0
_KERNEL_BUFFERS = {socket.SO_RCVBUF: 32 * 1024, socket.SO_SNDBUF: 16 * 1024}
"""Asked of the kernel for each connection; it doubles these for its own needs. One read then has at
most 48 KiB, however much a client sends ahead, and few answers wait for one that doesn't read."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket on this port, or raise SettingsError, before anything else is begun."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=backlog())
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (")  # the address again, in brackets
        raise SettingsError(
            f"Can't listen on {host}:{port}: {reason}; choose another HOST or PORT."
        ) from error
    for buffer, size in _KERNEL_BUFFERS.items():  # connections inherit them
        listening.setsockopt(socket.SOL_SOCKET, buffer, size)
    return listening


@contextlib.asynccontextmanager
async def serving(
    app: web.Application,
    listening: socket.socket,
    limits: Limits | None = None,
    short_way: ShortWay | None = None,
) -> AsyncIterator[str]:
    """Serve behind the limiter and yield the address; at the end finish the requests under way."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    limiter: ConnectionLimiter[Limited] = ConnectionLimiter(limits or Limits())
    site = _Site(runner, listening, limiter, short_way)
    try:
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
        await site.stop()
        await limiter.drain(_SHUTDOWN_SECONDS)
    finally:
        await runner.cleanup()


class _Site(web.SockSite):
    """A listening socket whose connections are counted by the limiter."""

    def __init__(
        self,
        runner: web.AppRunner,
        listening: socket.socket,
        limiter: ConnectionLimiter[Limited],
        short_way: ShortWay | None,
    ) -> None:
        super().__init__(runner, listening, backlog=backlog())
        self._listening = listening
        self._limiter = limiter
        self._short_way = short_way

    async def start(self) -> None:
        await web.BaseSite.start(self)
        server = self._runner.server
        if server is None:
            raise RuntimeError("set the runner up first")
        server.request_factory = noting_heads(server.request_factory)
        make_long = partial(Connection, server, self._limiter)
        make: Callable[[], ShortConnection | Connection] = make_long
        if self._short_way is not None:
            make = partial(ShortConnection, self._short_way, self._limiter, make_long)
        self._server = await asyncio.get_running_loop().create_server(
            make, sock=self._listening, backlog=backlog()
        )
