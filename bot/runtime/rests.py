"""Rests of long work beside payments: Python runs one thread at a time, and they need it, too."""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Item = TypeVar("Item")

_MANY = 10
_WITHIN_SECONDS = 1.0
"""Where so many commits came within this time, payments are coming: what an admin asks for causes a
few of its own."""
_TIMES = 3
"""How many times as long as the work a rest is then; at all other times it is as long."""
_LONGEST_SECONDS = 0.03
"""Longer rests would help nobody: a payment takes less."""
_TURN_SECONDS = 0.001
"""How long work may take that can't be divided otherwise, until it rests."""
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

    async def in_turns(self, work: Callable[[], T]) -> T:
        """Run `work` in a thread, and return its result; while payments come, in short turns.

        This is for work that offers no place for a rest, such as an import. The hook is the one for
        profilers, which Python calls at each call within that thread. With it the work takes two to
        three times as long, so it is left out where nobody waits, and the rests are as short as the
        turns: an admin waits for the end.
        """
        return await asyncio.to_thread(self._resting if self.payments_come else _plainly, work)

    def _resting(self, work: Callable[[], T]) -> T:
        before, began = sys.getprofile(), self._clock()
        since = began

        def rest_after_a_turn(_frame: object, _event: str, _argument: object) -> None:
            nonlocal since
            worked = self._clock() - since
            if worked < _TURN_SECONDS:
                return
            self._sleep(worked)
            since = self._clock()
            if since - began >= _LONGEST_IN_TURNS_SECONDS:
                sys.setprofile(before)

        sys.setprofile(rest_after_a_turn)
        try:
            return work()
        finally:
            sys.setprofile(before)


def _plainly(work: Callable[[], T]) -> T:
    return work()
