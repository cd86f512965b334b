"""Rests of long work beside payments: Python runs one thread at a time, and they need it, too."""

import asyncio
import contextlib
import math
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")
Item = TypeVar("Item")

_MANY = 10
_WITHIN_SECONDS = 1.0
"""Where so many commits came within this time, payments are coming: what an admin asks for causes a
few of its own."""
_TIMES = 3
"""How many times as long as the work a rest is then; at all other times it is as long. Work that
nobody waits for rests as long at all times."""
_LONGEST_SECONDS = 0.03
"""Longer rests would help nobody: a payment takes less."""
_TURN_SECONDS = 0.001
"""How long work on the loop may take until it leaves the loop to others."""
_DIVIDED_SECONDS = 0.0005
"""How long work in a thread goes on until it rests at the next place, which may be a millisecond
away."""
_LONGEST_IN_TURNS_SECONDS = 2.0
"""After so long it goes on without rests, because somebody waits for its end."""


class Rests:
    """Says how long work should rest, by how many commits came lately.

    A payment has to get Python's one lock back some twenty times, once after each call of SQLite.
    While another thread computes, each of these takes a millisecond; while it rests, none does.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._commits: deque[float] = deque(maxlen=_MANY)

    def note_commit(self) -> None:
        """Remember that something was written just now."""
        self._commits.append(self._clock())

    @property
    def payments_come(self) -> bool:
        """Whether so much was written lately as only payments cause."""
        known = self._commits
        return len(known) == _MANY and self._clock() - known[0] < _WITHIN_SECONDS

    def after(self, worked_seconds: float) -> float:
        """Return for how many seconds to rest after having worked for so long."""
        times = _TIMES if self.payments_come else 1
        return min(worked_seconds * times, _LONGEST_SECONDS)

    def rest(self, worked_seconds: float) -> None:
        """Rest after having worked for so long; call it in a thread, never on the loop."""
        self._sleep(self.after(worked_seconds))

    async def one_by_one(self, work: Callable[[Item], T], items: Iterable[Item]) -> list[T]:
        """Return what `work` makes of each item, in short turns on the loop.

        Between them the loop is left to others; while payments come, it rests, too.
        """
        done, since = [], self._clock()
        for one in items:
            done.append(work(one))
            worked = self._clock() - since
            if worked >= _TURN_SECONDS:
                await asyncio.sleep(self.after(worked) if self.payments_come else 0)
                since = self._clock()
        return done

    def rest_long(self, worked_seconds: float) -> None:
        """Rest after work that nobody waits for; call it in a thread, too."""
        last = self._commits[-1] if self._commits else -math.inf
        lately = self._clock() - last < _WITHIN_SECONDS
        self._sleep(_LONGEST_SECONDS if lately else min(worked_seconds * _TIMES, _LONGEST_SECONDS))

    async def in_turns(self, work: Callable[[], T]) -> T:
        """Run `work` in a thread, and return its result; while payments come, it rests wherever
        `rest_if_due` is called in it.

        That is before each module that it imports, and before each class of which pydantic makes a
        reader: half a millisecond of work, and hardly ever more than two.
        """
        return await self._divided(_Turns(self, self._clock), work)

    async def beforehand(self, work: Callable[[], T], stop: asyncio.Event) -> T:
        """Run `work` as `in_turns` does, for nobody who waits: it always rests as if payments came,
        and as long as any rest may be once something was written lately.

        It goes on without rests as soon as somebody needs what it makes, or `stop` is set.
        """
        return await self._divided(_Beforehand(self, self._clock, stop), work)

    async def _divided(self, turns: "_Turns", work: Callable[[], T]) -> T:
        if _PLACES not in sys.meta_path:
            sys.meta_path.insert(0, _PLACES)
        return await asyncio.to_thread(turns.run, work)


class _Turns:
    """One piece of work, in its thread."""

    def __init__(self, rests: Rests, clock: Callable[[], float]) -> None:
        self._rests = rests
        self._clock = clock
        self._began = self._since = clock()

    def run(self, work: Callable[[], T]) -> T:
        self._began = self._since = self._clock()
        _this_thread.turns = self
        try:
            return work()
        finally:
            _this_thread.turns = None

    def rest_if_due(self) -> None:
        worked = self._clock() - self._since
        if worked >= _DIVIDED_SECONDS:
            self.rest(worked)
            self._since = self._clock()

    def rest(self, worked_seconds: float) -> None:
        hurries = True in _awaited or self._clock() - self._began >= _LONGEST_IN_TURNS_SECONDS
        if self._rests.payments_come and not hurries:
            self._rests.rest(worked_seconds)


class _Beforehand(_Turns):
    def __init__(self, rests: Rests, clock: Callable[[], float], stop: asyncio.Event) -> None:
        super().__init__(rests, clock)
        self._stop = stop

    def rest(self, worked_seconds: float) -> None:
        if not _awaited and not self._stop.is_set():
            self._rests.rest_long(worked_seconds)


class _Thread(threading.local):
    turns: _Turns | None = None
    """The work of this thread, where it is done in turns."""


_this_thread = _Thread()
_awaited: list[bool] = []
"""An entry for each thread that waits for what another one makes: whether it is in a hurry."""


def rest_if_due() -> None:
    """Rest where this thread's work is done in turns, its turn is over, and payments come."""
    turns = _this_thread.turns
    if turns is not None:
        turns.rest_if_due()


@contextlib.contextmanager
def awaiting() -> Iterator[None]:
    """Let others' work go on without rests meanwhile: this thread waits for what it makes.

    A thread whose own work is done in turns is in no hurry; it ends only the rests of what is made
    beforehand.
    """
    hurries = _this_thread.turns is None
    _awaited.append(hurries)
    try:
        yield
    finally:
        _awaited.remove(hurries)


class _Places(MetaPathFinder):
    """Finds no module; Python asks it first, before it imports one."""

    def find_spec(
        self,
        fullname: str,  # noqa: ARG002  (so Python passes it)
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        rest_if_due()
        return None


_PLACES = _Places()
