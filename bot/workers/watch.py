"""The monitor: looks for incidents, so that none goes unnoticed.

Every half minute it looks at the disk and the workers, and at the ledger only if that was changed
or one of its moments has come.
"""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.operations.watch import Monitor, Signs
from bot.workers.sleep import Sleep

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30


class WatchWorker:
    """Looks for incidents when there may be news, and at once when `wake` is set."""

    def __init__(
        self, monitor: Monitor, wake: asyncio.Event, every_seconds: float = _EVERY_SECONDS
    ) -> None:
        self._monitor = monitor
        self._every_seconds = every_seconds
        self._wake = wake
        self._sleep = Sleep(monitor.db, monitor.clock, every_seconds)

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            waking = tasks.create_task(self._wake_when_alarmed())
            with self._sleep.watching():
                while not stop.is_set():
                    self._sleep.begin()
                    signs = await self._monitor.signs()
                    await self.step()
                    await self._until_needed(stop, signs)
            waking.cancel()

    async def _until_needed(self, stop: asyncio.Event, signs: Signs) -> None:
        """Sleep until something is due in the ledger, or the signs have changed."""
        while not stop.is_set():
            if await self._sleep.until_due(stop, self._monitor.next_at, self._every_seconds):
                return
            if await self._monitor.signs() != signs:
                return

    async def _wake_when_alarmed(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            self._sleep.wake()

    async def step(self) -> None:
        """Look for incidents once."""
        try:
            await self._monitor.check_all()
        except StorageUnavailable as error:
            # Nothing can be stored now: /readyz says so, and the next step finds what still lasts.
            log.warning("the round was cut short", reason=str(error), exc_info=error)
