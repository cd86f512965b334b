"""Tells the open pages of the console that the ledger was changed; without any it costs nothing."""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date

from storage.engine.database import Database


class Watch:
    """One page that waits for changes."""

    def __init__(self, holder: bytes) -> None:
        self.holder = holder
        self._noted = asyncio.Event()
        self._ended = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """Whether the bot stops, so that there is nothing more to wait for."""
        return self._ended.is_set()

    def note(self) -> None:
        """Note a change."""
        self._noted.set()

    def end(self) -> None:
        """Let it wait no longer."""
        self._ended.set()
        self._noted.set()

    async def changed(self, at_most_seconds: float) -> bool:
        """Return True once something was changed since the last time, however often it was; False
        if nothing was for so long, or if the watch is over."""
        await _wait(self._noted, at_most_seconds)
        noted = self._noted.is_set() and not self.is_over
        if noted:
            self._noted.clear()
        return noted

    async def pause(self, seconds: float) -> None:
        """Wait for so long, whatever changes meanwhile, or until the watch is over."""
        await _wait(self._ended, seconds)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class Changes:
    """The pages that watch, and the one listener for all of them while there are any."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._watches: list[Watch] = []
        self._unfollow: Callable[[], None] | None = None
        self._is_closed = False
        self._process = secrets.token_hex(8)

    def version(self, today: date) -> str:
        """Return a name of what the shop is like now: another one after each change, in each
        process, and on each of the shop's days, since pages say what is today and how soon the
        rest is."""
        return f"{self._process}-{self._db.changes}-{today.toordinal()}"

    @contextmanager
    def watching(self, holder: bytes, most: int, most_of_holder: int) -> Iterator[Watch | None]:
        """Watch meanwhile; yield None where there are `most` already, or `most_of_holder` of this
        session."""
        own = sum(one.holder == holder for one in self._watches)
        if self._is_closed or len(self._watches) >= most or own >= most_of_holder:
            yield None
            return
        watch = Watch(holder)
        self._watches.append(watch)
        if self._unfollow is None:
            self._unfollow = self._db.follow(self._note)
        try:
            yield watch
        finally:
            self._watches.remove(watch)
            if not self._watches and self._unfollow is not None:
                self._unfollow()
                self._unfollow = None

    def close(self) -> None:
        """End all of them, because the bot stops."""
        self._is_closed = True
        for watch in self._watches:
            watch.end()

    @property
    def open(self) -> int:
        """Return how many pages watch."""
        return len(self._watches)

    def _note(self) -> None:
        for watch in self._watches:
            watch.note()
