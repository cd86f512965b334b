"""Finds where a request begins and ends in the bytes of a connection."""

import re

from aiohttp import hdrs, web
from aiohttp.http import RawRequestMessage
from aiohttp.streams import StreamReader

LONGEST_HEAD_BYTES = 16 * 1024
_END = b"\r\n\r\n"
_LONGEST_LINE_BYTES = 1024
_MOST_LINES_BYTES = 4 * 1024
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})(;.*)?\r\n")


class Head:
    """The part of a request's head that has come so far. aiohttp limits the length of its lines and
    their number, each generously, and so doesn't limit the memory of many unfinished heads."""

    __slots__ = ("_bytes", "_tail", "complete")

    def __init__(self) -> None:
        self._bytes = 0
        self._tail = b""
        self.complete = False

    @property
    def too_long(self) -> bool:
        return self._bytes > LONGEST_HEAD_BYTES

    def take(self, data: bytes) -> int:
        """Add these bytes, and return how many of them come before the end of the head.

        Empty lines before a request don't belong to its head, and don't end it.
        """
        own = data if self._bytes else data.lstrip(b"\r\n")
        joined = self._tail + own
        at = joined.find(_END)
        self.complete = at >= 0
        if not self.complete:
            self._bytes += len(own)
            self._tail = joined[-len(_END) + 1 :]
            return len(data)
        taken = at + len(_END) - len(self._tail)
        self._bytes += taken
        return len(data) - len(own) + taken


class Chunks:
    """The chunks of a body that have come so far.

    aiohttp limits neither the lines between them nor what follows a mistake in them: it would keep
    every read, with the bytes in it, until the request is answered.
    """

    __slots__ = ("_is_behind", "_left", "_line", "_lines_bytes", "_trailer", "broken", "complete")

    def __init__(self) -> None:
        self._left = 0
        """The bytes of the chunk that have yet to come."""
        self._is_behind = False
        """Whether the line behind a chunk, an empty one, comes next."""
        self._line = b""
        self._lines_bytes = 0
        self._trailer = False
        self.complete = False
        self.broken = False
        """Whether what came is no chunk, or has too much around the chunks."""

    def take(self, data: bytes, at: int) -> int:
        """Return how many of the bytes from there on are whole parts of this body or begin one."""
        begin = at
        while at < len(data) and not self.complete:
            if self._left:
                taken = min(self._left, len(data) - at)
                self._left -= taken
            else:
                end = data.find(b"\n", at) + 1
                taken = (end or len(data)) - at
                self._take_line(data[at : at + taken])
                if self.broken:
                    break
            at += taken
        return at - begin

    def _take_line(self, part: bytes) -> None:
        self._line += part
        self._lines_bytes += len(part)
        line = self._line
        if len(line) > _LONGEST_LINE_BYTES or self._lines_bytes > _MOST_LINES_BYTES:
            self.broken = True
        elif line.endswith(b"\n"):
            self._line = b""
            self._end_line(line)

    def _end_line(self, line: bytes) -> None:
        """Begin the chunk whose size this is; after the last one, end with an empty line."""
        if self._is_behind:
            self._is_behind, self.broken = False, line != b"\r\n"
            return
        if self._trailer:
            self.complete = line == b"\r\n"
            return
        size = _SIZE.fullmatch(line)
        if size is None:
            self.broken = True
        elif int(size[1], 16) == 0:
            self._trailer = True
        else:
            self._left, self._is_behind = int(size[1], 16), True


class Body:
    """The body of the latest request, as far as it has been passed on."""

    __slots__ = ("_chunks", "_failed", "_left", "_stream")

    def __init__(self, message: RawRequestMessage, stream: StreamReader) -> None:
        self._stream = stream
        self._failed = False
        length = message.headers.get(hdrs.CONTENT_LENGTH)
        self._chunks = Chunks() if message.chunked else None
        self._left = int(length) if length is not None and not message.chunked else None

    @property
    def complete(self) -> bool:
        """Whether all of it has been passed on, read or not."""
        is_taken = self._chunks.complete if self._chunks else self._left == 0
        return is_taken or self._stream.is_eof()

    @property
    def broken(self) -> bool:
        """Whether nobody can say where it ends. Nothing after that is to be passed on."""
        return self._failed or (self._chunks is not None and self._chunks.broken)

    def take(self, data: bytes, at: int) -> int:
        """Return how many of the bytes from there on to pass on next: never those of the next
        request."""
        if self._chunks is not None:
            return self._chunks.take(data, at)
        taken = len(data) - at
        if self._left is not None:
            taken = min(self._left, taken)
            self._left -= taken
        return taken

    def fail(self) -> None:
        """Note that it is broken, and let whoever reads it know."""
        self._failed = True
        self._stream.set_exception(web.RequestPayloadError("the chunks can't be read"))
