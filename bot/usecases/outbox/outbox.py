"""The outbox as its worker uses it: due messages, and the results of sending them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.domain.models import LeftOut
from bot.runtime.metrics import Metrics
from bot.usecases.outbox.enqueue import notify_of_own_words
from bot.usecases.outbox.followers import Delivery, Follower
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import KINDS_SENT_DURING_PAUSE, paused_since
from bot.usecases.outbox.topics import KINDS, Hearing, Hears, at_once, topic_of
from storage import outbox, people
from storage.admins import queued_notices
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage, QueuedMessage, is_for_admins
from storage.queries import gathered, put_off, sale_notices
from storage.queries.due_messages import PassedOver, next_at, next_due

ATTEMPTS = 40
"""Tries before a message is abandoned: with the delays below, a little over nine hours."""
FIRST_DELAY_SECONDS = 2
LONGEST_DELAY_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Outbox:
    """The queue of messages and jobs."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]
    metrics: Metrics = field(default_factory=Metrics)
    hears: Hears = at_once
    followers: Mapping[NoticeKind, Follower] = field(default_factory=dict)
    """Capabilities that act when a message of theirs has arrived, or can't; by its kind."""

    async def next_due(self, passed_over: PassedOver) -> QueuedMessage | None:
        """Return the most important message that may go now.

        During the pause after a restore only notices about the pause and incidents go out.
        """
        now = self.clock.now()

        def query(tx: Tx) -> QueuedMessage | None:
            only_kinds = KINDS_SENT_DURING_PAUSE if paused_since(tx) is not None else ()
            return next_due(tx, now, passed_over, only_kinds)

        return await self.db.read(query)

    async def next_at(self, since: int) -> int | None:
        """Return when the next of the messages may go that were put off beyond `since`."""
        return await self.db.read(lambda tx: next_at(tx, since))

    async def begin_once(self, message: QueuedMessage) -> bool:
        """Prepare to send a message that nobody may get twice; return False if it must not go."""
        now = self.clock.now()
        return await self.db.write(lambda tx: outbox.begin_once(tx, message.id, now))

    async def not_sent(self, message: QueuedMessage) -> None:
        """Let a message wait again that was not sent because Telegram asked for a break."""
        if message.only_once:
            await self.db.write(lambda tx: outbox.put_back(tx, message.id))

    async def set_aside(self, message: QueuedMessage) -> bool:
        """Return whether the message must not go now, and record why.

        Only admins read notices to admins, and somebody who was one may have been removed since it
        was queued; and each admin has chosen how they hear of its topic. All that is queued for
        them of that topic is set aside with it.
        """
        if not is_for_admins(message.kind):
            return False
        reader, now = message.chat_id, self.clock.now()
        if reader not in self.admin_ids:
            await self.db.write(lambda tx: queued_notices.cancel_admin_notices(tx, reader, now))
            self.metrics.message("cancelled")
            return True
        topic, hearing = topic_of(message.kind), self.hears(reader, message.kind)
        if topic is None or hearing is Hearing.NOW:
            return False
        kinds = KINDS[topic]
        if hearing is Hearing.OFF:
            await self.db.write(lambda tx: gathered.mute(tx, reader, kinds, now))
            self.metrics.message("cancelled")
        else:
            await self.db.write(lambda tx: gathered.gather(tx, reader, kinds))
            self.metrics.message("put_off")
        return True

    async def sales_queued(self, admin_id: int) -> int:
        """Return how many notices of sales are queued for this admin."""
        return await self.db.read(lambda tx: sale_notices.count(tx, admin_id))

    async def sent(
        self,
        message: QueuedMessage,
        *,
        retry_others: bool,
        with_sales: Sequence[int] = (),
        message_ids: tuple[int, ...] = (),
        left_out: LeftOut | None = None,
    ) -> None:
        """Record a message that arrived, also as the notice of the sales in the rows `with_sales`.

        `retry_others`: Telegram works again after failures, so messages put off by them are due.
        `message_ids`: Telegram's numbers of what was sent. `left_out`: what of the owner's words
        Telegram refused, of which the admins are notified.
        """
        now = self.clock.now()

        def work(tx: Tx) -> None:
            outbox.set_sent(tx, message.id, now)
            _end_digest(tx, message, "sent", now)
            if with_sales:
                sale_notices.set_sent(tx, with_sales, now)
            people.set_written_to(tx, message.chat_id, now)
            if retry_others:
                put_off.retry_now(tx, now)
            if left_out is not None:
                notify_of_own_words(tx, left_out, self.admin_ids, now)
            self._follow(tx, message, Delivery(arrived=True, message_ids=message_ids), now)

        await self.db.write(work)
        self.metrics.message("sent")

    async def no_longer_true(self, message: QueuedMessage) -> None:
        """Cancel a message whose content is no longer true."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            outbox.set_cancelled(tx, message.id, "no longer true", now)
            _end_digest(tx, message, "cancelled", now)

        await self.db.write(work)
        self.metrics.message("cancelled")

    async def person_unreachable(self, message: QueuedMessage, reason: str) -> None:
        """Let all messages wait for the person's /start, because Telegram refuses the bot.

        If /start came while this message was under way, the message is only tried again.
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
            self._follow(tx, message, Delivery(arrived=False), now)

        await self.db.write(work)
        self.metrics.message("waiting")

    def _follow(self, tx: Tx, message: QueuedMessage, delivery: Delivery, now: int) -> None:
        """Let the capability behind the message act on how its delivery ended."""
        follower = self.followers.get(NoticeKind(message.kind)) if message.chat_id > 0 else None
        if follower is not None:
            follower(tx, message, delivery, now)

    async def failed(self, message: QueuedMessage, reason: str) -> None:
        """Schedule the next try after a passing error; after the last one, abandon the message."""
        now = self.clock.now()
        if message.attempts + 1 >= ATTEMPTS:
            await self.abandon(message, reason)
            return
        later = now + self.delay_seconds(message.attempts, message.id)
        await self.db.write(lambda tx: outbox.postpone(tx, message, reason, later))
        self.metrics.message("put_off")

    @staticmethod
    def delay_seconds(attempts: int, message_id: int) -> int:
        """Return the delay after so many tries; it differs a little from message to message.

        So they don't all return at the same moment.
        """
        delay: int = min(FIRST_DELAY_SECONDS * 4 ** min(attempts, 9), LONGEST_DELAY_SECONDS)
        return delay + message_id % (delay // 4 + 1)

    async def abandon(self, message: QueuedMessage, reason: str) -> None:
        """Mark a message as undeliverable and notify the admins, except about their own.

        A broadcast's report counts its undeliverable messages, without a notice for each.
        """
        now = self.clock.now()
        notified = () if message.only_once else self.admin_ids

        def work(tx: Tx) -> None:
            outbox.set_undeliverable(tx, message.id, reason, now)
            self._follow(tx, message, Delivery(arrived=False, refused=reason), now)
            for admin_id in notified:
                if message.kind != NoticeKind.ADMIN_UNDELIVERABLE and admin_id != message.chat_id:
                    kind = NoticeKind.ADMIN_UNDELIVERABLE
                    key = f"{kind}:{message.id}:{now}:{admin_id}"
                    outbox.enqueue(tx, NewMessage(key, kind, admin_id, message.id), now)

        await self.db.write(work)
        self.metrics.message("undeliverable")

    async def own_words_left_out(self, left_out: LeftOut) -> None:
        """Notify the admins of words of the owner's that Telegram has refused in an answer."""
        now = self.clock.now()
        await self.db.write(lambda tx: notify_of_own_words(tx, left_out, self.admin_ids, now))

    async def notify_admins(self, kind: str, incident: str, detail: dict[str, object]) -> None:
        """Notify every admin of an event outside any transaction, once for each `incident`."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            for admin_id in self.admin_ids:
                key = f"{kind}:{incident}:{admin_id}"
                outbox.enqueue(tx, NewMessage(key, kind, admin_id, None, detail), now)

        await self.db.write(work)


def _end_digest(tx: Tx, message: QueuedMessage, state: str, now: int) -> None:
    """Record how a digest ended for all that was gathered in it."""
    if message.kind == NoticeKind.ADMIN_DIGEST and message.subject_id is not None:
        gathered.close(tx, message.chat_id, message.subject_id, state, now)
