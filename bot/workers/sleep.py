"""A worker's sleep: until something is due, the ledger was changed, or the worker is woken."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import inf

from bot.clock import Clock, follow
from bot.errors import StorageUnavailable
from storage.engine.database import Database

NextAt = Callable[[int], Awaitable[int | None]]
"""Asks the ledger for the next moment after this one at which a look finds something, if nothing
is written until then; None if there is none. Unix seconds."""

TICK_SECONDS = 2.0
"""How often the clock and the database's file are looked at, which costs the ledger nothing."""


class Sleep:
    """Lets one worker sleep while a look at the ledger would find nothing.

    The ledger, the time, and the memory of the worker itself decide whether a look finds anything.
    So no look is needed until something is written, a moment comes that the ledger knows,
    the clock is set, or `wake` is called. Writes and moments bring no more looks than one in
    `every_seconds`, however many they are: they find the worker as if it looked all the time.
    """

    def __init__(self, db: Database, clock: Clock, every_seconds: float) -> None:
        self.every_seconds = every_seconds
        self._db = db
        self._clock = clock
        self._looked_at = -inf
        """The moment of the last look, on the loop's clock, and below in Unix seconds."""
        self._looked_at_time = 0
        self._woken = False
        self._changed = False
        self._next_at: int | None = None
        self._asked = False
        """Whether `_next_at` is known since the last look."""
        self._timer: asyncio.Timeout | None = None

    def wake(self) -> None:
        """Let the worker look at once; if it is looking just now, once more."""
        self._woken = True
        self._ring(asyncio.get_running_loop().time())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice writes, and a clock that is set, meanwhile."""
        loop = asyncio.get_running_loop()

        def look_at_the_clock() -> None:
            loop.call_soon_threadsafe(self._look_at_the_clock)

        with ExitStack() as stack:
            stack.callback(self._db.follow(self._note_change))
            stack.callback(follow(self._clock, look_at_the_clock))
            yield

    def begin(self) -> None:
        """Note that a look begins: what is written from here on, the next one finds."""
        self._looked_at = asyncio.get_running_loop().time()
        self._looked_at_time = self._clock.now()
        self._woken = self._changed = self._asked = False
        self._next_at = None

    async def until_due(
        self, stop: asyncio.Event, next_at: NextAt | None, at_most: float = inf
    ) -> bool:
        """Sleep until the next look; return False if it isn't due, and only `at_most` seconds are
        over, or `stop` is set. Without `next_at` no moment makes one due."""
        until = asyncio.get_running_loop().time() + at_most
        while not stop.is_set():
            if self._woken or self._left(inf) <= 0:
                return True
            left = self._left(until)
            if left <= 0:
                return False
            if not self._asked:
                # Nothing needs a question that comes before the earliest next look.
                left = min(left, self._looked_at + self.every_seconds - self._now())
            if left > 0:
                await self._wait(stop, left)
            elif not await self._ask(next_at):
                return True
        return False

    async def until_woken(self, stop: asyncio.Event) -> None:
        """Sleep until `wake` is called, or `stop` is set, whatever is written and whatever time
        passes."""
        while not (stop.is_set() or self._woken):
            await self._wait(stop, inf)

    async def _wait(self, stop: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds) as self._timer:
                await stop.wait()
        except TimeoutError:
            return
        finally:
            self._timer = None

    async def _ask(self, next_at: NextAt | None) -> bool:
        """Ask for the next moment; return False if nobody can say, so that a look is needed."""
        try:
            self._next_at = await next_at(self._looked_at_time) if next_at else None
        except StorageUnavailable:
            return False
        self._asked = True
        return True

    def _left(self, until: float) -> float:
        """Return the seconds to the next look, or to `until` on the loop's clock if that is
        earlier."""
        soonest = self._looked_at + self.every_seconds
        if self._changed:
            until = min(until, soonest)
        if self._next_at is not None:
            # It was asked no sooner than the earliest next look, so that is over.
            until = min(until, self._now() + self._next_at - self._clock.now())
        return until - self._now()

    def _note_change(self) -> None:
        if not self._changed:
            self._changed = True
            self._ring(self._looked_at + self.every_seconds)

    def _look_at_the_clock(self) -> None:
        """Wake the worker if a moment has come in another way than by waiting, or if the time has
        gone back: what seemed to be over may not be."""
        now = self._clock.now()
        if now < self._looked_at_time:
            self.wake()
        elif self._next_at is not None and now >= self._next_at:
            self._ring(self._now())

    def _ring(self, at: float) -> None:
        """Let the timer end at this moment of the loop's clock, if it would end later."""
        timer = self._timer
        if timer is None or timer.expired():
            return
        if at < (timer.when() or inf):
            timer.reschedule(at)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def seconds_to_tick() -> float:
    """Return the seconds to the next tick, at which all that looks so often looks together."""
    return TICK_SECONDS - asyncio.get_running_loop().time() % TICK_SECONDS
