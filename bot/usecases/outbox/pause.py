"""The pause after a restore: nothing is sent until an admin has said what shall become of it.

The file knows what was so when the copy was made. What waited to be sent then may long have been
sent, and whom the bot would now remove from a chat may have paid since.
"""

from dataclasses import dataclass

from bot.clock import Clock
from bot.usecases.outbox import enqueue
from storage import audit, facts, outbox, webhooks_out
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage

PAUSED_SINCE = "outbox_paused_at"
"""The fact that stops the outbox: when the file was put in place, in Unix seconds."""
ALLOWED = (enqueue.ADMIN_RESTORED, enqueue.ADMIN_INCIDENT)
"""What goes out all the same: without it nobody would know."""


@dataclass(frozen=True, slots=True)
class Pause:
    """`since`: when the copy was put in place. `old`: messages to people that waited already then;
    `new`: those that came since."""

    since: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Pauses:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def announce(self) -> None:
        """At start-up: where a copy was put in place, ask every admin what shall be sent."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            since = paused_since(tx)
            for admin_id in self.admin_ids if since is not None else ():
                key = f"{enqueue.ADMIN_RESTORED}:{since}:{admin_id}"
                outbox.enqueue(tx, NewMessage(key, enqueue.ADMIN_RESTORED, admin_id), now)

        await self.db.write(work)

    async def current(self) -> Pause | None:
        return await self.db.read(pause)

    async def lift(self, actor_id: int, *, drop_old: bool) -> Pause | None:
        """Go on sending; with `drop_old` without what waited before the restore. What is still to
        be done in chats is done in any case. None where nothing is paused: somebody was quicker."""
        now = self.clock.now()

        def work(tx: Tx) -> Pause | None:
            found = pause(tx)
            if found is None:
                return None
            if drop_old:
                outbox.cancel_older(tx, found.since, now)
            facts.remove(tx, PAUSED_SINCE)
            word = "dropped" if drop_old else "sent"
            audit.add(tx, Entry(now, f"admin:{actor_id}", "resumed_outbox", "outbox", word))
            tx.signal(outbox.SIGNAL)
            tx.signal(webhooks_out.SIGNAL)
            return found

        return await self.db.write(work)


def paused_since(tx: Tx) -> int | None:
    found = facts.get(tx, PAUSED_SINCE)
    return int(found) if found is not None else None


def pause(tx: Tx) -> Pause | None:
    since = paused_since(tx)
    if since is None:
        return None
    old, new = outbox.count_queued(tx, since, ALLOWED)
    return Pause(since, old, new)
