"""The worker of the daily backup: makes it when the last one is a day old, and reports failures.

Its folder says when that is, and somebody else may remove a copy from it, so it is looked at every
minute; the ledger isn't.
"""

import asyncio

import structlog

from bot.domain.incidents import IncidentKind
from bot.errors import StorageError, StorageUnavailable
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.incidents import Incidents
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 60
_AFTER_FAILURE_SECONDS = 900
"""Each try reads the whole file, and a full disk stays full when it is tried every minute."""


class BackupsWorker:
    """`step` makes a backup if it is time; `run` does so as long as the bot runs."""

    def __init__(self, backups: Backups, incidents: Incidents) -> None:
        self._backups = backups
        self._incidents = incidents
        self._may_be_reported = True
        """Whether the last failure may be an open incident; at a start, one may be from before."""

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            made = await self.step()
            if self._backups.folder is None:
                await stop.wait()
            await sleep_unless(stop, _EVERY_SECONDS if made else _AFTER_FAILURE_SECONDS)

    async def step(self) -> bool:
        """Make today's backup if it is time for it; return False where that failed."""
        try:
            made = await self._backups.make_daily()
        except StorageError as error:
            log.error("daily backup not made", reason=str(error))
            await self._report()
            return False
        if made:
            log.info("daily backup made")
        if self._may_be_reported:
            await self._incidents.end(IncidentKind.BACKUP)
            self._may_be_reported = False
        return True

    async def _report(self) -> None:
        self._may_be_reported = True
        try:
            await self._incidents.begin(IncidentKind.BACKUP)
        except StorageUnavailable as error:
            log.error("admins not told", reason=str(error), exc_info=error)
