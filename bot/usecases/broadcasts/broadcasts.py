"""Broadcasts: one text to many, shown first, sent at the outbox's leisure, stoppable, once each."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import TariffId
from bot.usecases.outbox import enqueue
from storage import audit, broadcasts, outbox, tariffs
from storage.audit import Entry
from storage.broadcasts import Audience, Broadcast, Group, NewBroadcast, Portion, State, Unsent
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage
from storage.tariffs import Tariff

__all__ = [
    "Audience",
    "Broadcast",
    "Broadcasts",
    "Group",
    "Progress",
    "State",
    "Tariff",
    "TariffId",
]

_PORTION = 500
"""People looked at in one write: a few milliseconds, so that a payment never waits for it."""
_QUEUED_AHEAD = 1000
"""Messages that wait in the outbox at most: stopping, and choosing the next, stay cheap."""
_COUNTED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is; `tariff` where it is to one."""

    broadcast: Broadcast
    unsent: Unsent
    tariff: Tariff | None

    @property
    def sent(self) -> int:
        return self.broadcast.recipients - self.unsent.total

    @property
    def total(self) -> int:
        """How many get it; until everyone was looked at, what was counted before."""
        found = self.broadcast.recipients
        return found if self.broadcast.all_looked_at else max(self.broadcast.expected, found)

    @property
    def unreachable(self) -> int:
        """Who can't be written to: known before, or found out while sending."""
        return self.broadcast.skipped + self.unsent.undeliverable

    @property
    def unclear(self) -> int:
        """The bot was ended while it sent these: they may have arrived. They aren't sent again."""
        return self.unsent.interrupted

    @property
    def left_out(self) -> int:
        """Who gets nothing because it was stopped."""
        return self.unsent.cancelled + self.total - self.broadcast.recipients

    @property
    def is_open(self) -> bool:
        return self.broadcast.state in {State.SENDING, State.STOPPING}

    @property
    def settled(self) -> bool:
        """Nothing waits, nothing is under way, and nobody is to be looked at any more."""
        open_ = self.unsent.queued + self.unsent.under_way
        looked = self.broadcast.all_looked_at or self.broadcast.state is not State.SENDING
        return looked and open_ == 0


@dataclass(frozen=True, slots=True)
class Broadcasts:
    db: Database
    clock: Clock

    async def tariffs(self) -> list[Tariff]:
        return await self.db.read(tariffs.every)

    async def tariff(self, audience: Audience) -> Tariff | None:
        """The tariff an audience is of; None for other audiences, or a tariff that isn't there."""
        tariff_id = audience.tariff_id
        if tariff_id is None:
            return None
        return await self.db.read(lambda tx: tariffs.get(tx, tariff_id))

    async def draft(self, admin_id: int, audience: Audience, text: str) -> Progress:
        """Keep a text (Telegram HTML) with the number of those who would get it now."""
        reachable, skipped = await self._count(audience)
        new = NewBroadcast(admin_id, audience, text, reachable, skipped)
        now = self.clock.now()
        draft_id = await self.db.write(lambda tx: broadcasts.insert_draft(tx, new, now))
        progress = await self.progress(draft_id)
        if progress is None:
            raise LookupError("a draft vanished as it was made")
        return progress

    async def _count(self, audience: Audience) -> tuple[int, int]:
        """In portions, so that counting a million people holds nobody up."""
        now, after, reachable, skipped = self.clock.now(), 0, 0, 0
        while True:
            found = await self._look(audience, now, after)
            if found.up_to is None:
                return reachable, skipped
            after = found.up_to
            reachable, skipped = reachable + len(found.reachable), skipped + found.skipped

    async def _look(self, audience: Audience, now: int, after: int) -> Portion:
        limit = _COUNTED_AT_ONCE
        return await self.db.read(lambda tx: broadcasts.portion(tx, audience, now, after, limit))

    async def drop(self, draft_id: int, admin_id: int) -> None:
        await self.db.write(lambda tx: broadcasts.drop(tx, draft_id, admin_id))

    async def start(self, draft_id: int, admin_id: int, message_id: int) -> bool:
        """The admin's yes; progress is shown in their message `message_id`. False: not theirs,
        replaced by another text, or begun already."""
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
        """Send no more of it. False when it was over already."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            if not broadcasts.stop(tx, broadcast_id, now):
                return False
            _record(tx, "stopped", broadcast_id, admin_id, now)
            tx.signal(broadcasts.SIGNAL)
            return True

        return await self.db.write(work)

    async def show_progress_in(self, broadcast_id: int, message_id: int | None) -> None:
        """This message of the admin who sent it shows from now on how far it is; None: none."""

        def work(tx: Tx) -> None:
            broadcasts.show_progress_in(tx, broadcast_id, message_id)
            tx.signal(broadcasts.SIGNAL)

        await self.db.write(work)

    async def progress(self, broadcast_id: int) -> Progress | None:
        return await self.db.read(lambda tx: progress_of(tx, broadcast_id))

    async def in_progress(self) -> list[Progress]:
        def query(tx: Tx) -> list[Progress]:
            return [_progress(tx, one) for one in broadcasts.in_progress(tx)]

        return await self.db.read(query)

    async def recover(self) -> None:
        """At start-up, before anything is sent: what was under way is not sent a second time."""

        def work(tx: Tx) -> None:
            for one in broadcasts.in_progress(tx):
                broadcasts.give_up_interrupted(tx, one.id)

        await self.db.write(work)

    async def advance(self, progress: Progress) -> bool:
        """Queue the next portion where too little waits; finish where all is done. True if there
        is more to do at once."""
        one, now = progress.broadcast, self.clock.now()
        if progress.settled:
            await self.db.write(lambda tx: _finish(tx, one, now))
            return True
        filling = one.state is State.SENDING and not one.all_looked_at
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
    """One portion, looked up, queued and noted in one transaction: it can't be queued twice."""
    broadcast = broadcasts.get(tx, broadcast_id)
    if broadcast is None or broadcast.state is not State.SENDING or broadcast.started_at is None:
        return
    found = broadcasts.portion(
        tx, broadcast.audience, broadcast.started_at, broadcast.looked_up_to, _PORTION
    )
    kind = enqueue.BROADCAST
    for person in found.reachable:
        key = f"{kind}:{broadcast.id}:{person}"
        message = NewMessage(key, kind, person, broadcast.id, lane=Lane.BROADCASTS)
        outbox.enqueue(tx, message, now)
    broadcasts.save_portion(tx, broadcast.id, found)


def _finish(tx: Tx, broadcast: Broadcast, now: int) -> None:
    """The report goes through the outbox: it arrives even if we are ended right now."""
    stopped = broadcast.state is State.STOPPING
    broadcasts.finish(tx, broadcast.id, State.STOPPED if stopped else State.SENT, now)
    kind = enqueue.ADMIN_BROADCAST
    key = f"{kind}:{broadcast.id}"
    outbox.enqueue(tx, NewMessage(key, kind, broadcast.admin_id, broadcast.id), now)


def _record(tx: Tx, action: str, broadcast_id: int, admin_id: int, now: int) -> None:
    audit.add(tx, Entry(now, f"admin:{admin_id}", action, f"broadcast:{broadcast_id}", None))
