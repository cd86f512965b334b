"""Finds where a request begins and ends in the bytes of a connection."""

from aiohttp import hdrs
from aiohttp.http import RawRequestMessage
from aiohttp.streams import StreamReader

LONGEST_HEAD_BYTES = 16 * 1024
_END = b"\r\n\r\n"


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


class Body:
    """The body of the latest request, as far as it has been passed on."""

    __slots__ = ("_left", "_stream")

    def __init__(self, message: RawRequestMessage, stream: StreamReader) -> None:
        self._stream = stream
        length = message.headers.get(hdrs.CONTENT_LENGTH)
        self._left = int(length) if length is not None and not message.chunked else None

    @property
    def complete(self) -> bool:
        """Whether all of it has been passed on, read or not."""
        return self._left == 0 or self._stream.is_eof()

    def take(self, data: bytes, at: int) -> int:
        """Return how many of the bytes from there on to pass on next.

        A body in chunks ends with an empty line, so it is passed on in pieces that end so too: what
        follows the last one belongs to the next request.
        """
        if self._left is not None:
            taken = min(self._left, len(data) - at)
            self._left -= taken
            return taken
        end = data.find(_END, at)
        return len(data) - at if end < 0 else end + len(_END) - at
