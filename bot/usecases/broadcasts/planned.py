"""Planned broadcasts: they wait for their time, through restarts, and start once.

One that is much too late, or whose admin is none any more, waits for an admin's decision instead.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from bot.clock import Clock
from bot.domain.broadcasts import Broadcast, BroadcastState, Missed, Reach
from bot.domain.planning.moments import FURTHEST
from bot.domain.records import AuditEntry, Person
from bot.usecases.broadcasts.broadcasts import Progress, progress_of
from bot.usecases.broadcasts.reach import count_reach
from bot.usecases.outbox.enqueue import notify_admins_again
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import paused_since
from storage import audit, broadcasts, outbox, people
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import planned_broadcasts

LATE_SECONDS = 24 * 3600
"""A broadcast that is later than this may be out of date: an admin decides."""


class PlanOutcome(StrEnum):
    """Whether a broadcast is planned now, or why not."""

    PLANNED = "planned"
    PAST = "past"
    TOO_FAR = "too-far"
    GONE = "gone"


class Change(StrEnum):
    """An admin's change of a planned broadcast, of which the other one that made it is notified."""

    MOVED = "moved"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Seen:
    """The time for which an admin has seen a broadcast planned when they act on it."""

    planned_at: int | None = None
    """None for a draft."""
    any_time: bool = False
    """Whether the act means it at whatever time."""

    def is_of(self, one: Broadcast) -> bool:
        """Return whether it is still as the admin has seen it."""
        return self.any_time or one.planned_at == self.planned_at


WHATEVER = Seen(any_time=True)


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned broadcast with the number of people it would reach, and the admin who made it."""

    progress: Progress
    author: Person | None

    @property
    def broadcast(self) -> Broadcast:
        return self.progress.broadcast


@dataclass(frozen=True, slots=True)
class Waiting:
    """The result of a look at the planned broadcasts: was one due, and do others wait?"""

    started: bool
    others: bool


@dataclass(frozen=True, slots=True)
class PlannedBroadcasts:
    """Plans broadcasts, and starts those whose time has come."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def listed(self) -> list[Broadcast]:
        return await self.db.read(planned_broadcasts.listed)

    async def get(self, broadcast_id: int) -> Planned | None:
        """Return a broadcast that is planned still."""
        return await self.db.read(lambda tx: _planned(tx, broadcast_id))

    async def counted(self, broadcast_id: int) -> Planned | None:
        """Return a planned broadcast with the number of people it would reach now.

        Where that is as before nothing is written: each commit is news for the pages that are open,
        and the one that shows this broadcast would read it again, and again.
        """
        found = await self.get(broadcast_id)
        if found is None:
            return None
        reach = await count_reach(self.db, found.broadcast.audience, self.clock.now())
        if reach == found.broadcast.reach:
            return found
        await self.db.write(lambda tx: planned_broadcasts.recount(tx, broadcast_id, reach))
        return await self.get(broadcast_id)

    async def plan(
        self, broadcast_id: int, admin_id: int, at: int, *, seen: Seen = WHATEVER
    ) -> PlanOutcome:
        """Let the admin's draft, or a planned broadcast, go out at this time. One whose author is
        no admin any more becomes this admin's: else it would be missed once more."""
        now = self.clock.now()
        if at <= now:
            return PlanOutcome.PAST
        if at > now + FURTHEST.total_seconds():
            return PlanOutcome.TOO_FAR

        def work(tx: Tx) -> PlanOutcome:
            before = broadcasts.get(tx, broadcast_id)
            if before is None or not seen.is_of(before):
                return PlanOutcome.GONE
            if not planned_broadcasts.plan(tx, broadcast_id, admin_id, at):
                return PlanOutcome.GONE
            if before.admin_id not in self.admin_ids:
                planned_broadcasts.take_over(tx, broadcast_id, admin_id)
            self._record(tx, Change.MOVED, before, admin_id, now)
            tx.signal(broadcasts.SIGNAL)
            return PlanOutcome.PLANNED

        return await self.db.write(work)

    async def cancel(self, broadcast_id: int, admin_id: int, *, seen: Seen = WHATEVER) -> bool:
        """Drop a planned broadcast; return False if it is planned no more."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            before = broadcasts.get(tx, broadcast_id)
            if before is None or not seen.is_of(before):
                return False
            if not planned_broadcasts.cancel(tx, broadcast_id):
                return False
            self._record(tx, Change.CANCELLED, before, admin_id, now)
            return True

        return await self.db.write(work)

    async def send_now(
        self, broadcast_id: int, admin_id: int, message_id: int | None, *, seen: Seen = WHATEVER
    ) -> bool:
        """Start a planned broadcast before its time, or after it was missed; its progress is shown
        to this admin, who gets the report. Return False if it is planned no more."""
        found = await self.get(broadcast_id)
        if found is None:
            return False
        now = self.clock.now()
        reach = await count_reach(self.db, found.broadcast.audience, now)

        def work(tx: Tx) -> bool:
            before = broadcasts.get(tx, broadcast_id)
            if before is None or not seen.is_of(before):
                return False
            if not planned_broadcasts.start(tx, broadcast_id, admin_id, reach, now):
                return False
            broadcasts.show_progress_in(tx, broadcast_id, message_id)
            self._record(tx, Change.SENT, before, admin_id, now)
            tx.signal(broadcasts.SIGNAL)
            return True

        return await self.db.write(work)

    async def start_due(self) -> Waiting:
        """Start the broadcasts whose time has come; about one that can't start, ask the admins."""
        now, planned = self.clock.now(), await self.listed()
        due = [one for one in planned if _is_due(one, now)]
        for one in due:
            reach = await count_reach(self.db, one.audience, now)
            await self.db.write(partial(self._start, broadcast_id=one.id, reach=reach, now=now))
        return Waiting(started=bool(due), others=len(planned) > len(due))

    async def next_at(self, since: int) -> int | None:
        """Return when the next planned broadcast starts, if that is after `since`."""
        return await self.db.read(lambda tx: planned_broadcasts.next_at(tx, since))

    def _start(self, tx: Tx, broadcast_id: int, reach: Reach, now: int) -> None:
        one = broadcasts.get(tx, broadcast_id)
        if one is None or one.state is not BroadcastState.PLANNED or not _is_due(one, now):
            return
        why = self._why_not(tx, one, now)
        if why is not None:
            planned_broadcasts.miss(tx, one.id, why, now)
            kind = NoticeKind.ADMIN_BROADCAST_MISSED
            notify_admins_again(tx, kind, self.admin_ids, one.id, now)
        elif planned_broadcasts.start(tx, one.id, one.admin_id, reach, now):
            audit.add(tx, AuditEntry(now, "clock", "started", f"broadcast:{one.id}", None))
            tx.signal(broadcasts.SIGNAL)

    def _why_not(self, tx: Tx, one: Broadcast, now: int) -> Missed | None:
        """Return why a due broadcast must not start without an admin's word; None if it may."""
        if paused_since(tx) is not None:
            return Missed.RESTORED
        if one.admin_id not in self.admin_ids:
            return Missed.AUTHOR
        return Missed.LATE if now - (one.planned_at or now) > LATE_SECONDS else None

    def _record(self, tx: Tx, what: Change, before: Broadcast, admin_id: int, now: int) -> None:
        """Record an admin's change, and notify the admin who made the broadcast if that is
        another."""
        subject = f"broadcast:{before.id}"
        entry = audit.add(tx, AuditEntry(now, f"admin:{admin_id}", _ACTIONS[what], subject, None))
        author = before.admin_id
        if before.state is BroadcastState.PLANNED and author != admin_id:
            kind = NoticeKind.ADMIN_BROADCAST_CHANGED
            detail: dict[str, object] = {"what": what.value, "by": admin_id}
            message = NewMessage(f"{kind}:{entry}:{author}", kind, author, before.id, detail)
            if author in self.admin_ids:
                outbox.enqueue(tx, message, now)


_ACTIONS = {
    Change.MOVED: "planned",
    Change.SENT: "started",
    Change.CANCELLED: "cancelled",
}


def _is_due(one: Broadcast, now: int) -> bool:
    """Return whether its time has come. One that was missed waits for an admin, unless it seemed
    missed only to a clock that was ahead."""
    missed = one.missed_at is not None and one.missed_at <= now
    return one.planned_at is not None and one.planned_at <= now and not missed


def _planned(tx: Tx, broadcast_id: int) -> Planned | None:
    progress = progress_of(tx, broadcast_id)
    if progress is None or progress.broadcast.state is not BroadcastState.PLANNED:
        return None
    return Planned(progress, people.get(tx, progress.broadcast.admin_id))
