"""What Tribute's own recurring subscriptions do to the ledger, event by event, in any order."""

from bot.domain.models import HeldReason, Outcome
from bot.tribute import events as tribute
from bot.usecases.access import grants as access
from bot.usecases.outbox import enqueue, trace
from storage import grants, people, purchases, recurring_events, recurring_plans, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewRecurringGrant
from storage.purchases import NewPurchase
from storage.recurring_events import NewRecurringEvent, RecurringEvent, RecurringStatus, What
from storage.recurring_plans import PlanState

_AT_ONCE = 500
_WHAT = dict(zip(tribute.RECURRING, (What.NEW, What.RENEWED, What.CANCELLED), strict=True))
_TOLD = {
    What.NEW: enqueue.RECURRING_STARTED,
    What.RENEWED: enqueue.RECURRING_RENEWED,
    What.CANCELLED: enqueue.RECURRING_CANCELLED,
}
_TOLD_ADMINS = {
    What.NEW: enqueue.ADMIN_RECURRING_NEW,
    What.CANCELLED: enqueue.ADMIN_RECURRING_CANCELLED,
}


def receive(
    tx: Tx,
    event: tribute.RecurringEvent,
    event_id: int,
    admin_ids: tuple[int, ...],
    now: int,
) -> Outcome:
    """Record it, and do what it says where its subscription counts as access. One that nobody has
    decided about is held, and admins are asked once."""
    if event.subscription_id is None:
        return _without_plan(tx, event, event_id, admin_ids, now)
    state = recurring_plans.remember(
        tx, event.subscription_id, event.subscription_name, event.channel_name, now
    )
    row = _insert(tx, event, event.subscription_id, event_id, now)
    if state is PlanState.FOREIGN:
        recurring_events.set_status(tx, row, RecurringStatus.IGNORED)
        return Outcome.IGNORED
    if state is PlanState.UNBOUND:
        unbound = enqueue.ADMIN_RECURRING_UNBOUND
        enqueue.admins(tx, unbound, admin_ids, event.subscription_id, now)
        return Outcome.HELD
    stored = _get(tx, row)
    outcome = settle(tx, stored, min(event.created_at or now, now), admin_ids, now)
    if outcome is Outcome.APPLIED:
        _announce(tx, stored, admin_ids, now)
    return outcome


def settle(
    tx: Tx, event: RecurringEvent, began_at: int, admin_ids: tuple[int, ...], now: int
) -> Outcome:
    """Give the time that was paid, from `began_at` on, or note that it won't be renewed.

    What can't be granted by itself becomes a held payment like any other.
    """
    whole = webhook_events.problems(tx, event.event_id) is None
    if whole and event.telegram_user_id is not None and event.expires_at is not None:
        return _apply(tx, event, began_at, now)
    if event.what is What.CANCELLED:
        recurring_events.set_status(tx, event.id, RecurringStatus.IGNORED)
        return Outcome.IGNORED
    recurring_events.set_status(tx, event.id, RecurringStatus.SETTLING)
    reason = HeldReason.NO_BUYER if whole else HeldReason.UNREADABLE
    _hold(tx, _as_purchase(event), reason, admin_ids, now)
    return Outcome.HELD


def announce_latest(tx: Tx, settled: list[RecurringEvent], now: int) -> int:
    """Tell each of these people the last word on their subscription; how many they are."""
    latest: dict[int, RecurringEvent] = {}
    for event in settled:
        if event.telegram_user_id is not None and recurring_events.is_latest(tx, event):
            latest[event.telegram_user_id] = event
    for event in latest.values():
        trace.follow(tx, event.event_id)
        _announce(tx, event, (), now)
    return len(latest)


def refold_all(tx: Tx, subscription_id: int, now: int) -> None:
    """Whether it renews by itself has changed for everyone who is paid up."""
    people = recurring_events.people_paid_after(tx, subscription_id, now)
    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]
        access.refold_all(tx, dict.fromkeys(some, access.Cause()), now)


def _apply(tx: Tx, event: RecurringEvent, began_at: int, now: int) -> Outcome:
    """A cancellation names the paid end too: it gives the time whose payment we never heard of,
    as when the bot is younger than the subscription. What an admin has ended it leaves ended."""
    person, expires_at = event.telegram_user_id, event.expires_at
    if person is None or expires_at is None:
        raise ValueError(f"recurring event {event.id} says too little to be applied")
    if event.what is not What.CANCELLED or not recurring_events.ended_by_hand(tx, event):
        began_at = min(began_at, expires_at)
        grants.insert_recurring(tx, NewRecurringGrant(person, event.id, expires_at, began_at))
    recurring_events.set_status(tx, event.id, RecurringStatus.APPLIED)
    access.refold(tx, person, now)
    return Outcome.APPLIED


def _announce(tx: Tx, event: RecurringEvent, admin_ids: tuple[int, ...], now: int) -> None:
    enqueue.buyer(tx, _TOLD[event.what], event.telegram_user_id, event.id, now)
    if event.what in _TOLD_ADMINS:
        enqueue.admins(tx, _TOLD_ADMINS[event.what], admin_ids, event.id, now)


def _insert(
    tx: Tx, event: tribute.RecurringEvent, subscription_id: int, event_id: int, now: int
) -> int:
    if event.telegram_user_id is not None:
        people.ensure(tx, event.telegram_user_id, event.telegram_username, now)
    new = NewRecurringEvent(
        event_id=event_id,
        subscription_id=subscription_id,
        what=_WHAT[event.name],
        telegram_user_id=event.telegram_user_id,
        telegram_username=event.telegram_username,
        trb_user_id=event.trb_user_id,
        name=event.subscription_name,
        type=event.type,
        period=event.period,
        price_minor=event.price_minor,
        amount_minor=event.amount_minor,
        currency=event.currency,
        expires_at=event.expires_at,
        cancel_reason=event.cancel_reason,
        occurred_at=event.created_at,
        received_at=now,
    )
    return recurring_events.insert(tx, new, RecurringStatus.HELD)


def _get(tx: Tx, row: int) -> RecurringEvent:
    found = recurring_events.get(tx, row)
    if found is None:
        raise LookupError(f"recurring event {row} vanished inside its own transaction")
    return found


def _without_plan(
    tx: Tx,
    event: tribute.RecurringEvent,
    event_id: int,
    admin_ids: tuple[int, ...],
    now: int,
) -> Outcome:
    """Nobody can say what was subscribed to: a payment is held; a cancellation gives nothing."""
    if _WHAT[event.name] is What.CANCELLED:
        return Outcome.IGNORED
    if event.telegram_user_id is not None:
        people.ensure(tx, event.telegram_user_id, event.telegram_username, now)
    new = NewPurchase(
        event_id=event_id,
        received_at=now,
        telegram_user_id=event.telegram_user_id,
        telegram_username=event.telegram_username,
        trb_user_id=event.trb_user_id,
        product_name=event.subscription_name,
        amount_minor=event.price_minor,
        currency=event.currency,
        purchased_at=event.created_at,
    )
    _hold(tx, new, HeldReason.UNREADABLE, admin_ids, now)
    return Outcome.HELD


def _as_purchase(event: RecurringEvent) -> NewPurchase:
    return NewPurchase(
        event_id=event.event_id,
        received_at=event.received_at,
        telegram_user_id=event.telegram_user_id,
        telegram_username=event.telegram_username,
        trb_user_id=event.trb_user_id,
        product_name=event.name,
        amount_minor=event.price_minor,
        currency=event.currency,
        purchased_at=event.occurred_at,
    )


def _hold(
    tx: Tx, new: NewPurchase, reason: HeldReason, admin_ids: tuple[int, ...], now: int
) -> None:
    row = purchases.insert(tx, new, reason)
    enqueue.buyer(tx, enqueue.WAITING, new.telegram_user_id, row, now)
    enqueue.admins(tx, enqueue.ADMIN_HELD, admin_ids, row, now)
