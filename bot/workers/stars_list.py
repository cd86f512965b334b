"""The worker of Telegram's list of Stars: reads it at the start, hourly, and when it is woken."""

import asyncio

import structlog

from bot.domain.incidents import IncidentKind
from bot.domain.stars_list.entries import EVERY_SECONDS
from bot.domain.stars_list.faults import StarsListError
from bot.errors import StorageUnavailable
from bot.usecases.operations.incidents import Incidents
from bot.usecases.stars.reconcile import StarsReconciliation
from bot.workers.sleep import Sleep

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 20.0
_FAILURES_TOLD = 8
"""So many in a row take more than half an hour: then the admins hear of it, once."""


class StarsListWorker:
    """`step` reads the list; `run` does so when it is due. In a shop that has never sold in Stars
    it sleeps, until a price is set."""

    def __init__(
        self,
        reconciliation: StarsReconciliation,
        incidents: Incidents,
        every_seconds: float = _EVERY_SECONDS,
    ) -> None:
        self._reconciliation = reconciliation
        self._incidents = incidents
        self._sleep = Sleep(reconciliation.db, reconciliation.clock, every_seconds)
        self._wanted = True
        """Whether to read without waiting for the hour: at the start, and when it was asked for."""
        self._failures = 0

    def wake(self) -> None:
        """Read at once: the list may say what nobody knows."""
        self._wanted = True
        self._sleep.wake()

    def look_around(self) -> None:
        """Look whether the shop sells in Stars from now on."""
        self._sleep.wake()

    async def run(self, stop: asyncio.Event) -> None:
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                try:
                    await self._look(stop)
                except StorageUnavailable as error:
                    log.warning("the list of Stars can't be compared now", reason=str(error))
                    await self._sleep.until_due(stop, None, self._sleep.every_seconds)

    async def step(self) -> float | None:
        """Read the list; return in how many seconds to try again, where that failed."""
        try:
            await self._reconciliation.look()
        except StarsListError as error:
            self._failures += 1
            log.warning("Telegram's list of Stars not read", reason=str(error), fault=error.fault)
            if self._failures == _FAILURES_TOLD:
                await self._incidents.begin(IncidentKind.STARS)
            pause = self._sleep.every_seconds * 2 ** min(self._failures - 1, 8)
            return float(max(min(pause, EVERY_SECONDS), error.wait_seconds))
        self._failures = 0
        return None

    async def _look(self, stop: asyncio.Event) -> None:
        """Do a step if one is due, and sleep until the next may be."""
        if not await self._reconciliation.is_on():
            await self._sleep.until_woken(stop)
            return
        if self._wanted or await self._is_due():
            self._wanted = False
            again_in = await self.step()
            if again_in is not None:
                self._wanted = True
                await self._pause(stop, again_in)
                return
        await self._sleep.until_due(stop, self._reconciliation.next_at)

    async def _is_due(self) -> bool:
        now = self._reconciliation.clock.now()
        next_at = await self._reconciliation.next_at(now)
        return next_at is not None and next_at <= now

    async def _pause(self, stop: asyncio.Event, seconds: float) -> None:
        """Wait before another try, whatever the clock says and whatever is written."""
        try:
            async with asyncio.timeout(seconds):
                await self._sleep.until_woken(stop)
        except TimeoutError:
            return
