"""Times as Tribute writes them: UTC, fractions down to nanoseconds, trailing zeros left out."""

from collections.abc import Callable
from datetime import UTC, datetime

_STEP_NANOSECONDS = 1_117


class Stamps:
    """Hands out times that never repeat, though the clock given to it tells whole seconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self._count = 0

    def text(self) -> str:
        """The present as RFC 3339. The fraction only grows until it starts over."""
        self._count += 1
        nanoseconds = 100_000_000 + self._count * _STEP_NANOSECONDS % 900_000_000
        fraction = f"{nanoseconds:09d}".rstrip("0")
        return f"{datetime.fromtimestamp(self.now(), UTC):%Y-%m-%dT%H:%M:%S}.{fraction}Z"
