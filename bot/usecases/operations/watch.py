"""The monitor: looks for incidents that nobody would notice otherwise."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bot.clock import Clock
from bot.domain.incidents import Incident, IncidentKind
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.signature_alarm import SignatureAlarm
from bot.usecases.outbox.pause import paused_since
from bot.usecases.outbox.waits import TelegramWaits
from storage import incidents, telegram_waits
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import health, statistics

DAY_SECONDS = 24 * 3600
_LOOK_BACK_SECONDS = 28 * DAY_SECONDS
_FEWEST_SALES = 8
"""With fewer sales in four weeks, nobody can say when the next is due."""
_INTERVALS = 6
"""By chance alone, a shop is silent for six of its usual intervals about once in 400."""
SPARE_BYTES = 200 * 1000 * 1000
"""Free space that a small machine needs for its logs and SQLite's own files. The size of the
database is added, so that there is space for a copy of it."""


FreeBytes = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def needed_bytes(database: Path) -> int:
    """Return the free space below which the disk counts as nearly full.

    The file is looked at by name, not opened (POSIX locks).
    """
    return SPARE_BYTES + (database.stat().st_size if database.exists() else 0)


class _Space(Enum):
    """Free space on the disk, with a margin between the beginning and the end of an incident."""

    SHORT = auto()
    BETWEEN = auto()
    ENOUGH = auto()


@dataclass(frozen=True, slots=True)
class Signs:
    """All that incidents depend on beside the ledger: wrong signatures, the disk, the workers that
    fail, the clock. While it stays the same, so do they."""

    alarming: bool
    calm: bool
    space: _Space
    failing: frozenset[str]
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Monitor:
    """Checks for each kind of incident, and begins or ends it; it writes only when that changes."""

    db: Database
    clock: Clock
    incidents: Incidents
    signature_alarm: SignatureAlarm
    database: Path
    failing_workers: Callable[[], frozenset[str]]
    telegram_waits: TelegramWaits
    free_bytes: FreeBytes = free_bytes
    seconds_ahead: Callable[[], int] = lambda: 0
    """By how much the machine's clock is ahead of the servers'; see `bot.clock.CheckedClock`."""

    async def signs(self) -> Signs:
        """Look at all that isn't in the ledger; this begins and ends no incident."""
        free = await asyncio.to_thread(self.free_bytes, self.database.parent)
        return Signs(
            self.signature_alarm.alarming,
            self.signature_alarm.calm(self.clock.now()),
            _space(free, needed_bytes(self.database)),
            self.failing_workers(),
            is_wrong=self.seconds_ahead() != 0,
        )

    async def next_at(self, since: int) -> int | None:
        """Return when, after `since`, an incident begins or ends by the ledger's times."""

        def query(tx: Tx) -> int | None:
            silent_since, stuck_since = silent_from(tx), health.stuck_from(tx, since)
            over = (one.asked_at + one.seconds for one in telegram_waits.all_kept(tx))
            found = (silent_since, stuck_since, *over)
            return min((at for at in found if at is not None and at > since), default=None)

        return await self.db.read(query)

    async def check_all(self) -> None:
        found = await self._read()
        await self._signatures(found)
        await self._set(found, IncidentKind.SILENCE, on=found.silent)
        await self._set(found, IncidentKind.OUTBOX, on=found.stuck)
        await self._disk(found)
        await self._workers(found)
        await self.telegram_waits.forget_past()
        await self._clock(found)

    async def _read(self) -> "_Found":
        """Read all that a round needs at once: each read wakes another thread."""
        now = self.clock.now()

        def query(tx: Tx) -> _Found:
            stuck = paused_since(tx) is None and health.stuck(tx, now) > 0
            return _Found(tuple(incidents.all_open(tx)), silent=is_silent(tx, now), stuck=stuck)

        return await self.db.read(query)

    async def _signatures(self, found: "_Found") -> None:
        alarming = self.signature_alarm.alarming
        if alarming or self.signature_alarm.calm(self.clock.now()):
            await self._set(found, IncidentKind.SIGNATURES, on=alarming)

    async def _disk(self, found: "_Found") -> None:
        """Check the disk; the incident ends with a margin, or a passing file would repeat it."""
        free = await asyncio.to_thread(self.free_bytes, self.database.parent)
        space = _space(free, needed_bytes(self.database))
        if space is not _Space.BETWEEN:
            await self._set(found, IncidentKind.DISK, on=space is _Space.SHORT)

    async def _workers(self, found: "_Found") -> None:
        failing = self.failing_workers()
        for name in failing:
            await self._set(found, IncidentKind.WORKER, name, on=True)
        for incident in found.open:
            if incident.kind is IncidentKind.WORKER and incident.subject not in failing:
                await self.incidents.end(IncidentKind.WORKER, incident.subject)

    async def _clock(self, found: "_Found") -> None:
        """Check the machine's clock; while it is wrong, the incident keeps its first difference."""
        ahead = self.seconds_ahead()
        known = [one for one in found.open if one.kind is IncidentKind.CLOCK]
        if ahead and not known:
            await self.incidents.begin(IncidentKind.CLOCK, f"{ahead:+d}")
        elif not ahead:
            for one in known:
                await self.incidents.end(IncidentKind.CLOCK, one.subject)

    async def _set(
        self, found: "_Found", kind: IncidentKind, subject: str = "", *, on: bool
    ) -> None:
        """Begin or end an incident, unless it was open already, or wasn't."""
        if on == any((one.kind, one.subject) == (kind, subject) for one in found.open):
            return
        change = self.incidents.begin if on else self.incidents.end
        await change(kind, subject)


@dataclass(frozen=True, slots=True)
class _Found:
    """The ledger at the beginning of a round: the open incidents, and whether Tribute is silent or
    messages are stuck."""

    open: tuple[Incident, ...]
    silent: bool
    stuck: bool


def is_silent(tx: Tx, now: int) -> bool:
    """Return whether Tribute hasn't called for far longer than earlier sales let expect.

    That is six times their usual distance, and a day at least.
    """
    since = silent_from(tx)
    return since is not None and now >= since


def silent_from(tx: Tx) -> int | None:
    """Return from when on it counts as silence if Tribute doesn't call; None if never."""
    last = health.last_delivery(tx)
    if last is None:
        return None
    sold = statistics.sold(tx, last.at - _LOOK_BACK_SECONDS, last.at + 1)
    if sold < _FEWEST_SALES:
        return None
    longest_silence = max(DAY_SECONDS, _INTERVALS * _LOOK_BACK_SECONDS // sold)
    return last.at + longest_silence + 1


def _space(free: int, needed: int) -> _Space:
    if free < needed:
        return _Space.SHORT
    return _Space.ENOUGH if free > needed * 5 // 4 else _Space.BETWEEN
