"""Cursors: where a list goes on, as an opaque text that the page gives back."""

import base64
import json
from collections.abc import Callable
from typing import TypeVar

from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call

Place = TypeVar("Place")

LONGEST = 256
_LARGEST = 2**63 - 1


class NoCursorError(ValueError):
    """The text is no cursor of this list."""


def encode(*values: int | str) -> str:
    """Return a cursor for the values of the last row, by which the list is sorted."""
    written = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


def decode(text: str, *types: type) -> tuple[int | str, ...]:
    """Return the values of a cursor, each of its type; raise NoCursorError for anything that
    `encode` hasn't made of such values."""
    if not text.isascii() or len(text) > LONGEST:
        raise NoCursorError("too long")
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        is_own = isinstance(values, list) and encode(*values) == text
    except (ValueError, RecursionError):  # among them a half of a character that UTF-8 can't have
        raise NoCursorError("not encoded as one") from None
    if not is_own or len(values) != len(types):
        raise NoCursorError("not one of this list")
    for value, kind in zip(values, types, strict=True):
        if type(value) is not kind or not _is_storable(value):
            raise NoCursorError("not one of this list")
    return tuple(values)


def _is_storable(value: object) -> bool:
    return not isinstance(value, int) or abs(value) <= _LARGEST


def place(call: Call, text: str | None, made: Callable[..., Place], *types: type) -> Place | None:
    """Return where a list goes on, None from its beginning: what `made` makes of the values of the
    cursor. Raises Refused (400) for a wrong one."""
    if text is None:
        return None
    try:
        return made(*decode(text, *types))
    except NoCursorError:
        raise wrong(call) from None


def wrong(call: Call) -> Refused:
    """Return the refusal of a wrong cursor (400)."""
    problem = call.text("console-access-bad-fields")
    return Refused(400, "bad-request", problem, ("cursor",))
