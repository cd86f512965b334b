"""The waits that Telegram asks for, kept so that a restart doesn't break them."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.incidents import IncidentKind
from bot.domain.records import TelegramWait
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import incidents, telegram_waits
from storage.engine.database import Database
from storage.engine.tx import Tx

_KEPT_SECONDS = 3
"""Shorter waits are over before a restart is."""
_LONG_SECONDS = 60
"""From here on the admins are notified."""


@dataclass(frozen=True, slots=True)
class TelegramWaits:
    """Stores the waits of the Bot API's methods, and reports the long ones to the admins."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def keep(self, method: str, chat_id: int | None, seconds: int) -> None:
        """Store a wait that has begun now; a long one is an incident of its method."""
        if seconds < _KEPT_SECONDS:
            return
        wait = TelegramWait(method, chat_id, self.clock.now(), seconds)
        await self.db.write(lambda tx: _keep(tx, wait, self.admin_ids))

    async def left(self) -> list[tuple[TelegramWait, int]]:
        """Return the waits that still last, oldest first, each with the seconds left of it."""
        now = self.clock.now()
        kept = sorted(await self.db.read(telegram_waits.all_kept), key=lambda one: one.asked_at)
        return [(one, left) for one in kept if (left := one.seconds_left(now)) > 0]

    async def forget_past(self) -> None:
        """Remove the waits that are over, and end their incidents; nothing is written else."""
        now = self.clock.now()
        kept = await self.db.read(telegram_waits.all_kept)
        if any(not one.seconds_left(now) for one in kept):
            await self.db.write(lambda tx: _forget_past(tx, now))


def _keep(tx: Tx, wait: TelegramWait, admin_ids: Collection[int]) -> None:
    telegram_waits.put(tx, wait)
    if wait.seconds < _LONG_SECONDS:
        return
    incident = incidents.begin(tx, IncidentKind.SLOWED, wait.method, wait.asked_at)
    if incident is not None:
        notify_admins(tx, NoticeKind.ADMIN_INCIDENT, admin_ids, incident, wait.asked_at)


def _forget_past(tx: Tx, now: int) -> None:
    for wait in telegram_waits.all_kept(tx):
        if not wait.seconds_left(now):
            telegram_waits.remove(tx, wait)
    still_long = {one.method for one in telegram_waits.all_kept(tx) if one.seconds >= _LONG_SECONDS}
    for incident in incidents.all_open(tx):
        if incident.kind is IncidentKind.SLOWED and incident.subject not in still_long:
            incidents.end(tx, incident.kind, incident.subject, now)
