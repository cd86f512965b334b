"""The pause after a restore: nothing is sent until an admin decides about the waiting messages.

The restored file is as old as the copy. Messages that waited then may have been sent long ago, and
people whom the bot would now remove from a chat may have paid since.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.records import AuditEntry
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, broadcasts, facts, outbox, webhooks_out
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import paused_messages
from storage.shop_face import profile_wishes

PAUSED_SINCE = "outbox_paused_at"
"""The fact that pauses the outbox: when the file was restored, in Unix seconds."""
KINDS_SENT_DURING_PAUSE = (
    NoticeKind.ADMIN_RESTORED,
    NoticeKind.ADMIN_INCIDENT,
    NoticeKind.ADMIN_TO_CONFIRM,
)
"""Notices that go out during the pause, because they are about the restore or about an incident."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of the outbox since the restore.

    `old` counts the messages to people that waited already then, `new` those queued since.
    """

    since: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Pauses:
    """Reads and lifts the pause."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def on_start(self) -> None:
        """Ask every admin what should be sent, where a backup was restored."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            since = paused_since(tx)
            for admin_id in self.admin_ids if since is not None else ():
                key = f"{NoticeKind.ADMIN_RESTORED}:{since}:{admin_id}"
                outbox.enqueue(tx, NewMessage(key, NoticeKind.ADMIN_RESTORED, admin_id), now)

        await self.db.write(work)

    async def current(self) -> Pause | None:
        return await self.db.read(read_pause)

    async def lift(self, actor_id: int, *, drop_old: bool) -> Pause | None:
        """Lift the pause; with `drop_old` cancel the messages that waited before the restore, and
        what waited to be set in the bot's profile, and stop the broadcasts that were under way.

        Jobs in chats are done in any case; what is wanted in the profile goes on waiting for an
        admin, as it would overwrite what was set since the copy was made. None if nothing is
        paused: another admin was quicker.
        """
        now = self.clock.now()

        def work(tx: Tx) -> Pause | None:
            found = read_pause(tx)
            if found is None:
                return None
            profile_wishes.hold_older(tx, found.since)
            if drop_old:
                profile_wishes.cancel_older(tx, found.since, now)
                paused_messages.cancel_older(tx, found.since, now)
                broadcasts.stop_older(tx, found.since, now)
            facts.remove(tx, PAUSED_SINCE)
            choice = "dropped" if drop_old else "sent"
            audit.add(tx, AuditEntry(now, f"admin:{actor_id}", "resumed_outbox", "outbox", choice))
            tx.signal(outbox.SIGNAL)
            tx.signal(broadcasts.SIGNAL)
            tx.signal(webhooks_out.SIGNAL)
            return found

        return await self.db.write(work)


def paused_since(tx: Tx) -> int | None:
    """Return when the pause began, in Unix seconds; None if nothing is paused."""
    found = facts.get(tx, PAUSED_SINCE)
    return int(found) if found is not None else None


def read_pause(tx: Tx) -> Pause | None:
    """Return the present pause; None if nothing is paused."""
    since = paused_since(tx)
    if since is None:
        return None
    old, new = paused_messages.count_queued(tx, since, KINDS_SENT_DURING_PAUSE)
    return Pause(since, old, new)
