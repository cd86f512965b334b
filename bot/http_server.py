"""The outer wall of HTTP: listens, and holds off strangers who are slow, greedy or too many.

aiohttp limits neither how long a request's head may take nor how many connect, and names itself and
its version in every answer. Its public seams for that are the protocol of a connection, which is
subclassed here, and the server's `request_factory`, called when a request's head is complete.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage, StreamWriter
from aiohttp.streams import StreamReader
from multidict import CIMultiDict

from bot.errors import SettingsError

_KEEPALIVE_SECONDS = 75.0
_SHUTDOWN_SECONDS = 15.0
_BACKLOG = 1024
_MOST_HEADERS = 64
_LONGEST_LINE_BYTES = 4096
_LONGEST_HEAD_BYTES = 16 * 1024
_HEAD_ENDS = b"\r\n\r\n"

_BAD = b'{"status": "error", "error": "bad request"}'
_SLOW = b'{"status": "error", "error": "the request took too long"}'
_LONG = b'{"status": "error", "error": "the head of the request is too long"}'
_FULL = b'{"status": "error", "error": "too many connections, please come again"}'


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process bears: a connection costs some 10 KB, with a body up to 80 KB."""

    header_seconds: float = 10.0
    """From connecting, or from a request's first byte, until its head is complete."""
    connections: int = 512
    """Well below the 1,024 files that a process may usually have open."""


def bind(host: str, port: int) -> socket.socket:
    """Take the port, so that a taken one is known before anything is begun."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise SettingsError(
            f"Can't listen on {host}:{port}: {error.strerror}; choose another HOST or PORT."
        ) from error


@contextlib.asynccontextmanager
async def serving(
    app: web.Application, listening: socket.socket, limits: Limits | None = None
) -> AsyncIterator[str]:
    """Serve behind the wall; the address. At the end requests under way are finished."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    wall = _Wall(limits or Limits())
    site = _Site(runner, listening, wall)
    try:
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
        await site.stop()
        await wall.nobody_is_served(_SHUTDOWN_SECONDS)
    finally:
        await runner.cleanup()


class _Site(web.SockSite):
    """A listening socket whose connections stand behind the wall."""

    def __init__(self, runner: web.AppRunner, listening: socket.socket, wall: "_Wall") -> None:
        super().__init__(runner, listening, backlog=_BACKLOG)
        self._listening = listening
        self._wall = wall

    async def start(self) -> None:
        await web.BaseSite.start(self)
        server = self._runner.server
        if server is None:
            raise RuntimeError("set the runner up first")
        server.request_factory = _noting(server.request_factory)
        self._server = await asyncio.get_running_loop().create_server(
            lambda: _Connection(server, self._wall), sock=self._listening, backlog=_BACKLOG
        )


class _Wall:
    """Who is connected, and who of them keeps us waiting for a whole request: longest first."""

    def __init__(self, limits: Limits) -> None:
        self.header_seconds = limits.header_seconds
        self._most = limits.connections
        self._connected: set[_Connection] = set()
        self._waiting: dict[_Connection, None] = {}
        self._closing = False
        self._answered = asyncio.Event()

    def admit(self, newcomer: "_Connection") -> bool:
        """Let one in. When full, whoever has kept us waiting longest makes room: an honest request
        is here in a moment. If all are being answered, nobody does, and the newcomer is refused."""
        if len(self._connected) >= self._most:
            longest = next(iter(self._waiting), None)
            if longest is None:
                return False
            self.left(longest)
            longest.force_close()
        self._connected.add(newcomer)
        self._waiting[newcomer] = None
        return True

    def has_asked(self, connection: "_Connection") -> None:
        self._waiting.pop(connection, None)

    def answered(self, connection: "_Connection") -> None:
        if connection in self._connected:
            self._waiting[connection] = None
        if self._closing:
            connection.close()
        self._answered.set()

    def left(self, connection: "_Connection") -> None:
        self._connected.discard(connection)
        self._waiting.pop(connection, None)
        self._answered.set()

    async def nobody_is_served(self, timeout_seconds: float) -> None:
        """Before the end: whoever is being served has so long to finish, and nobody begins anew.
        aiohttp's own shutdown reads no more: a body whose last bytes are on their way would be
        answered 408."""
        self._closing = True
        for idle in [one for one in self._connected if not one.serving]:
            idle.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_seconds):
                while any(one.serving for one in self._connected):
                    self._answered.clear()
                    await self._answered.wait()


class _Head:
    """How much of a request's head has come. aiohttp limits its lines and their number, each
    generously, and with that not what many unfinished heads hold in memory."""

    __slots__ = ("_bytes", "_end", "complete")

    def __init__(self) -> None:
        self._bytes = 0
        self._end = b""
        self.complete = False

    def too_long_with(self, data: bytes) -> bool:
        if self.complete:
            return False
        # Empty lines before a request are none of its head, and say nothing of its end.
        joined = self._end + data if self._end else data.lstrip(b"\r\n")
        self.complete = _HEAD_ENDS in joined
        self._bytes += len(data)
        self._end = joined[-len(_HEAD_ENDS) + 1 :]
        return not self.complete and self._bytes > _LONGEST_HEAD_BYTES


class _Connection(web.RequestHandler):
    """One connection. What it must send in time is a request's head; bodies have their own limit
    in `handlers.http.bodies`, and between two requests aiohttp's keep-alive has the watch."""

    def __init__(self, server: web.Server, wall: _Wall) -> None:
        self.clock = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=self.clock,
            access_log=None,  # type: ignore[arg-type]  # as AppRunner passes it: none is written
            keepalive_timeout=_KEEPALIVE_SECONDS,
            auto_decompress=False,
            max_line_size=_LONGEST_LINE_BYTES,
            max_field_size=_LONGEST_LINE_BYTES,
            max_headers=_MOST_HEADERS,
        )
        self._wall = wall
        self.serving = False
        """From a request's complete head until its answer."""
        self._deadline: asyncio.TimerHandle | None = None
        self._head = _Head()
        self._body: StreamReader | None = None
        """Of the latest request; it may still be coming in when that has been refused."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self._wall.admit(self):
            self._hurry()
        else:
            self._turn_away("503 Service Unavailable", _FULL)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._wall.left(self)
        self._relax()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self.serving and (self._body is None or self._body.is_eof()):
            if self._head.too_long_with(data):
                self._turn_away("431 Request Header Fields Too Large", _LONG)
                return
            if self._deadline is None and not self._head.complete:
                self._hurry()
        super().data_received(data)

    def head_is_complete(self, body: StreamReader) -> None:
        self.serving, self._body = True, body
        self._relax()
        body.on_eof(lambda: self._wall.has_asked(self))

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            self.serving = False
            self._head = _Head()
            self._wall.answered(self)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What isn't HTTP: aiohttp would log it with a traceback, and quote it in its answer."""
        if status >= 500:
            return super().handle_error(request, status, exc, message)
        refused = web.Response(status=status, body=_BAD, content_type="application/json")
        refused.force_close()
        return refused

    def _hurry(self) -> None:
        self._deadline = self.clock.call_later(self._wall.header_seconds, self._too_slow)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._turn_away("408 Request Timeout", _SLOW)

    def _turn_away(self, status: str, body: bytes) -> None:
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nRetry-After: 30\r\nConnection: close\r\n\r\n"
        )
        if self.transport is not None:
            self.transport.write(head.encode() + body)
        self.force_close()


def _noting(make: Any) -> Any:
    """Around aiohttp's request factory: a head is complete; the answer shall name no server."""

    def make_request(
        message: RawRequestMessage,
        payload: StreamReader,
        protocol: _Connection,
        _writer: AbstractStreamWriter,
        task: "asyncio.Task[None]",
    ) -> web.BaseRequest:
        protocol.head_is_complete(payload)
        writer = StreamWriter(protocol, protocol.clock, None, _drop_banner)
        request: web.BaseRequest = make(message, payload, protocol, writer, task)
        return request

    return make_request


async def _drop_banner(headers: "CIMultiDict[str]") -> None:
    headers.popall(hdrs.SERVER, None)
