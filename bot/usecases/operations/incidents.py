"""Incidents: problems of the whole bot, each reported to the admins once, however long it lasts."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.incidents import Incident, IncidentKind
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import incidents
from storage.engine.database import Database
from storage.engine.tx import Tx


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
