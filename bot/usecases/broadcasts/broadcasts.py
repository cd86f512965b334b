"""Broadcasts: one message to many people, previewed, sent through the outbox, stopped on request.

Nobody gets a broadcast twice.
"""

from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.broadcasts import Audience, Broadcast, BroadcastState, Content, Reach
from bot.domain.records import AuditEntry, Tariff
from bot.usecases.broadcasts.reach import count_reach
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, broadcasts, outbox, tariffs
from storage.broadcasts import NewBroadcast, Unsent
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage

_PORTION = 500
"""People looked at in one write: that takes a few milliseconds, so payments never wait for it."""
_QUEUED_AHEAD = 1000
"""The most messages that wait in the outbox, so that stopping and finding the next stay cheap."""


MOST_COUNTED_AGAIN = 40_000
"""A page of a draft waits for no more: they take a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a broadcast; `tariff` if its audience is one tariff's."""

    broadcast: Broadcast
    unsent: Unsent
    tariff: Tariff | None

    @property
    def sent(self) -> int:
        return self.broadcast.recipients - self.unsent.total

    @property
    def total(self) -> int:
        """The number of people who get it; the count of the draft until everyone was looked at."""
        found = self.broadcast.recipients
        return found if self.broadcast.all_looked_at else max(self.broadcast.expected, found)

    @property
    def unreachable(self) -> int:
        """The number of people the bot can't write to, known before or found out while sending."""
        return self.broadcast.skipped + self.unsent.undeliverable

    @property
    def declined(self) -> int:
        """The number of people of the audience who want no more news."""
        return self.broadcast.declined + self.unsent.declined

    @property
    def unclear(self) -> int:
        """The number of messages in flight when the bot stopped; they may have arrived.

        They are never sent again.
        """
        return self.unsent.interrupted

    @property
    def left_out(self) -> int:
        """The number of people who get nothing because it was stopped."""
        return self.unsent.cancelled + self.total - self.broadcast.recipients

    @property
    def is_begun(self) -> bool:
        return self.broadcast.started_at is not None

    @property
    def is_open(self) -> bool:
        return self.broadcast.state in {BroadcastState.SENDING, BroadcastState.STOPPING}

    @property
    def is_done(self) -> bool:
        """Whether no message waits or is in flight, and nobody is left to be looked at."""
        open_ = self.unsent.queued + self.unsent.under_way
        looked = self.broadcast.all_looked_at or self.broadcast.state is not BroadcastState.SENDING
        return looked and open_ == 0


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """Drafts, starts, queues and stops broadcasts."""

    db: Database
    clock: Clock

    async def tariffs(self) -> list[Tariff]:
        return await self.db.read(tariffs.every)

    async def tariff(self, audience: Audience) -> Tariff | None:
        """Return the audience's tariff; None for other audiences, or for an unknown tariff."""
        tariff_id = audience.tariff_id
        if tariff_id is None:
            return None
        return await self.db.read(lambda tx: tariffs.get(tx, tariff_id))

    async def reach(self, audience: Audience) -> Reach:
        """Return how many people of an audience would get a broadcast now, and how many not."""
        return await count_reach(self.db, audience, self.clock.now())

    async def draft(self, admin_id: int, audience: Audience, content: Content | str) -> Progress:
        """Store a content (a text alone as Telegram HTML) with the number of people who would get
        it now."""
        now = self.clock.now()
        made = Content(content) if isinstance(content, str) else content
        new = NewBroadcast(admin_id, audience, made, *await count_reach(self.db, audience, now))
        draft_id = await self.db.write(lambda tx: broadcasts.insert_draft(tx, new, now))
        progress = await self.progress(draft_id)
        if progress is None:
            raise LookupError("a draft vanished as it was made")
        return progress

    async def draft_of(self, draft_id: int, admin_id: int) -> Broadcast | None:
        """Return the admin's draft; None if it isn't theirs, or was sent, dropped or replaced."""
        found = await self.db.read(lambda tx: broadcasts.get(tx, draft_id))
        if found is None or found.admin_id != admin_id:
            return None
        return found if found.state is BroadcastState.DRAFT else None

    async def open_draft(self, admin_id: int) -> Progress | None:
        """Return what this admin has written and neither sent nor dropped; None for nothing."""

        def query(tx: Tx) -> Progress | None:
            found = broadcasts.draft_of(tx, admin_id)
            return _progress(tx, found) if found is not None else None

        return await self.db.read(query)

    async def drop(self, draft_id: int, admin_id: int) -> bool:
        """Drop the admin's draft; return False where it is theirs no more, or no draft any more."""
        return await self.db.write(lambda tx: broadcasts.drop(tx, draft_id, admin_id))

    async def start(self, draft_id: int, admin_id: int, message_id: int | None) -> bool:
        """Start the admin's draft; its progress is shown in their message `message_id`, if there is
        one.

        Return False if the draft isn't theirs, was replaced by another, or has started already.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            if not broadcasts.start(tx, draft_id, admin_id, now):
                return False
            broadcasts.show_progress_in(tx, draft_id, message_id)
            _record(tx, "started", draft_id, admin_id, now)
            tx.signal(broadcasts.SIGNAL)
            return True

        return await self.db.write(work)

    async def stop(self, broadcast_id: int, admin_id: int) -> bool:
        """Stop sending; return False if the broadcast is over already."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            if not broadcasts.stop(tx, broadcast_id, now):
                return False
            _record(tx, "stopped", broadcast_id, admin_id, now)
            tx.signal(broadcasts.SIGNAL)
            return True

        return await self.db.write(work)

    async def show_progress_in(self, broadcast_id: int, message_id: int | None) -> None:
        """Show the progress in this message of the broadcast's admin from now on; None for none."""

        def work(tx: Tx) -> None:
            broadcasts.show_progress_in(tx, broadcast_id, message_id)
            tx.signal(broadcasts.SIGNAL)

        await self.db.write(work)

    async def progress(self, broadcast_id: int) -> Progress | None:
        return await self.db.read(lambda tx: progress_of(tx, broadcast_id))

    async def counted(self, progress: Progress) -> Progress:
        """Return a draft with the number of people who would get it now; any other as it is, and in
        a very large shop the draft, too, with those of when it was written."""
        one = progress.broadcast
        if one.state is not BroadcastState.DRAFT or sum(one.reach) > MOST_COUNTED_AGAIN:
            return progress
        return replace(progress, broadcast=one.expecting(await self.reach(one.audience)))

    async def in_progress(self) -> list[Progress]:
        def query(tx: Tx) -> list[Progress]:
            return [_progress(tx, one) for one in broadcasts.in_progress(tx)]

        return await self.db.read(query)

    async def past(self, before: int | None, limit: int) -> list[Progress]:
        """Return the broadcasts that are over, the latest first; `before` leaves out those with
        this id and later ones."""

        def query(tx: Tx) -> list[Progress]:
            return [_progress(tx, one) for one in broadcasts.over(tx, before, limit)]

        return await self.db.report(query)

    async def on_start(self) -> None:
        """Give up messages that were in flight when the process died, before anything is sent."""

        def work(tx: Tx) -> None:
            for one in broadcasts.in_progress(tx):
                broadcasts.give_up_interrupted(tx, one.id)

        await self.db.write(work)

    async def advance(self, progress: Progress) -> bool:
        """Queue the next portion if few messages wait, or finish the broadcast if all is done.

        Return whether there may be more to do at once.
        """
        one, now = progress.broadcast, self.clock.now()
        if progress.is_done:
            await self.db.write(lambda tx: _finish(tx, one, now))
            return True
        filling = one.state is BroadcastState.SENDING and not one.all_looked_at
        if not filling or progress.unsent.queued >= _QUEUED_AHEAD:
            return False
        await self.db.write(lambda tx: _fill(tx, one.id, now))
        return True


def progress_of(tx: Tx, broadcast_id: int) -> Progress | None:
    broadcast = broadcasts.get(tx, broadcast_id)
    return _progress(tx, broadcast) if broadcast else None


def _progress(tx: Tx, broadcast: Broadcast) -> Progress:
    tariff_id = broadcast.audience.tariff_id
    tariff = tariffs.get(tx, tariff_id) if tariff_id is not None else None
    return Progress(broadcast, broadcasts.unsent(tx, broadcast.id), tariff)


def _fill(tx: Tx, broadcast_id: int, now: int) -> None:
    """Look up, queue and record one portion in one transaction, so that none is queued twice."""
    broadcast = broadcasts.get(tx, broadcast_id)
    if (
        broadcast is None
        or broadcast.state is not BroadcastState.SENDING
        or broadcast.started_at is None
    ):
        return
    found = broadcasts.portion(
        tx, broadcast.audience, broadcast.started_at, broadcast.looked_up_to, _PORTION
    )
    kind = NoticeKind.BROADCAST
    for person in found.reachable:
        key = f"{kind}:{broadcast.id}:{person}"
        message = NewMessage(key, kind, person, broadcast.id, lane=Lane.BROADCASTS)
        outbox.enqueue(tx, message, now)
    broadcasts.save_portion(tx, broadcast.id, found)


def _finish(tx: Tx, broadcast: Broadcast, now: int) -> None:
    """Finish a broadcast and queue its report, which arrives even if the process stops now."""
    stopped = broadcast.state is BroadcastState.STOPPING
    broadcasts.finish(
        tx, broadcast.id, BroadcastState.STOPPED if stopped else BroadcastState.SENT, now
    )
    kind = NoticeKind.ADMIN_BROADCAST
    key = f"{kind}:{broadcast.id}"
    outbox.enqueue(tx, NewMessage(key, kind, broadcast.admin_id, broadcast.id), now)


def _record(tx: Tx, action: str, broadcast_id: int, admin_id: int, now: int) -> None:
    audit.add(tx, AuditEntry(now, f"admin:{admin_id}", action, f"broadcast:{broadcast_id}", None))
