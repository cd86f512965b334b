"""The numbers of a broadcast that lead to people, and where a list of these goes on."""

from enum import StrEnum
from typing import NamedTuple


class Readers(StrEnum):
    """The people whom a number of a broadcast counts."""

    REACHED = "reached"
    """Those who would get it now, before it is sent."""
    SENT = "sent"
    UNREACHABLE = "unreachable"
    """Those the bot can't write to, known before or found out while sending."""
    DECLINED = "declined"
    """Those who want no more news."""
    UNCLEAR = "unclear"
    """Those whose message was in flight when the bot stopped."""
    LEFT_OUT = "left-out"
    """Those who get nothing because it was stopped."""


class Place(NamedTuple):
    """Where a list goes on: in this part of it, after the row with this key and id."""

    part: int
    key: str
    id: int
