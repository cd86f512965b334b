"""Grants and revokes access, and folds the subscription again in the same transaction."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from bot.domain.changes import Change, change
from bot.domain.durations import Duration
from bot.domain.lifecycle import next_moment
from bot.domain.models import Grant, PersonId, PurchaseRow, Subscription, TraceId
from bot.domain.subscription import extended, fold
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.webhooks_out.enqueue import SubscriptionChange, enqueue_webhooks
from storage import grants
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant

ACCESS_SIGNAL = "access"
"""Raised in every transaction that changes somebody's subscription, with the person's id."""


class ChangeReason(NamedTuple):
    """Why a subscription changes, for the webhook to the owner's service."""

    tariff: Duration | None = None
    """The tariff that was bought or refunded, if it is one."""
    refunded: bool = False
    trace: TraceId | None = None
    """The log's name of the delivery behind it, if it isn't the work's own `trace_id`."""


_Standing: TypeAlias = tuple[Subscription, bool]
"""A subscription, and whether it counts as active."""
_NO_REASON = ChangeReason()
_NEVER_SUBSCRIBED = (None, False)


def grant_purchases(
    tx: Tx,
    new: Sequence[NewPurchaseGrant],
    now: int,
    traces: Mapping[PersonId, TraceId | None] = MappingProxyType({}),
) -> None:
    """Grant the buyers of these purchases, all different people, their tariffs' time.

    The time counts from `granted_at`. `traces` has the log's names of the deliveries behind it. A
    person's other grants are read only where their subscription alone doesn't say what it becomes.
    """
    grants.insert_for_purchases(tx, new)
    before = grants.with_activity(tx, [one.telegram_user_id for one in new], now)
    after = {one.telegram_user_id: _with_sale(before.get(one.telegram_user_id), one) for one in new}
    after |= _folded(tx, [person for person, found in after.items() if found is None])
    reasons = {
        one.telegram_user_id: ChangeReason(one.duration, trace=traces.get(one.telegram_user_id))
        for one in new
    }
    _save(tx, reasons, before, after, now)


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Revoke exactly the grant of this purchase, if it has a live one."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        tariff = grants.duration_of_purchase(tx, purchase_row)
        refold(tx, telegram_user_id, now, ChangeReason(tariff, refunded=True))


def restore_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> bool:
    """Let the grant of a purchase count again that was revoked; return False if it has none."""
    if telegram_user_id is None or not grants.restore_for_purchase(tx, purchase_row):
        return False
    tariff = grants.duration_of_purchase(tx, purchase_row)
    refold(tx, telegram_user_id, now, ChangeReason(tariff))
    return True


def refold(tx: Tx, telegram_user_id: PersonId, now: int, reason: ChangeReason = _NO_REASON) -> None:
    """Fold the person's live grants again, and queue chat steps and the webhook for a change."""
    refold_all(tx, {telegram_user_id: reason}, now)


def refold_all(tx: Tx, reasons: Mapping[PersonId, ChangeReason], now: int) -> None:
    """Do the same as `refold` for many people, with one query for all where that is possible."""
    people = list(reasons)
    before = grants.with_activity(tx, people, now)
    _save(tx, reasons, before, _folded(tx, people), now)


def _folded(tx: Tx, people: Sequence[PersonId]) -> dict[PersonId, Subscription | None]:
    live = grants.live_of(tx, people) if people else {}
    return {person: fold(person, live.get(person, ())) for person in people}


def _with_sale(before: _Standing | None, new: NewPurchaseGrant) -> Subscription | None:
    """Return the buyer's subscription after a sale; None where all of their grants are needed.

    Somebody without a subscription has no live grant but this one.
    """
    grant = Grant(0, new.granted_at, new.duration)
    return extended(new.telegram_user_id, before[0] if before else None, grant)


def _save(
    tx: Tx,
    reasons: Mapping[PersonId, ChangeReason],
    before: Mapping[int, _Standing],
    after: Mapping[PersonId, Subscription | None],
    now: int,
) -> None:
    """Write the subscriptions, and queue everything that follows from their change."""
    grants.save_subscriptions(tx, after, _next_looks(tx, after, now), now)
    sync.queue_steps(tx, {person: reason.trace for person, reason in reasons.items()}, now)
    changes = []
    for person, reason in reasons.items():
        tx.signal(ACCESS_SIGNAL, person)
        was, was_active = before.get(person, _NEVER_SUBSCRIBED)
        found = change(was, after[person], was_active=was_active, now=now)
        if reason.refunded:
            found = Change.REFUNDED
        if found is not None:
            changes.append(SubscriptionChange(found, person, after[person], reason.tariff))
    enqueue_webhooks(tx, changes, now)


def _next_looks(
    tx: Tx, folded: Mapping[PersonId, Subscription | None], now: int
) -> dict[PersonId, int | None]:
    """Return when the lifecycle worker must look at each subscription next.

    Moments that have passed are skipped: somebody who buys one day needs no reminder three days
    before its end.
    """
    rules = reminders.current_rules(tx)
    if rules is None:  # before the first start: the worker looks once it runs
        return dict.fromkeys(folded, now)
    return {person: next_moment(one, rules, now) for person, one in folded.items()}
