"""Timestamps as Tribute writes them: UTC, down to nanoseconds, without trailing zeros."""

from collections.abc import Callable
from datetime import UTC, datetime

_STEP_NANOSECONDS = 1_117


class Timestamps:
    """A source of timestamps that never repeat, although its clock has whole seconds only."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self._count = 0

    def text(self) -> str:
        """Return the present time in RFC 3339; the fraction grows until it starts over."""
        self._count += 1
        nanoseconds = 100_000_000 + self._count * _STEP_NANOSECONDS % 900_000_000
        fraction = f"{nanoseconds:09d}".rstrip("0")
        return f"{datetime.fromtimestamp(self.now(), UTC):%Y-%m-%dT%H:%M:%S}.{fraction}Z"
