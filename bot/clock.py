"""The only place that reads the clock; everything else gets the time as an argument."""

import time
from typing import Protocol


class Clock(Protocol):
    """Gives the time as whole Unix seconds, UTC."""

    def now(self) -> int: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        return int(time.time())


class ShiftedClock:
    """The machine's clock moved by a number of seconds; the sandbox moves it by days."""

    def __init__(self) -> None:
        self.offset_seconds = 0

    def now(self) -> int:
        return int(time.time()) + self.offset_seconds

    def move(self, seconds: int) -> None:
        self.offset_seconds += seconds


class FixedClock:
    """A clock that stands still until it is moved; tests use it."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def move(self, seconds: int) -> None:
        self._now += seconds
