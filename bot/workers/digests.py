"""The worker of the digests: looks every half minute whether the time of one has come."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.admins.digest import Digests
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30


class DigestWorker:
    """`step` queues the digests that are due; `run` does so every half minute."""

    def __init__(self, digests: Digests, every_seconds: float = _EVERY_SECONDS) -> None:
        self._digests = digests
        self._every_seconds = every_seconds

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.step()
            await sleep_unless(stop, self._every_seconds)

    async def step(self) -> None:
        try:
            await self._digests.queue_due()
        except StorageUnavailable as error:
            log.warning("no digest can be queued now", reason=str(error))
