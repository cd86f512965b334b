"""The only place that reads the clock; everything else gets the time as an argument."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

_EVEN_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux' CLOCK_BOOTTIME also counts the time in which the machine sleeps."""
_OFF_SECONDS = 90
_RIGHT_SECONDS = 30
"""A clock counts as wrong from the first on, and as right again from the second down: the answer to
a long poll may be some seconds old, and between the two nothing changes."""
_UNDER_WAY_SECONDS = 60
"""An answer that took longer, as when the machine slept meanwhile, names a time that is over: less
than a clock is off to count as wrong, and more than a long poll takes."""
_INEXACT_SECONDS = 5
"""Servers name whole seconds, and answers take a moment: less than this is no news."""


class Clock(Protocol):
    """Gives the time."""

    def now(self) -> int:
        """Return the time as whole Unix seconds, UTC."""
        ...

    def steady(self) -> float:
        """Return seconds that pass evenly, however the time is set; only differences count."""
        ...


class Followed:
    """A clock that calls its followers when it may have been set, or its machine has slept."""

    def __init__(self) -> None:
        self._followers: list[Callable[[], None]] = []

    def follow(self, follower: Callable[[], None]) -> Callable[[], None]:
        """Call `follower`, in whatever thread notices it; return what ends that."""
        self._followers.append(follower)
        return lambda: self._followers.remove(follower)

    def changed(self, but: Callable[[], None] | None = None) -> None:
        """Let every follower look at the time, but for this one."""
        for follower in tuple(self._followers):
            if follower is not but:
                follower()


def follow(clock: Clock, follower: Callable[[], None]) -> Callable[[], None]:
    """Follow a clock, if it can be followed; return what ends that."""
    return clock.follow(follower) if isinstance(clock, Followed) else lambda: None


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        return int(time.time())

    def steady(self) -> float:
        return time.clock_gettime(_EVEN_CLOCK)


class ShiftedClock(Followed):
    """The machine's clock moved by a number of seconds; the sandbox moves it by days."""

    def __init__(self) -> None:
        super().__init__()
        self.offset_seconds = 0

    def now(self) -> int:
        return int(time.time()) + self.offset_seconds

    def steady(self) -> float:
        return time.clock_gettime(_EVEN_CLOCK) + self.offset_seconds

    def move(self, seconds: int) -> None:
        self.offset_seconds += seconds
        self.changed()


class FixedClock(Followed):
    """A clock that stands still until it is moved; tests use it."""

    def __init__(self, now: int) -> None:
        super().__init__()
        self._now = self._steady = now

    def now(self) -> int:
        return self._now

    def steady(self) -> float:
        return float(self._steady)

    def move(self, seconds: int) -> None:
        """Let time pass; a negative number turns it back."""
        self._steady += seconds
        self.jump(seconds)

    def jump(self, seconds: int) -> None:
        """Set the time wrong, or right again, while none passes."""
        self._now += seconds
        self.changed()


class CheckedClock(Followed):
    """The app's clock: the machine's, compared with the time in the answers of servers.

    While no server agrees with the machine and they agree among themselves, their time counts, so
    that a wrong clock ends nobody's access and shortens nobody's. The time may go back, as when
    somebody sets the clock right: `set_backs` counts that, and the listeners are called, for
    whatever was decided by the later time must be looked at again. Any thread may ask.

    Nobody says when a machine's clock is set or when it has slept, so a worker has the followers
    look at the time every second or two; where a server has news of the time, they look at once.
    """

    def __init__(self, machine: Clock) -> None:
        super().__init__()
        follow(machine, self.changed)
        self.machine = machine
        self.set_backs = 0
        self._listeners: list[Callable[[], None]] = []
        self._heard: dict[str, float] = {}
        """By server: its time minus the steady seconds, which stays the same while time passes."""
        self._is_wrong = False
        self._latest: int | None = None
        self._lock = threading.Lock()

    def now(self) -> int:
        with self._lock:
            ours, theirs = self.machine.now(), self._theirs()
            self._is_wrong = theirs is not None and self._differ(ours, theirs)
            now = theirs if self._is_wrong and theirs is not None else ours
            went_back = self._latest is not None and now < self._latest
            self.set_backs += went_back
            self._latest = now
        if went_back:
            for listener in self._listeners:
                listener()
        return now

    def steady(self) -> float:
        return self.machine.steady()

    def is_sure(self) -> bool:
        """Return whether there is a witness for the present time: a server that names it, or where
        none was heard, the machine itself, which has corrected its clock while the bot ran.

        Only then may a stored time that is later be corrected for good: it could be this clock
        that is behind.
        """
        with self._lock:
            if not self._heard:
                return self.set_backs > 0
            return self._theirs() is not None

    def asking(self, server: str) -> Callable[[int], None]:
        """Return what takes the time in the server's answer to a question that is asked now."""
        asked_at = self.machine.steady()

        def answered(at: int) -> None:
            if self.machine.steady() - asked_at <= _UNDER_WAY_SECONDS:
                self.hear(server, at)

        return answered

    def hear(self, server: str, at: int) -> None:
        """Note the time, in Unix seconds, that a server has just named in its answer."""
        with self._lock:
            heard = at - self.machine.steady()
            known = self._heard.get(server)
            is_news = known is None or abs(heard - known) > _INEXACT_SECONDS
            if is_news:
                self._heard[server] = heard
        if is_news:
            self.changed()

    def on_set_back(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever the time has gone back, in the thread that notices it."""
        self._listeners.append(listener)

    def seconds_ahead(self) -> int:
        """Return by how much the machine is ahead of the servers, negative if it is behind them.

        Zero while it is right, and while no server has named its time.
        """
        now = self.now()
        return self.machine.now() - now if self._is_wrong else 0

    def _theirs(self) -> int | None:
        """Return the time of the servers; None if none was heard, or if they disagree.

        The latest counts, because an answer that was under way for long names an earlier time. One
        server that agrees with the machine is enough to believe the machine.
        """
        if not self._heard:
            return None
        steady, ours = self.machine.steady(), self.machine.now()
        times = [int(one + steady) for one in self._heard.values()]
        nearest = min(times, key=lambda one: abs(one - ours))
        if not self._differ(ours, nearest):
            return nearest
        return max(times) if max(times) - min(times) <= _OFF_SECONDS else None

    def _differ(self, ours: int, theirs: int) -> bool:
        return abs(ours - theirs) > (_RIGHT_SECONDS if self._is_wrong else _OFF_SECONDS)
