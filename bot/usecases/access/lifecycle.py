"""Subscription lifecycle: sends reminders and notices of the end, and queues removals from chats.

Of several reminders that are due only the latest is sent.
"""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.lifecycle import End, Reminder, due, next_moment
from bot.domain.models import Subscription
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.webhooks_out.enqueue import SubscriptionChange, enqueue_webhooks
from storage import outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage
from storage.queries import due_subscriptions

AT_ONCE = 200
"""The most subscriptions that one tick looks at."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Looks at due subscriptions; `remind_before` are the thresholds of the settings."""

    db: Database
    clock: Clock
    remind_before: tuple[Duration, ...]

    async def on_start(self) -> None:
        """Apply changed thresholds to everybody at once."""

        def work(tx: Tx) -> None:
            if reminders.store_rules(tx, self.remind_before):
                due_subscriptions.check_all_again(tx)

        await self.db.write(work)

    async def tick(self) -> int:
        """Look at the subscriptions that are due now and return how many there were."""
        now = self.clock.now()
        if not await self.db.read(lambda tx: due_subscriptions.to_check(tx, now, 1)):
            return 0
        return await self.db.write(lambda tx: self._look_at_due(tx, now))

    def _look_at_due(self, tx: Tx, now: int) -> int:
        found = due_subscriptions.to_check(tx, now, AT_ONCE)
        for subscription, changed_at in found:
            self._look_at(tx, subscription, changed_at, now)
        return len(found)

    def _look_at(
        self, tx: Tx, subscription: Subscription, changed_at: int | None, now: int
    ) -> None:
        """Queue the notice that is due, the webhook and chat steps of an end, and the next look.

        At the first look after a change, moments that had passed before the change are skipped:
        somebody who buys one day needs no reminder three days before its end.
        """
        first = now
        if changed_at is not None:
            moment = next_moment(subscription, self.remind_before, changed_at)
            first = now + 1 if moment is None else moment
        if first <= now:
            moment_due = due(subscription, self.remind_before, now)
            queued = self._enqueue_notice(tx, subscription, moment_due, now)
            if queued and isinstance(moment_due, End):
                person = subscription.telegram_user_id
                ended = SubscriptionChange(Change.ENDED, person, subscription)
                enqueue_webhooks(tx, [ended], now)
        if not subscription.active_at(now):
            sync.queue_steps(tx, {subscription.telegram_user_id: None}, now)
        after = next_moment(subscription, self.remind_before, now)
        due_subscriptions.check_again_at(tx, subscription.telegram_user_id, after)

    def _enqueue_notice(
        self, tx: Tx, subscription: Subscription, moment: Reminder | End | None, now: int
    ) -> bool:
        """Queue the notice; return False if there is none, or if it was queued before."""
        if moment is None:
            return False
        person = subscription.telegram_user_id
        kind = NoticeKind.ENDED if isinstance(moment, End) else NoticeKind.REMINDER
        key = f"{kind}:{person}:{moment.expires_at}"
        if isinstance(moment, Reminder):
            key += f":{moment.before}"
        detail: dict[str, object] = {"expires_at": moment.expires_at}
        return outbox.enqueue(tx, NewMessage(key, kind, person, None, detail, Lane.REMINDERS), now)
