"""Makes beforehand what the first message of a process would have to wait for."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

import structlog

from bot.runtime.rests import Rests

log = structlog.get_logger(__name__)

Follow = Callable[[Callable[[], None]], Callable[[], None]]
"""Lets a listener be called after each change of the ledger; returns what ends that."""

_QUIET_SECONDS = 4.0
"""Longer than the pauses of a shop in which something happens, and than a start's own writes."""


class Beforehand:
    """`run` does each piece of work once, and ends.

    A piece begins only after some seconds in which nothing was written and no update was under way;
    a queue writes whenever something of it has gone. It rests more than it works (`Rests`). In a
    shop that is never quiet nothing is made beforehand: the first message makes what it needs.
    """

    def __init__(
        self,
        follow: Follow,
        rests: Rests,
        is_busy: Callable[[], bool],
        pieces: Sequence[Callable[[], object]],
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        """`is_busy` says whether an update is under way."""
        self._follow = follow
        self._rests = rests
        self._is_busy = is_busy
        self._pieces = pieces
        self._quiet_seconds = quiet_seconds
        self._busy_at = 0.0
        """When something happened last, on the loop's clock."""

    async def run(self, stop: asyncio.Event) -> None:
        self._note()
        end = self._follow(self._note)
        try:
            for piece in self._pieces:
                await self._until_quiet(stop)
                if not stop.is_set():
                    await self._make(piece, stop)
        finally:
            end()

    async def _until_quiet(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if self._is_busy():
                self._note()
            left = self._busy_at + self._quiet_seconds - asyncio.get_running_loop().time()
            if left <= 0:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await stop.wait()

    async def _make(self, piece: Callable[[], object], stop: asyncio.Event) -> None:
        """Do it; a failure costs nothing but the time that it would have saved."""
        try:
            await self._rests.beforehand(piece, stop)
        except Exception:
            log.exception("not made beforehand", piece=getattr(piece, "__qualname__", repr(piece)))

    def _note(self) -> None:
        self._busy_at = asyncio.get_running_loop().time()
