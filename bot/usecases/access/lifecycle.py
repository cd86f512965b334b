"""Subscription lifecycle: sends reminders and notices of the end, and queues removals from chats.

Of several reminders that are due only the latest is sent.
"""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.lifecycle import End, Reminder, due, next_moment
from bot.domain.models import PersonId, Subscription
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
        first: int | None = now
        if changed_at is not None:
            first = next_moment(subscription, self.remind_before, changed_at)
        if first is not None and first <= now:
            self._announce(tx, subscription, now)
        if not subscription.active_at(now):
            sync.queue_steps(tx, {subscription.telegram_user_id: None}, now)
        after = next_moment(subscription, self.remind_before, now)
        due_subscriptions.check_again_at(tx, subscription.telegram_user_id, after)

    def _announce(self, tx: Tx, subscription: Subscription, now: int) -> None:
        """Queue the notice that is due, and the webhook of an end, unless that was done before."""
        moment = due(subscription, self.remind_before, now)
        if moment is None:
            return
        person = subscription.telegram_user_id
        if outbox.enqueue(tx, _notice(person, moment), now) and isinstance(moment, End):
            enqueue_webhooks(tx, [SubscriptionChange(Change.ENDED, person, subscription)], now)


def _notice(person: PersonId, moment: Reminder | End) -> NewMessage:
    kind = NoticeKind.ENDED if isinstance(moment, End) else NoticeKind.REMINDER
    key = f"{kind}:{person}:{moment.expires_at}"
    if isinstance(moment, Reminder):
        key += f":{moment.before}"
    detail: dict[str, object] = {"expires_at": moment.expires_at}
    return NewMessage(key, kind, person, None, detail, Lane.REMINDERS)
