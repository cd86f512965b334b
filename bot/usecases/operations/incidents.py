"""Incidents: problems of the whole bot, each reported to the admins once, however long it lasts."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.records import TelegramWait
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import incidents, telegram_waits
from storage.engine.database import Database
from storage.engine.tx import Tx


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """An incident, with the wait that Telegram asked for where it is about one that lasts."""

    incident: Incident
    wait: TelegramWait | None


@dataclass(frozen=True, slots=True)
class Incidents:
    """Begins and ends incidents."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def begin(self, kind: IncidentKind, subject: str = "") -> None:
        """Open an incident and notify the admins, unless it is open already."""
        if await self._is_open(kind, subject):
            return
        now = self.clock.now()
        await self.db.write(lambda tx: begin(tx, kind, subject, self.admin_ids, now))

    async def end(self, kind: IncidentKind, subject: str = "") -> None:
        """Close an incident; from now on it may begin again."""
        if await self._is_open(kind, subject):
            now = self.clock.now()
            await self.db.write(lambda tx: incidents.end(tx, kind, subject, now))

    async def all_open(self) -> list[Incident]:
        return await self.db.read(incidents.all_open)

    async def latest(self, limit: int) -> list[KnownIncident]:
        """Return the incidents that last, then those that ended last, the latest first."""
        return await self.db.report(lambda tx: _latest(tx, limit))

    async def _is_open(self, kind: IncidentKind, subject: str) -> bool:
        """Read instead of writing at once: most of the time nothing changes."""
        return await self.db.read(lambda tx: incidents.find_open(tx, kind, subject) is not None)


def begin(
    tx: Tx, kind: IncidentKind, subject: str, admin_ids: Collection[int], now: int
) -> int | None:
    """Open an incident and notify the admins; return its id, None if it is open already."""
    incident = incidents.begin(tx, kind, subject, now)
    if incident is not None:
        notify_admins(tx, NoticeKind.ADMIN_INCIDENT, admin_ids, incident, now)
    return incident


def known(tx: Tx, incident: Incident) -> KnownIncident:
    """Return an incident with all that its text names."""
    is_waiting = incident.kind is IncidentKind.SLOWED and incident.ended_at is None
    return KnownIncident(
        incident, telegram_waits.longest(tx, incident.subject) if is_waiting else None
    )


def _latest(tx: Tx, limit: int) -> list[KnownIncident]:
    found = [known(tx, one) for one in reversed(incidents.all_open(tx))]
    over = [one for one in incidents.latest(tx, limit) if one.ended_at is not None]
    return [*found, *(known(tx, one) for one in over)]
