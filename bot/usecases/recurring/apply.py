"""Applies the events of Tribute's recurring subscriptions to the ledger, in any order."""

from collections.abc import Collection

from bot.domain.models import EventRow, HeldReason, Outcome, bare_username
from bot.domain.recurring import (
    NewRecurringEvent,
    RecurringBinding,
    RecurringChange,
    RecurringEvent,
    RecurringStatus,
)
from bot.domain.times import arrival, beginning
from bot.tribute import events as tribute
from bot.usecases.access.grants import ChangeReason, refold, refold_all
from bot.usecases.outbox.enqueue import notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import continue_trace
from bot.usecases.purchases.from_event import named_by
from storage import grants, people, purchases, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewRecurringGrant
from storage.purchases import NewPurchase
from storage.recurring import recurring_bindings, recurring_events, recurring_plans

_AT_ONCE = 500
_CHANGES = dict(
    zip(
        tribute.RECURRING,
        (RecurringChange.NEW, RecurringChange.RENEWED, RecurringChange.CANCELLED),
        strict=True,
    )
)
_NOTICES = {
    RecurringChange.NEW: NoticeKind.RECURRING_STARTED,
    RecurringChange.RENEWED: NoticeKind.RECURRING_RENEWED,
    RecurringChange.CANCELLED: NoticeKind.RECURRING_CANCELLED,
}
_ADMIN_NOTICES = {
    RecurringChange.NEW: NoticeKind.ADMIN_RECURRING_NEW,
    RecurringChange.CANCELLED: NoticeKind.ADMIN_RECURRING_CANCELLED,
}


def receive_recurring(
    tx: Tx,
    event: tribute.RecurringEvent,
    event_row: EventRow,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Record an event, and apply it if its recurring subscription counted as access when it was
    made.

    While no admin has decided whether that counts, the event is held and admins are asked once. One
    that counts only since is applied as it would be if it had come before that decision.
    """
    if event.subscription_id is None:
        return _without_product(tx, event, event_row, admin_ids, now)
    state = recurring_plans.remember(
        tx, event.subscription_id, event.subscription_name, event.channel_name, now
    )
    row = _insert(tx, event, event.subscription_id, event_row, now)
    if state is RecurringBinding.UNBOUND:
        unbound = NoticeKind.ADMIN_RECURRING_UNBOUND
        notify_admins(tx, unbound, admin_ids, event.subscription_id, now)
        return Outcome.HELD
    stored = _get(tx, row)
    occurred_at = beginning(event.created_at, stored.received_at)
    then = recurring_bindings.of_payment(tx, event.subscription_id, occurred_at)
    over = event.expires_at is not None and event.expires_at <= now
    foreign = then is None or then.plan_id is None
    if foreign and (state is RecurringBinding.FOREIGN or over):
        recurring_events.set_status(tx, row, RecurringStatus.IGNORED)
        return Outcome.IGNORED
    began_at = now if foreign else occurred_at
    outcome = settle(tx, stored, began_at, admin_ids, now)
    if outcome is Outcome.APPLIED:
        _announce(tx, stored, admin_ids, now)
    elif outcome is Outcome.IGNORED:
        notify_admins(tx, NoticeKind.ADMIN_RECURRING_UNCLEAR, admin_ids, event_row, now)
    return outcome


def settle(
    tx: Tx, event: RecurringEvent, began_at: int, admin_ids: Collection[int], now: int
) -> Outcome:
    """Grant the time that was paid, from `began_at` on, or record that it won't be renewed.

    A payment that can't be granted automatically is held like any other.
    """
    whole = webhook_events.problems(tx, event.event_row) is None
    person, expires_at = event.telegram_user_id, event.expires_at
    if whole and person is not None and expires_at is not None:
        plan_id = recurring_bindings.plan_of_payment(tx, event.subscription_id, began_at)
        began_at = min(began_at, expires_at)
        paid = NewRecurringGrant(person, plan_id, event.id, expires_at, began_at)
        return _apply(tx, event, paid, now)
    if event.what is RecurringChange.CANCELLED:
        recurring_events.set_status(tx, event.id, RecurringStatus.IGNORED)
        return Outcome.IGNORED
    recurring_events.set_status(tx, event.id, RecurringStatus.SETTLING)
    reason = HeldReason.NO_BUYER if whole else HeldReason.UNREADABLE
    _hold(tx, _as_purchase(event), reason, admin_ids, now)
    return Outcome.HELD


def announce_latest(tx: Tx, settled: list[RecurringEvent], now: int) -> int:
    """Notify each person of the latest event of each of their periods; return how many people."""
    latest = {
        (event.telegram_user_id, event.period_id): event
        for event in settled
        if recurring_events.is_latest(tx, event)
    }
    for event in latest.values():
        continue_trace(tx, event.event_row)
        _announce(tx, event, (), now)
    return len({person for person, _ in latest})


def refold_subscribers(tx: Tx, subscription_id: int, now: int) -> None:
    """Fold the access of all subscribers again, after a change of whether it renews.

    Also of those whose paid time is over: their subscription still says when it was to renew.
    """
    subscribers = recurring_events.people_with_grants(tx, subscription_id)
    for first in range(0, len(subscribers), _AT_ONCE):
        some = subscribers[first : first + _AT_ONCE]
        refold_all(tx, dict.fromkeys(some, ChangeReason()), now)


def _apply(tx: Tx, event: RecurringEvent, paid: NewRecurringGrant, now: int) -> Outcome:
    """Grant the paid time of an event and fold the person's access again.

    A cancellation names the paid end too, so it grants time whose payment never came, as when the
    bot is younger than the subscription; but not time that an admin has cut.
    """
    if event.what is not RecurringChange.CANCELLED or not recurring_events.is_cut(tx, event):
        grants.insert_recurring(tx, paid)
    recurring_events.set_status(tx, event.id, RecurringStatus.APPLIED)
    refold(tx, paid.telegram_user_id, now)
    return Outcome.APPLIED


def _announce(tx: Tx, event: RecurringEvent, admin_ids: Collection[int], now: int) -> None:
    notify_buyer(tx, _NOTICES[event.what], event.telegram_user_id, event.id, now)
    if event.what in _ADMIN_NOTICES:
        notify_admins(tx, _ADMIN_NOTICES[event.what], admin_ids, event.id, now)


def _insert(
    tx: Tx, event: tribute.RecurringEvent, subscription_id: int, event_row: EventRow, now: int
) -> int:
    if event.telegram_user_id is not None:
        people.ensure_all(tx, [named_by(event, event.telegram_user_id)], now)
    new = NewRecurringEvent(
        event_row=event_row,
        subscription_id=subscription_id,
        what=_CHANGES[event.name],
        telegram_user_id=event.telegram_user_id,
        telegram_username=bare_username(event.telegram_username),
        trb_user_id=event.trb_user_id,
        name=event.subscription_name,
        type=event.type,
        period_id=event.period_id,
        period=event.period,
        price_minor=event.price_minor,
        amount_minor=event.amount_minor,
        currency=event.currency,
        expires_at=event.expires_at,
        cancel_reason=event.cancel_reason,
        occurred_at=event.created_at,
        received_at=arrival(event.created_at, now),
    )
    return recurring_events.insert(tx, new, RecurringStatus.HELD)


def _get(tx: Tx, row: int) -> RecurringEvent:
    found = recurring_events.get(tx, row)
    if found is None:
        raise LookupError(f"recurring event {row} vanished inside its own transaction")
    return found


def _without_product(
    tx: Tx,
    event: tribute.RecurringEvent,
    event_row: EventRow,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Hold the payment of an event that names no subscription; report such a cancellation."""
    if _CHANGES[event.name] is RecurringChange.CANCELLED:
        if recurring_plans.any_counts(tx):
            notify_admins(tx, NoticeKind.ADMIN_RECURRING_UNCLEAR, admin_ids, event_row, now)
        return Outcome.IGNORED
    if event.telegram_user_id is not None:
        people.ensure_all(tx, [named_by(event, event.telegram_user_id)], now)
    new = NewPurchase(
        event_row=event_row,
        received_at=arrival(event.created_at, now),
        telegram_user_id=event.telegram_user_id,
        telegram_username=bare_username(event.telegram_username),
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
        event_row=event.event_row,
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
    tx: Tx, new: NewPurchase, reason: HeldReason, admin_ids: Collection[int], now: int
) -> None:
    row = purchases.insert(tx, new, reason)
    notify_buyer(tx, NoticeKind.WAITING, new.telegram_user_id, row, now)
    notify_admins(tx, NoticeKind.ADMIN_HELD, admin_ids, row, now)
