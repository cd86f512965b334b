"""The worker of the digests: sleeps until the time of one has come."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.admins.digest import Digests
from bot.workers.sleep import Sleep

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30


class DigestWorker:
    """`step` queues the digests that are due; `run` does so when one is, and every half minute at
    most."""

    def __init__(self, digests: Digests, every_seconds: float = _EVERY_SECONDS) -> None:
        self._digests = digests
        self._sleep = Sleep(digests.db, digests.clock, every_seconds)

    async def run(self, stop: asyncio.Event) -> None:
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                await self.step()
                await self._sleep.until_due(stop, self._digests.next_at)

    async def step(self) -> None:
        try:
            await self._digests.queue_due()
        except StorageUnavailable as error:
            log.warning("no digest can be queued now", reason=str(error))
