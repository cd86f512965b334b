"""The daily copy: made when the last one is a day old, told of when it can't be made."""

import asyncio

import structlog

from bot.errors import StorageError, StorageUnavailable
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.incidents import IncidentKind, Incidents
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 60
_AFTER_FAILURE_SECONDS = 900
"""Each try reads the whole file; a full disk isn't helped by trying every minute."""


class BackupsWorker:
    def __init__(self, backups: Backups, incidents: Incidents) -> None:
        self._backups = backups
        self._incidents = incidents

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            made = await self.step()
            await sleep_unless(stop, _EVERY_SECONDS if made else _AFTER_FAILURE_SECONDS)

    async def step(self) -> bool:
        """Make today's copy if it is time for it; False where that failed."""
        try:
            made = await self._backups.make_daily()
        except StorageError as error:
            log.error("daily backup not made", reason=str(error))
            await self._tell()
            return False
        if made:
            log.info("daily backup made")
        await self._incidents.end(IncidentKind.BACKUP)
        return True

    async def _tell(self) -> None:
        try:
            await self._incidents.begin(IncidentKind.BACKUP)
        except StorageUnavailable as error:
            log.error("admins not told", reason=str(error))
