"""Subscription lifecycle: sends reminders and notices of the end, and queues removals from chats.

Of several reminders that are due only the latest is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.access.lifecycle import End, Reminder, due, next_moment
from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PlanId, Subscription
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.webhooks_out.enqueue import SubscriptionChange, enqueue_webhooks
from storage import outbox, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage
from storage.queries import due_subscriptions
from storage.queries.due_subscriptions import Due

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

    async def next_at(self, since: int) -> int | None:
        """Return when the next look at a subscription is due, if that is after `since`."""
        return await self.db.read(lambda tx: due_subscriptions.next_at(tx, since))

    def _look_at_due(self, tx: Tx, now: int) -> int:
        found = due_subscriptions.to_check(tx, now, AT_ONCE)
        for one in found:
            self._look_at(tx, one, now)
        return len(found)

    def _look_at(self, tx: Tx, one: Due, now: int) -> None:
        """Queue the notice that is due, the webhook and chat steps of an end, and the next look.

        At the first look after a change, moments that had passed before the change are skipped:
        somebody who buys one day needs no reminder three days before its end.
        """
        subscription = one.subscription
        first: int | None = now
        if one.changed_at is not None:
            first = next_moment(subscription, self.remind_before, one.changed_at)
        if first is not None and first <= now:
            self._announce(tx, one.plan_id, subscription, now)
        if not subscription.active_at(now):
            sync.queue_steps(tx, {subscription.telegram_user_id: None}, now)
        after = next_moment(subscription, self.remind_before, now)
        due_subscriptions.check_again_at(tx, subscription.telegram_user_id, one.plan_id, after)

    def _announce(self, tx: Tx, plan_id: PlanId, subscription: Subscription, now: int) -> None:
        """Queue the notice that is due, and the webhook of an end, unless that was done before."""
        moment = due(subscription, self.remind_before, now)
        if moment is None:
            return
        person = subscription.telegram_user_id
        is_new = outbox.enqueue(tx, _notice(person, plan_id, moment), now)
        if is_new and isinstance(moment, End):
            any_plan = subscriptions.of_any_plan(tx, person)
            ended = SubscriptionChange(Change.ENDED, person, plan_id, subscription, any_plan)
            enqueue_webhooks(tx, [ended], now)


def plan_of(detail: Mapping[str, object]) -> PlanId:
    """Return the plan that a notice of an end or a reminder is about, by its detail."""
    found = detail.get("plan", FIRST_PLAN)
    return PlanId(int(str(found)))


def plan_detail(plan_id: PlanId) -> dict[str, object]:
    """Return what `plan_of` reads; the first plan's notices are as they were when it was alone."""
    return {} if plan_id == FIRST_PLAN else {"plan": plan_id}


def announce_ends(
    tx: Tx, person: PersonId, before: Mapping[PlanId, tuple[Subscription, bool]], now: int
) -> None:
    """Queue the notice of each access that was open, as `with_activity` has it, and turns out to
    have ended before now: the worker doesn't look at it any more."""
    after = subscriptions.of_person(tx, person)
    for plan_id, (_, was_active) in before.items():
        one = after.get(plan_id)
        if was_active and one is not None and one.expires_at and not one.active_at(now):
            outbox.enqueue(tx, _notice(person, plan_id, End(one.expires_at)), now)


def _notice(person: PersonId, plan_id: PlanId, moment: Reminder | End) -> NewMessage:
    kind = NoticeKind.ENDED if isinstance(moment, End) else NoticeKind.REMINDER
    key = notice_key(kind, person, plan_id, moment.expires_at)
    detail: dict[str, object] = {"expires_at": moment.expires_at, **plan_detail(plan_id)}
    if isinstance(moment, Reminder):
        key += f":{moment.before}"
        detail["before"] = str(moment.before)
    return NewMessage(key, kind, person, None, detail, Lane.REMINDERS)


def notice_key(kind: NoticeKind, person: int, plan_id: PlanId, expires_at: int) -> str:
    """Return the key of the notice of an end, or the beginning of a reminder's key.

    The first plan's is as it was when there was but one.
    """
    key = f"{kind}:{person}:{expires_at}"
    return key if plan_id == FIRST_PLAN else f"{key}:p{plan_id}"
