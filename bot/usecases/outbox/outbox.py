"""The outbox as its worker uses it: what is due, and what became of it."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.runtime.metrics import Metrics
from bot.usecases.outbox import enqueue, pause
from storage import outbox, people
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage, QueuedMessage

ATTEMPTS = 40
"""Tries before a message is given up: with the delays below, a little over nine hours."""
FIRST_DELAY_SECONDS = 2
LONGEST_DELAY_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Outbox:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]
    metrics: Metrics = field(default_factory=Metrics)

    async def next_due(self, busy_chats: frozenset[int]) -> QueuedMessage | None:
        """The most important message that may go now to a chat that isn't busy. While all is
        paused after a restore, only what must be known goes."""
        now = self.clock.now()

        def query(tx: Tx) -> QueuedMessage | None:
            paused = pause.paused_since(tx) is not None
            return outbox.next_due(tx, now, busy_chats, pause.ALLOWED if paused else ())

        return await self.db.read(query)

    async def begin_once(self, message: QueuedMessage) -> bool:
        """Called before a message that nobody may get twice is sent; False: it may not go now."""
        now = self.clock.now()
        return await self.db.write(lambda tx: outbox.begin_once(tx, message.id, now))

    async def not_sent(self, message: QueuedMessage) -> None:
        """Telegram wants a pause: it waits on, and this was no attempt."""
        if message.only_once:
            await self.db.write(lambda tx: outbox.put_back(tx, message.id))

    async def sent(self, message: QueuedMessage, *, hurry_others: bool) -> None:
        """It arrived. With `hurry_others` Telegram is back after a trouble: what was put off for
        that goes now."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            outbox.set_sent(tx, message.id, now)
            people.set_written_to(tx, message.chat_id, now)
            if hurry_others:
                outbox.hurry(tx, now)

        await self.db.write(work)
        self.metrics.message("sent")

    async def no_longer_true(self, message: QueuedMessage) -> None:
        now = self.clock.now()
        await self.db.write(lambda tx: outbox.set_cancelled(tx, message.id, "no longer true", now))
        self.metrics.message("cancelled")

    async def person_unreachable(self, message: QueuedMessage, reason: str) -> None:
        """Telegram won't let the bot write to them: everything for them waits for their /start.

        Unless that came while the refused message was under way: then it is simply tried again.
        """
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if people.reachable_at(tx, message.chat_id) != message.reachable_at:
                later = now + self.delay_seconds(message.attempts, message.id)
                outbox.postpone(tx, message, reason, later)
                return
            if message.chat_id > 0:
                people.ensure(tx, message.chat_id, None, now)
                people.set_blocked(tx, message.chat_id, reason, now)
            outbox.wait_for_person(tx, message.chat_id, reason, now)
            if message.only_once:
                outbox.set_undeliverable(tx, message.id, reason, now)

        await self.db.write(work)
        self.metrics.message("waiting")

    async def failed(self, message: QueuedMessage, reason: str) -> None:
        """A passing trouble: try again later, each time later than before, up to the limit."""
        now = self.clock.now()
        if message.attempts + 1 >= ATTEMPTS:
            await self.refused(message, reason)
            return
        later = now + self.delay_seconds(message.attempts, message.id)
        await self.db.write(lambda tx: outbox.postpone(tx, message, reason, later))
        self.metrics.message("put_off")

    @staticmethod
    def delay_seconds(attempts: int, message_id: int) -> int:
        """How long to wait after so many tries; messages differ, so that they don't all return
        at the same moment."""
        delay: int = min(FIRST_DELAY_SECONDS * 4 ** min(attempts, 9), LONGEST_DELAY_SECONDS)
        return delay + message_id % (delay // 4 + 1)

    async def refused(self, message: QueuedMessage, reason: str) -> None:
        """It will never go out by itself: mark it, and tell the admins unless it was theirs.
        Of a broadcast they are told in its report, not once for each person."""
        now = self.clock.now()
        told = () if message.only_once else self.admin_ids

        def work(tx: Tx) -> None:
            outbox.set_undeliverable(tx, message.id, reason, now)
            for admin_id in told:
                if message.kind != enqueue.ADMIN_UNDELIVERABLE and admin_id != message.chat_id:
                    kind = enqueue.ADMIN_UNDELIVERABLE
                    key = f"{kind}:{message.id}:{now}:{admin_id}"
                    outbox.enqueue(tx, NewMessage(key, kind, admin_id, message.id), now)

        await self.db.write(work)
        self.metrics.message("undeliverable")

    async def tell_admins(self, kind: str, incident: str, detail: dict[str, object]) -> None:
        """Tell every admin of something that happened outside any transaction, once an incident."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            for admin_id in self.admin_ids:
                key = f"{kind}:{incident}:{admin_id}"
                outbox.enqueue(tx, NewMessage(key, kind, admin_id, None, detail), now)

        await self.db.write(work)
