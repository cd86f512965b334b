"""Recognizes the usual delivery in the bytes of one read, so that aiohttp need not parse it."""

import re
from typing import NamedTuple

LONGEST_BODY_BYTES = 64 * 1024
_LONGEST_HEAD_BYTES = 4 * 1024
_MOST_FIELDS = 64
_END = b"\r\n\r\n"
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\t]*)\r\n")
_FIELDS = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\x20-\x7e\t]*\r\n)+")
_DECIDING = frozenset(
    (b"transfer-encoding", b"content-encoding", b"expect", b"upgrade", b"te", b"trailer")
)
"""Fields by which the body or the connection would be something else (RFC 9110, RFC 9112)."""
_LENGTH = re.compile(rb"[1-9][0-9]{0,4}")


class Usual(NamedTuple):
    """A delivery: its raw body, and what its signature's field says."""

    body: bytes
    signature: str


class UsualRequest:
    """The form of a usual request: `POST` to one path, one field with a signature, in one piece.

    aiohttp would read the same in it; what it may read otherwise isn't recognized.
    """

    def __init__(self, path: str, signature_field: str) -> None:
        self._start = f"POST {path} HTTP/1.1\r\n".encode()
        self._signature = signature_field.lower().encode()

    def read(self, data: bytes) -> Usual | None:
        """Return the one delivery in these bytes, which are all of a read."""
        begin = len(self._start)
        end = data.find(_END, begin, begin + _LONGEST_HEAD_BYTES) + 2
        if not data.startswith(self._start) or not _FIELDS.fullmatch(data, begin, end):
            return None
        found = _FIELD.findall(data, begin, end)
        fields = {name.lower(): value for name, value in found}
        if (
            len(found) > _MOST_FIELDS
            or len(fields) < len(found)
            or b"host" not in fields
            or not _DECIDING.isdisjoint(fields)
        ):
            return None
        if fields.get(b"connection", b"keep-alive").strip().lower() != b"keep-alive":
            return None
        shown, length = fields.get(self._signature), fields.get(b"content-length", b"").strip()
        body = data[end + 2 :]
        if shown is None or not _LENGTH.fullmatch(length) or int(length) != len(body):
            return None
        if len(body) > LONGEST_BODY_BYTES:
            return None
        return Usual(body, shown.strip().decode())
