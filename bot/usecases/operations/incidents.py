"""Incidents: troubles of the whole, told to the admins once each, however long they last."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.clock import Clock
from bot.domain.models import Message
from bot.texts import When
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.wording import Wording
from storage import incidents
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.incidents import Incident, IncidentKind

__all__ = ["Incident", "IncidentKind", "Incidents"]


@dataclass(frozen=True, slots=True)
class Incidents:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def begin(self, kind: IncidentKind, subject: str = "") -> None:
        """It is so. Admins are told unless it was so before."""
        if await self._is_open(kind, subject):
            return
        now = self.clock.now()
        await self.db.write(lambda tx: begin(tx, kind, subject, self.admin_ids, now))

    async def end(self, kind: IncidentKind, subject: str = "") -> None:
        """It is so no longer; from now on it may begin again."""
        if await self._is_open(kind, subject):
            now = self.clock.now()
            await self.db.write(lambda tx: incidents.end(tx, kind, subject, now))

    async def all_open(self) -> list[Incident]:
        return await self.db.read(incidents.all_open)

    async def _is_open(self, kind: IncidentKind, subject: str) -> bool:
        """A look costs no write: most of the time nothing changes."""
        return await self.db.read(lambda tx: incidents.find_open(tx, kind, subject) is not None)


def begin(
    tx: Tx, kind: IncidentKind, subject: str, admin_ids: tuple[int, ...], now: int
) -> int | None:
    incident = incidents.begin(tx, kind, subject, now)
    if incident is not None:
        enqueue.admins(tx, enqueue.ADMIN_INCIDENT, admin_ids, incident, now)
    return incident


class Scene(Protocol):
    """What a composer may look at (see `bot.usecases.notices.compose`)."""

    @property
    def tx(self) -> Tx: ...

    @property
    def say(self) -> Wording: ...

    @property
    def subject(self) -> int: ...


def _incident(scene: Scene) -> Message | None:
    """What was over before it could be told is told all the same, as past."""
    incident = incidents.get(scene.tx, scene.subject)
    if incident is None:
        return None
    what = scene.say(f"incident-{incident.kind}", subject=incident.subject)
    since = When(incident.began_at)
    if incident.ended_at is not None:
        text = scene.say(
            "notice-admin-incident-over", what=what, since=since, until=When(incident.ended_at)
        )
        return Message(text)
    step = scene.say(f"incident-{incident.kind}-step")
    return Message(scene.say("notice-admin-incident", what=what, since=since, step=step))


COMPOSERS: dict[str, Callable[[Scene], Message | None]] = {enqueue.ADMIN_INCIDENT: _incident}
