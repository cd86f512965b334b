"""The watchman: every half minute one round, so that no trouble of the whole goes unseen."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.operations.watch import Watching
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30


class WatchWorker:
    def __init__(self, watching: Watching, every_seconds: float = _EVERY_SECONDS) -> None:
        self._watching = watching
        self._every_seconds = every_seconds
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something looks wrong: make a round now."""
        self._wake.set()

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
        try:
            await self._watching.look_around()
        except StorageUnavailable as error:
            # Nothing can be noted now; /readyz says so, and the next round notes what still is.
            log.warning("the round was cut short", reason=str(error))
