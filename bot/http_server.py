"""The HTTP server: listens, and limits slow, oversized and too many connections.

aiohttp limits neither the time that a request's head may take nor the number of connections, and
names itself and its version in every answer. Its public extension points for that are the protocol
of a connection, which is subclassed here, and the server's `request_factory`, called when a head is
complete (docs/decisions/connection-limits.md).
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
    """The limits of one process. A connection costs some 10 KB, with a body up to 80 KB."""

    header_seconds: float = 10.0
    """From connecting, or from a request's first byte, until its head is complete."""
    connections: int = 512
    """Well below the 1,024 files that a process may usually have open."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket on this port, or raise SettingsError, before anything else is begun."""
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
    """Serve behind the limiter and yield the address; at the end finish the requests under way."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    limiter = _ConnectionLimiter(limits or Limits())
    site = _Site(runner, listening, limiter)
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
        self, runner: web.AppRunner, listening: socket.socket, limiter: "_ConnectionLimiter"
    ) -> None:
        super().__init__(runner, listening, backlog=_BACKLOG)
        self._listening = listening
        self._limiter = limiter

    async def start(self) -> None:
        await web.BaseSite.start(self)
        server = self._runner.server
        if server is None:
            raise RuntimeError("set the runner up first")
        server.request_factory = _wrapped(server.request_factory)
        self._server = await asyncio.get_running_loop().create_server(
            lambda: _Connection(server, self._limiter), sock=self._listening, backlog=_BACKLOG
        )


class _ConnectionLimiter:
    """Counts the connections, and knows which of them have no complete request: longest first."""

    def __init__(self, limits: Limits) -> None:
        self.header_seconds = limits.header_seconds
        self._most = limits.connections
        self._connected: set[_Connection] = set()
        self._waiting: dict[_Connection, None] = {}
        self._closing = False
        self._changed = asyncio.Event()

    def accept(self, connection: "_Connection") -> bool:
        """Return whether this new connection may stay. At the limit, the one that has been longest
        without a complete request is closed for it: an honest request is complete in a moment.
        While all are being served, the new one is refused."""
        if len(self._connected) >= self._most:
            longest = next(iter(self._waiting), None)
            if longest is None:
                return False
            self.remove(longest)
            longest.force_close()
        self._connected.add(connection)
        self._waiting[connection] = None
        return True

    def request_received(self, connection: "_Connection") -> None:
        self._waiting.pop(connection, None)

    def response_sent(self, connection: "_Connection") -> None:
        if connection in self._connected:
            self._waiting[connection] = None
        if self._closing:
            connection.close()
        self._changed.set()

    def remove(self, connection: "_Connection") -> None:
        self._connected.discard(connection)
        self._waiting.pop(connection, None)
        self._changed.set()

    async def drain(self, timeout_seconds: float) -> None:
        """Close idle connections, and wait until the requests under way are answered. aiohttp's own
        shutdown reads no more: a body whose last bytes are on their way would be answered 408."""
        self._closing = True
        for idle in [one for one in self._connected if not one.serving]:
            idle.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_seconds):
                while any(one.serving for one in self._connected):
                    self._changed.clear()
                    await self._changed.wait()


class _Head:
    """The part of a request's head that has come so far. aiohttp limits the length of its lines and
    their number, each generously, and so doesn't limit the memory of many unfinished heads."""

    __slots__ = ("_bytes", "_end", "complete")

    def __init__(self) -> None:
        self._bytes = 0
        self._end = b""
        self.complete = False

    def too_long_with(self, data: bytes) -> bool:
        """Add these bytes, and return whether the head is now too long."""
        if self.complete:
            return False
        # Empty lines before a request don't belong to its head, and don't end it.
        joined = self._end + data if self._end else data.lstrip(b"\r\n")
        self.complete = _HEAD_ENDS in joined
        self._bytes += len(data)
        self._end = joined[-len(_HEAD_ENDS) + 1 :]
        return not self.complete and self._bytes > _LONGEST_HEAD_BYTES


class _Connection(web.RequestHandler):
    """One connection, which must send a request's head in time. Bodies have their own limit in
    `handlers.http.bodies`, and aiohttp's keep-alive limits the time between two requests."""

    def __init__(self, server: web.Server, limiter: _ConnectionLimiter) -> None:
        self.event_loop = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=self.event_loop,
            access_log=None,  # type: ignore[arg-type]  # as AppRunner passes it: none is written
            keepalive_timeout=_KEEPALIVE_SECONDS,
            auto_decompress=False,
            max_line_size=_LONGEST_LINE_BYTES,
            max_field_size=_LONGEST_LINE_BYTES,
            max_headers=_MOST_HEADERS,
        )
        self._limiter = limiter
        self.serving = False
        """True from a request's complete head until its answer."""
        self._deadline: asyncio.TimerHandle | None = None
        self._head = _Head()
        self._body: StreamReader | None = None
        """The body of the latest request; it may still be coming in when that was refused."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self._limiter.accept(self):
            self._set_deadline()
        else:
            self._reject("503 Service Unavailable", _FULL)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._limiter.remove(self)
        self._clear_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self.serving and (self._body is None or self._body.is_eof()):
            if self._head.too_long_with(data):
                self._reject("431 Request Header Fields Too Large", _LONG)
                return
            if self._deadline is None and not self._head.complete:
                self._set_deadline()
        super().data_received(data)

    def head_received(self, body: StreamReader) -> None:
        self.serving, self._body = True, body
        self._clear_deadline()
        body.on_eof(lambda: self._limiter.request_received(self))

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            self.serving = False
            self._head = _Head()
            self._limiter.response_sent(self)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer bytes that aren't HTTP. aiohttp itself would log and quote them."""
        if status >= 500:
            return super().handle_error(request, status, exc, message)
        refused = web.Response(status=status, body=_BAD, content_type="application/json")
        refused.force_close()
        return refused

    def _set_deadline(self) -> None:
        self._deadline = self.event_loop.call_later(self._limiter.header_seconds, self._time_out)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _time_out(self) -> None:
        self._reject("408 Request Timeout", _SLOW)

    def _reject(self, status: str, body: bytes) -> None:
        """Send a whole answer past aiohttp, which has no request yet, and close."""
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nRetry-After: 30\r\nConnection: close\r\n\r\n"
        )
        if self.transport is not None:
            self.transport.write(head.encode() + body)
        self.force_close()


def _wrapped(make: Any) -> Any:
    """Wrap aiohttp's request factory: note each complete head, and drop the server's name."""

    def make_request(
        message: RawRequestMessage,
        payload: StreamReader,
        protocol: _Connection,
        _writer: AbstractStreamWriter,
        task: "asyncio.Task[None]",
    ) -> web.BaseRequest:
        protocol.head_received(payload)
        writer = StreamWriter(protocol, protocol.event_loop, None, _drop_banner)
        request: web.BaseRequest = make(message, payload, protocol, writer, task)
        return request

    return make_request


async def _drop_banner(headers: "CIMultiDict[str]") -> None:
    headers.popall(hdrs.SERVER, None)
