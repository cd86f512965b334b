"""The monitor: looks for incidents every half minute, so that none goes unnoticed."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.operations.watch import Monitor
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30


class WatchWorker:
    """Looks for incidents every half minute, and at once when `wake` is set."""

    def __init__(
        self, monitor: Monitor, wake: asyncio.Event, every_seconds: float = _EVERY_SECONDS
    ) -> None:
        self._monitor = monitor
        self._every_seconds = every_seconds
        self._wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._wake_at(stop))
            while not stop.is_set():
                self._wake.clear()
                await self.step()
                await sleep_unless(self._wake, self._every_seconds)

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def step(self) -> None:
        """Look for incidents once."""
        try:
            await self._monitor.check_all()
        except StorageUnavailable as error:
            # Nothing can be stored now: /readyz says so, and the next step finds what still lasts.
            log.warning("the round was cut short", reason=str(error), exc_info=error)
