"""Grants and revokes access, and folds the subscription again in the same transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from bot.domain.access.lifecycle import next_moment
from bot.domain.access.subscription import extended, fold
from bot.domain.changes import Change, change
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId, PlanId, PurchaseRow, TraceId
from bot.domain.plans import Inclusions, any_of
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.webhooks_out.enqueue import SubscriptionChange, enqueue_webhooks
from storage import grants, plans, subscriptions
from storage.access.counted import note_returns
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant

ACCESS_SIGNAL = "access"
"""Raised in every transaction that changes somebody's subscription, with the person's id."""


class ChangeReason(NamedTuple):
    """Why a subscription changes, for the webhook to the owner's service."""

    plan_id: PlanId | None = None
    """The plan that was bought or refunded, if it is one."""
    tariff: Duration | None = None
    """Its tariff."""
    refunded: bool = False
    trace: TraceId | None = None
    """The log's name of the delivery behind it, if it isn't the work's own `trace_id`."""


_Standings: TypeAlias = subscriptions.Standings
_Folded: TypeAlias = subscriptions.Folded
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
    before = subscriptions.with_activity(tx, [one.telegram_user_id for one in new], now)
    inclusions = None if plans.refolded_up_to(tx) is not None else plans.inclusions(tx)
    after: dict[PersonId, _Folded] = {}
    unclear = []
    for one in new:
        standings = before.get(one.telegram_user_id, subscriptions.NO_STANDINGS)
        found = _with_sale(standings, one, inclusions)
        if found is None:
            unclear.append(one.telegram_user_id)
        else:
            after[one.telegram_user_id] = found
    after |= _folded(tx, unclear, before)
    reasons = {
        one.telegram_user_id: ChangeReason(
            one.tariff.plan_id, one.tariff.duration, trace=traces.get(one.telegram_user_id)
        )
        for one in new
    }
    _save(tx, reasons, before, after, now)


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Revoke exactly the grant of this purchase, if it has a live one."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        plan_id, tariff = grants.of_purchase(tx, purchase_row) or (None, None)
        refold(tx, telegram_user_id, now, ChangeReason(plan_id, tariff, refunded=True))


def restore_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> bool:
    """Let the grant of a purchase count again that was revoked; return False if it has none."""
    if telegram_user_id is None or not grants.restore_for_purchase(tx, purchase_row):
        return False
    plan_id, tariff = grants.of_purchase(tx, purchase_row) or (None, None)
    refold(tx, telegram_user_id, now, ChangeReason(plan_id, tariff))
    return True


def refold(tx: Tx, telegram_user_id: PersonId, now: int, reason: ChangeReason = _NO_REASON) -> None:
    """Fold the person's live grants again, and queue chat steps and the webhook for a change."""
    refold_all(tx, {telegram_user_id: reason}, now)


def refold_all(tx: Tx, reasons: Mapping[PersonId, ChangeReason], now: int) -> None:
    """Do the same as `refold` for many people, with one query for all where that is possible."""
    people = list(reasons)
    before = subscriptions.with_activity(tx, people, now)
    _save(tx, reasons, before, _folded(tx, people, before), now)


def _folded(
    tx: Tx, people: Sequence[PersonId], before: Mapping[PersonId, _Standings]
) -> dict[PersonId, _Folded]:
    """Return what all grants of these people make; None for each plan of which nothing is left.

    A plan comes before those that it includes: so webhooks say first what the others follow from.
    """
    if not people:
        return {}
    live, inclusions = grants.live_of(tx, people), plans.inclusions(tx)
    folded: dict[PersonId, _Folded] = {}
    for person in people:
        found = fold(person, live.get(person, ()), inclusions)
        every = {**dict.fromkeys(before.get(person, ())), **found}
        folded[person] = {one: every[one] for one in inclusions.ordered(every) if one in every}
    note_returns(tx, live, folded)
    return folded


def _with_sale(
    before: _Standings, new: NewPurchaseGrant, inclusions: Inclusions | None
) -> _Folded | None:
    """Return the buyer's subscriptions that a sale changes; None where all of their grants are
    needed: while people are folded again with other inclusions, and for a plan that includes
    others, unless the buyer never had any plan, and for a payment with a fixed end.

    Somebody without a subscription to a plan has no live grant for it but this one.
    """
    plan_id = new.tariff.plan_id
    if new.fixed_end_at is not None:
        return None
    if inclusions is None or (before and inclusions.includes_any(plan_id)):
        return None
    standing = before.get(plan_id)
    grant = Grant(0, new.granted_at, new.tariff.duration)
    found = extended(new.telegram_user_id, standing[0] if standing else None, grant)
    if found is None:
        return None
    if not inclusions.includes_any(plan_id):
        return {plan_id: found}
    included = inclusions.ordered([plan_id])[1:]
    return {plan_id: found, **dict.fromkeys(included, replace(found, bought=None))}


def _save(
    tx: Tx,
    reasons: Mapping[PersonId, ChangeReason],
    before: Mapping[PersonId, _Standings],
    after: Mapping[PersonId, _Folded],
    now: int,
) -> None:
    """Write the subscriptions, and queue everything that follows from their change."""
    subscriptions.save(tx, after, before, _next_looks(tx, after, now), now)
    sync.queue_steps(tx, {person: reason.trace for person, reason in reasons.items()}, now)
    for person in reasons:
        tx.signal(ACCESS_SIGNAL, person)
    changes = (
        one
        for person, reason in reasons.items()
        for one in _changes(
            person, reason, before.get(person, subscriptions.NO_STANDINGS), after[person], now
        )
    )
    enqueue_webhooks(tx, changes, now)


def _changes(
    person: PersonId, reason: ChangeReason, before: _Standings, after: _Folded, now: int
) -> Iterator[SubscriptionChange]:
    """Yield the change of each plan."""
    all_after = {**{plan: one for plan, (one, _) in before.items()}, **after}
    any_plan = any_of(one for one in all_after.values() if one is not None)
    for plan, subscription in after.items():
        was, was_active = before.get(plan, _NEVER_SUBSCRIBED)
        found = change(was, subscription, was_active=was_active, now=now)
        is_reason = plan == reason.plan_id
        if is_reason and reason.refunded:
            found = Change.REFUNDED
        if found is not None:
            tariff = reason.tariff if is_reason else None
            yield SubscriptionChange(found, person, plan, subscription, any_plan, tariff)


def _next_looks(
    tx: Tx, folded: Mapping[PersonId, _Folded], now: int
) -> dict[tuple[PersonId, PlanId], int | None]:
    """Return when the lifecycle worker must look at each subscription next.

    Moments that have passed are skipped: somebody who buys one day needs no reminder three days
    before its end.
    """
    rules = reminders.current_rules(tx)
    looks: dict[object, int | None] = {}  # many end at the same moment, included plans above all
    found = {}
    for person, by_plan in folded.items():
        for plan, one in by_plan.items():
            end = one and (one.expires_at, one.renews_at)
            if end not in looks:
                # before the first start: the worker looks once it runs
                looks[end] = now if rules is None else next_moment(one, rules, now)
            found[person, plan] = looks[end]
    return found
