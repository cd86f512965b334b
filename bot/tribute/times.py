"""Times as Tribute writes them: read into Unix seconds, or brought into one spelling."""

import re
from datetime import UTC, datetime

_EARLIEST = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
_LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
_ONE_SPELLING = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,8}[1-9])?Z"
)
_FRACTION = re.compile(r"[.,]([0-9]{1,9})")
_UNIX = re.compile(r"\s*([1-4][0-9]{9})([0-9]{3}|[0-9]{6}|[0-9]{9})?\s*")
"""Seconds of 2001 to 2128, alone or in milliseconds, microseconds or nanoseconds."""
_SECONDS = len("2026-05-12T15:33:20")
_ZERO = re.compile(r"(0001|1970)-01-01[Tt ]00:00")


def unix_time(value: object) -> int | None:
    """Return the Unix seconds of an ISO 8601 text with a zone, up to nanoseconds; else None.

    Times outside 2020 to 2100 count as missing: Tribute sends Go's zero time, 0001-01-01, for a
    missing one, and the far ends of the calendar can't be shown in every zone.
    """
    moment = _read(value) if isinstance(value, str) else None
    if moment is None:
        return None
    seconds = int(moment.timestamp())
    return seconds if _EARLIEST <= seconds < _LATEST else None


def exact(text: str) -> str:
    """Return a time in the one spelling that all spellings of its moment share.

    That is UTC with at most nine digits of a fraction and no zeros at its end, as Go writes it, so
    that the usual spelling stays as it is. A text that is no time with a zone stays as it is too.
    """
    if _ONE_SPELLING.fullmatch(text):
        return text
    moment = _read(text)
    if moment is None:
        return text
    try:
        seconds = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    except OverflowError:
        return text
    fraction = _FRACTION.search(_dated(text))
    digits = fraction[1].rstrip("0") if fraction else ""
    return f"{seconds}.{digits}Z" if digits else f"{seconds}Z"


def is_zero(text: str) -> bool:
    """Return whether this is the zero time of Go or of Unix, which stands for a missing one."""
    return bool(_ZERO.match(text) or _ZERO.match(exact(text)))


def is_coarser(text: str, other: str) -> bool:
    """Return whether one of two times in their one spelling is the other one with fewer digits."""
    # A text sorts before those that begin with it.
    shorter, longer = sorted((text.removesuffix("Z"), other.removesuffix("Z")))
    return len(shorter) >= _SECONDS and longer.startswith(shorter)


def _read(text: str) -> datetime | None:
    """Return the moment, to the microsecond; None for a text that is no time with a zone."""
    text = _dated(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(_tidy(text))
        except ValueError:
            return None
    return moment if moment.tzinfo is not None else None


def _dated(text: str) -> str:
    """Return Unix time in digits, down to nanoseconds, as a date; any other text as it is."""
    found = _UNIX.fullmatch(text)
    if found is None:
        return text
    seconds = datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None).isoformat()
    return f"{seconds}.{found[2]}Z" if found[2] else f"{seconds}Z"


def _tidy(text: str) -> str:
    """Return it in capitals and without spaces before the zone, as Python reads it."""
    capitals = text.strip().upper().removesuffix(" UTC")
    return capitals[:11] + capitals[11:].replace(" ", "")
