"""The clock: reminds before the end, tells of the end and ends it in chats; the latest only."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.lifecycle import End, Reminder, due, next_moment
from bot.domain.models import Subscription
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.outbox import enqueue
from bot.usecases.webhooks_out import enqueue as webhook_events
from bot.usecases.webhooks_out.enqueue import Told
from storage import outbox, webhooks_out
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage
from storage.queries import due_subscriptions

AT_ONCE = 200
"""How many a tick looks at, at most."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """`remind_before` are the thresholds of the settings."""

    db: Database
    clock: Clock
    remind_before: tuple[Duration, ...]

    async def take_up_rules(self) -> None:
        """At start-up: thresholds that are others than before hold for everybody at once, and
        the clock may have been set since."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if reminders.take_up(tx, self.remind_before):
                due_subscriptions.look_at_all_anew(tx)
            _set_right(tx, now)

        await self.db.write(work)

    async def clock_set_back(self) -> None:
        """The clock was ahead, and is right now: what was decided by it is looked at again."""
        now = self.clock.now()
        await self.db.write(lambda tx: _set_right(tx, now))

    async def tick(self) -> int:
        """Look at what is due now; how many subscriptions that were."""
        now = self.clock.now()
        if not await self.db.read(lambda tx: due_subscriptions.to_check(tx, now, 1)):
            return 0
        return await self.db.write(lambda tx: self._look(tx, now))

    def _look(self, tx: Tx, now: int) -> int:
        found = due_subscriptions.to_check(tx, now, AT_ONCE)
        for subscription, changed_at in found:
            self._look_at(tx, subscription, changed_at, now)
        return len(found)

    def _look_at(
        self, tx: Tx, subscription: Subscription, changed_at: int | None, now: int
    ) -> None:
        """At the first look, what had passed already when it changed stays unsaid: who buys one
        day needs no reminder three days before its end."""
        first = now
        if changed_at is not None:
            moment = next_moment(subscription, self.remind_before, changed_at)
            first = now + 1 if moment is None else moment
        if first <= now:
            what = due(subscription, self.remind_before, now)
            told = self._say(tx, subscription, what, now)
            if told and isinstance(what, End):
                ended = Told(Change.ENDED, subscription.telegram_user_id, subscription)
                webhook_events.tell(tx, [ended], now)
        if not subscription.active_at(now):
            sync.follow(tx, {subscription.telegram_user_id: None}, now)
        after = next_moment(subscription, self.remind_before, now)
        due_subscriptions.check_again_at(tx, subscription.telegram_user_id, after)

    def _say(
        self, tx: Tx, subscription: Subscription, what: Reminder | End | None, now: int
    ) -> bool:
        """Queue the notice; False where there is none, or where it was queued before."""
        if what is None:
            return False
        person = subscription.telegram_user_id
        kind = enqueue.ENDED if isinstance(what, End) else enqueue.REMINDER
        key = f"{kind}:{person}:{what.expires_at}"
        if isinstance(what, Reminder):
            key += f":{what.before}"
        detail: dict[str, object] = {"expires_at": what.expires_at}
        return outbox.enqueue(tx, NewMessage(key, kind, person, None, detail, Lane.REMINDERS), now)


def _set_right(tx: Tx, now: int) -> None:
    due_subscriptions.look_at_what_a_wrong_clock_left(tx, now)
    webhooks_out.hurry_after_a_wrong_clock(tx, now)
