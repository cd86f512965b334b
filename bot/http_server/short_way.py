"""The short way of the usual delivery: read, handled and answered without aiohttp.

A connection begins here. A request that isn't a usual delivery, in one piece and rightly signed,
goes the long way from its first byte, and so does all that follows on this connection: from then on
aiohttp alone speaks to the client (docs/decisions/connection-limits.md).
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from aiohttp.helpers import rfc822_formatted_time

from bot.http_server.limits import ConnectionLimiter, Limited
from bot.http_server.usual_request import Usual, UsualRequest

if TYPE_CHECKING:
    from bot.http_server.connection import Connection


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in JSON, encoded once and sent often; `status` is its number and words."""

    status: str
    body: bytes
    retry_after_seconds: int | None = None

    def encoded(self) -> bytes:
        """Return the bytes of the answer, as aiohttp would send them now."""
        seconds = self.retry_after_seconds
        retry = f"Retry-After: {seconds}\r\n" if seconds is not None else ""
        return (
            f"HTTP/1.1 {self.status}\r\nContent-Type: application/json; charset=utf-8\r\n{retry}"
            f"Content-Length: {len(self.body)}\r\nDate: {rfc822_formatted_time()}\r\n\r\n"
        ).encode() + self.body


@dataclass(frozen=True, slots=True)
class ShortWay:
    """The request that goes the short way, and what handles it."""

    request: UsualRequest
    is_right: Callable[[Usual], bool]
    """Whether the delivery is rightly signed; any other goes the long way."""
    receive: Callable[[bytes], Awaitable[Answer]]
    """Handles the body of one that is, and answers whatever happens."""


class ShortConnection(asyncio.Protocol):
    """A connection on which only usual deliveries have come so far, one after the other."""

    def __init__(
        self,
        way: ShortWay,
        limiter: ConnectionLimiter[Limited],
        make_long: "Callable[[float], Connection]",
    ) -> None:
        self._way = way
        self._limiter = limiter
        self._make_long = make_long
        """Makes the connection of the long way, whose head has so many seconds left."""
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._first_head_until: float | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._held = b""
        self.serving = False
        """True from a complete request until its answer."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        wire = cast("asyncio.Transport", transport)  # uvloop's own is none by its class
        self._transport = wire
        seconds = self._limiter.limits.header_seconds
        self._first_head_until = self._loop.time() + seconds
        if self._limiter.accept(self):
            # Any unread byte counts: else a full buffer could stay for as long as the client likes.
            wire.set_write_buffer_limits(high=0)
            self._deadline = self._loop.call_later(seconds, self._go_long, b"")
        else:
            self._go_long(b"")

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._limiter.remove(self)
        self._forget()

    def data_received(self, data: bytes) -> None:
        if self._transport is None:
            return
        if self.serving or self.is_unread:  # sent ahead: that waits until the answer is read
            self._held += data
            self._transport.pause_reading()
            return
        usual = self._way.request.read(data)
        if usual is None or not self._way.is_right(usual):
            self._go_long(data)
            return
        self._clear_deadline()
        self._first_head_until = None
        self.serving = True
        self._limiter.request_received(self)
        self._task = self._loop.create_task(self._serve(usual.body))

    def pause_writing(self) -> None:
        """The client doesn't read. It has some time for that, unless others need the connection."""
        seconds = self._limiter.limits.unread_seconds
        self._unread = self._loop.call_later(seconds, self.drop)
        self._limiter.waits_for_reader(self)

    def resume_writing(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        self._go_on()

    @property
    def is_unread(self) -> bool:
        """Whether the client leaves an answer unread."""
        return self._unread is not None

    def close(self) -> None:
        """Close after the answers that are written."""
        if self._transport is not None:
            self._transport.close()

    def drop(self) -> None:
        """Close at once, also where an answer was not read."""
        if self._transport is not None:
            self._transport.abort()

    async def _serve(self, body: bytes) -> None:
        answered = False
        try:
            answer = await self._way.receive(body)
            if self._transport is not None:
                self._transport.write(answer.encoded())
            answered = True
        finally:
            self.serving, self._task = False, None
            self._limiter.response_sent(self)
            if not answered:
                self.drop()
        self._go_on()

    def _go_on(self) -> None:
        """Go on with what was sent ahead, else wait for the next request."""
        if self._transport is None or self.serving or self.is_unread:
            return
        if self._held:
            self._transport.resume_reading()
            self._go_long(self._held)
        elif self._deadline is None:
            self._deadline = self._loop.call_later(self._limiter.limits.idle_seconds, self.close)

    def _go_long(self, data: bytes) -> None:
        """Let the connection go on the long way, with these bytes first."""
        transport, until = self._transport, self._first_head_until
        if transport is None or transport.is_closing():
            return
        left = self._limiter.limits.header_seconds
        if until is not None:
            left = max(0.0, until - self._loop.time())
        self._limiter.remove(self)
        self._forget()
        connection = self._make_long(left)
        transport.set_protocol(connection)
        connection.connection_made(transport)
        if data:
            connection.data_received(data)

    def _forget(self) -> None:
        self._transport, self._held = None, b""
        self._clear_deadline()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
