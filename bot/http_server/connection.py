"""One connection: its requests are handled one by one, and nothing of it may take for ever."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage, StreamWriter
from aiohttp.streams import StreamReader
from multidict import CIMultiDict

from bot.http_server.framing import Body, Head
from bot.http_server.limits import ConnectionLimiter, Limited

_MOST_HEADERS = 64
_LONGEST_LINE_BYTES = 4096
_ONE_READ_BYTES = 64 * 1024

_BAD = b'{"status": "error", "error": "bad request"}'
_SLOW = b'{"status": "error", "error": "the request took too long"}'
_LONG = b'{"status": "error", "error": "the head of the request is too long"}'
_FULL = b'{"status": "error", "error": "too many connections, please come again"}'


class Connection(web.RequestHandler):
    """One connection, which must send a request's head in time. Bodies have their own limit in
    `handlers.http.bodies`, and aiohttp's keep-alive limits the time between two requests.

    aiohttp would parse and queue whatever a client sends ahead (pipelining). Here it gets the bytes
    of one request; the rest of a read is held until that is answered, and no more is read.
    """

    def __init__(
        self,
        server: web.Server,
        limiter: ConnectionLimiter[Limited],
        head_seconds: float | None = None,
    ) -> None:
        self.event_loop = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=self.event_loop,
            access_log=None,  # type: ignore[arg-type]  # as AppRunner passes it: none is written
            keepalive_timeout=limiter.limits.idle_seconds,
            auto_decompress=False,
            max_line_size=_LONGEST_LINE_BYTES,
            max_field_size=_LONGEST_LINE_BYTES,
            max_headers=_MOST_HEADERS,
        )
        self._limiter = limiter
        self._head_seconds = head_seconds
        """The time that the first head has left, where some of it is over."""
        self.serving = False
        """True from a request's complete head until its answer."""
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._unread_seconds = limiter.limits.unread_seconds
        """The time that the client has to go on reading the answer under way."""
        self._wire: asyncio.Transport | None = None
        """The transport, also after aiohttp has let go of it."""
        self._held = b""
        self._is_holding = False
        self._is_passing = False
        self._head = Head()
        self._body: Body | None = None
        """The body of the latest request, which may still be coming in after that was refused; None
        while aiohttp has the complete head and has not begun to handle it."""
        self._body_waits = False
        """Whether the body's reader is too slow for more bytes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._wire = self.transport
        if self._wire is not None:
            # Any unread byte counts: else a full buffer could stay for as long as the client likes.
            self._wire.set_write_buffer_limits(high=0)
        if self._limiter.accept(self):
            self._set_deadline()
        else:
            self._reject("503 Service Unavailable", _FULL)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._limiter.remove(self)
        self._clear_deadline()
        self._clear_unread()
        self._held = b""
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not data:  # aiohttp goes on with the bytes that it has already
            super().data_received(data)
            return
        self._held = self._held + data if self._held else data
        self._pass_on()

    def pause_reading(self) -> None:
        self._body_waits = True
        super().pause_reading()

    def resume_reading(self, resume_parser: bool = True) -> None:
        self._body_waits = False
        super().resume_reading(resume_parser)
        if self._held:
            self._pass_on()

    def pause_writing(self) -> None:
        """The client doesn't read. It has some time for that, unless others need the connection."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.event_loop.call_later(self._unread_seconds, self.drop)
        self._limiter.waits_for_reader(self)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._clear_unread()
        if self.serving:
            self._limiter.request_received(self)

    def begin_download(self) -> None:
        """Give the client more time to go on reading the answer that begins now."""
        self._unread_seconds = self._limiter.limits.download_seconds

    @property
    def is_unread(self) -> bool:
        """Whether the client leaves an answer unread."""
        return self._unread is not None

    def drop(self) -> None:
        """Close at once, also where an answer was not read."""
        self._held = b""
        self.force_close()
        if self._unread is not None and self._wire is not None:
            self._wire.abort()

    def head_received(self, message: RawRequestMessage, stream: StreamReader) -> None:
        """Note that a request is being handled from now on, and pass its body on."""
        self.serving, self._body = True, Body(message, stream)
        self._clear_deadline()
        self._pass_on()
        stream.on_eof(lambda: self._limiter.request_received(self))

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            self.serving = False
            self._unread_seconds = self._limiter.limits.unread_seconds
            self._limiter.response_sent(self)
            if self._body is not None and self._body.broken:
                self.force_close()
            self._pass_on()

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

    def _pass_on(self) -> None:
        """Pass on what belongs to the request under way, or else begin the next one; hold the rest
        and read no more until there is use for it."""
        if self._is_passing:  # aiohttp goes on with a body that has ended just now
            return
        self._is_passing = True
        data, at = self._held, 0
        while self.transport is not None:
            if self._body is not None and self._body.complete and not self.serving:
                self._head, self._body = Head(), None
            count = self._next_bytes(data, at) if at < len(data) else 0
            if count == 0:
                break
            super().data_received(data[at : at + count])
            at += count
            if self._body is not None and not self._body.complete and self._messages:
                self._body.fail()  # aiohttp has queued a mistake that it found in this body
        if self._body is not None and self._body.broken:
            self._refuse_body(self._body)
            at = len(data)
        self._held = data[at:] if self.transport is not None else b""
        self._is_passing = False
        self._hold()

    def _next_bytes(self, data: bytes, at: int) -> int:
        """Return how many bytes from there on aiohttp may have now."""
        if not self._head.complete:
            count = self._head.take(data[at:])
            if self._head.too_long:
                self._reject("431 Request Header Fields Too Large", _LONG)
                return 0
            if self._deadline is None and not self._head.complete:
                self._set_deadline()
            return count
        if self._body is None or self._body_waits or self._body.complete or self._body.broken:
            return 0
        return self._body.take(data, at)

    def _refuse_body(self, body: Body) -> None:
        """Let the request under way be answered, then close; without one, close."""
        if self.serving:
            body.fail()
        else:
            self.force_close()

    def _hold(self) -> None:
        """Stop reading while bytes are held, and go on afterwards.

        A body that came together with its head is held only until aiohttp takes up the head, in a
        moment: to stop reading for that would cost a tenth of the whole request. Requests that were
        sent ahead are held throughout, also between the end of one and the beginning of the next.
        """
        wire, was_holding = self.transport, self._is_holding
        is_new = self._body is None and not was_holding and len(self._held) <= _ONE_READ_BYTES
        self._is_holding = bool(self._held) and not is_new
        if wire is None:
            return
        if self._is_holding:
            wire.pause_reading()
        elif was_holding and not self._body_waits:
            wire.resume_reading()

    def _set_deadline(self) -> None:
        seconds, self._head_seconds = self._head_seconds, None
        if seconds is None:
            seconds = self._limiter.limits.header_seconds
        self._deadline = self.event_loop.call_later(seconds, self._time_out)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _clear_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _time_out(self) -> None:
        self._reject("408 Request Timeout", _SLOW)

    def _reject(self, status: str, body: bytes) -> None:
        """Send a whole answer past aiohttp, which has no request yet, and close."""
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nRetry-After: 30\r\nConnection: close\r\n\r\n"
        )
        self._held = b""
        if self.transport is not None:
            self.transport.write(head.encode() + body)
        self.force_close()


def noting_heads(make: Callable[..., web.BaseRequest]) -> Any:
    """Wrap aiohttp's request factory: note each complete head, and drop the server's name."""

    def make_request(
        message: RawRequestMessage,
        payload: StreamReader,
        protocol: Connection,
        _writer: AbstractStreamWriter,
        task: "asyncio.Task[None]",
    ) -> web.BaseRequest:
        protocol.head_received(message, payload)
        writer = StreamWriter(protocol, protocol.event_loop, None, _drop_banner)
        return make(message, payload, protocol, writer, task)

    return make_request


async def _drop_banner(headers: "CIMultiDict[str]") -> None:
    headers.popall(hdrs.SERVER, None)
