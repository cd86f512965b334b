"""A payment given back: whichever word of it comes first takes the access back, once."""

from bot.domain.models import HeldReason, Outcome, PurchaseRow, PurchaseStatus
from bot.tribute.events import RefundEvent
from bot.usecases.access import grants
from bot.usecases.outbox import enqueue, trace
from bot.usecases.purchases.from_event import new_purchase
from storage import people, purchases, refund_attempts, unmatched_refunds
from storage.engine.tx import Tx
from storage.purchases import NewPurchase, Purchase
from storage.refund_attempts import AttemptState
from storage.unmatched_refunds import NewUnmatchedRefund, UnmatchedRefund


def receive_refund(
    tx: Tx, event: RefundEvent, event_id: int, admin_ids: tuple[int, ...], now: int
) -> Outcome:
    """Do what a refund webhook says; hold it where it is unclear which purchase it means."""
    if event.purchase_id is not None:
        purchase = purchases.by_purchase_id(tx, event.purchase_id)
        if purchase is None:
            purchase = _remember(tx, event, event_id, now)
    else:
        purchase = _only_candidate(tx, event)
    if purchase is None:
        refund_id = unmatched_refunds.insert(tx, _unmatched(event, event_id, now))
        enqueue.admins(tx, enqueue.ADMIN_UNMATCHED, admin_ids, refund_id, now)
        return Outcome.HELD
    refunded_at = event.refunded_at or event.created_at or now
    take_back(tx, purchase, refunded_at, event.refund_reason, admin_ids, now)
    return Outcome.APPLIED


def take_back(  # noqa: PLR0913  (a refund is all of these facts)
    tx: Tx,
    purchase: Purchase,
    refunded_at: int,
    reason: str | None,
    tell: tuple[int, ...],
    now: int,
) -> bool:
    """Refund a purchase in the ledger: its access goes, the buyer and the admins in `tell` are
    told. False, and nothing changes, where it was refunded already."""
    _close_open_attempt(tx, purchase.id, now)
    if purchase.status is PurchaseStatus.REFUNDED:
        return False
    if tx.event_id is None:  # an admin's refund; a webhook's has its own delivery's name
        trace.follow(tx, purchase.event_id)
    purchases.set_refunded(tx, purchase.id, min(refunded_at, now), reason)
    grants.revoke_purchase(tx, purchase.id, purchase.telegram_user_id, now)
    enqueue.withdraw_paid(tx, purchase.id, now)
    enqueue.buyer(tx, enqueue.REFUNDED, purchase.telegram_user_id, purchase.id, now)
    enqueue.admins(tx, enqueue.ADMIN_REFUND, tell, purchase.id, now)
    return True


def refund_that_came_first(tx: Tx, new: NewPurchase, now: int) -> PurchaseRow | None:
    """If this purchase's refund is here already, record the purchase as refunded; its row."""
    if new.purchase_id is not None:
        known = purchases.by_purchase_id(tx, new.purchase_id)
        if known is None:
            return None
        purchases.complete(tx, known.id, new)
        return known.id
    refund = _waiting_refund(tx, new)
    if refund is None:
        return None
    row = purchases.insert(tx, new, HeldReason.UNREADABLE)
    purchases.set_refunded(tx, row, refund.refunded_at, refund.refund_reason)
    unmatched_refunds.match(tx, refund.id, row, now)
    return row


def _remember(tx: Tx, event: RefundEvent, event_id: int, now: int) -> Purchase | None:
    """A refund before its purchase: put the purchase down, so that it arrives as refunded."""
    if event.telegram_user_id is not None:
        people.ensure(tx, event.telegram_user_id, event.telegram_username, now)
    new = new_purchase(event, event_id, now)
    return purchases.get(tx, purchases.insert(tx, new, HeldReason.UNREADABLE))


def _only_candidate(tx: Tx, event: RefundEvent) -> Purchase | None:
    """The purchase a refund without a number means, where only one can be meant."""
    if event.product_id is None or event.telegram_user_id is None or event.problems:
        return None
    candidates = [
        purchase
        for purchase in purchases.without_number(tx, event.product_id, event.telegram_user_id)
        if event.amount_minor in {None, purchase.amount_minor}
    ]
    return candidates[0] if len(candidates) == 1 else None


def _waiting_refund(tx: Tx, new: NewPurchase) -> UnmatchedRefund | None:
    """An open refund without a number that is this person's, product's and amount's, and later."""
    if new.telegram_user_id is None or new.product_id is None:
        return None
    for refund in unmatched_refunds.all_open(tx):
        same = (refund.telegram_user_id, refund.product_id, refund.amount_minor)
        meant = same == (new.telegram_user_id, new.product_id, new.amount_minor)
        if meant and (new.purchased_at or 0) <= refund.refunded_at:
            return refund
    return None


def _unmatched(event: RefundEvent, event_id: int, now: int) -> NewUnmatchedRefund:
    return NewUnmatchedRefund(
        event_id=event_id,
        telegram_user_id=event.telegram_user_id,
        product_id=event.product_id,
        product_name=event.product_name,
        amount_minor=event.amount_minor,
        currency=event.currency,
        refund_reason=event.refund_reason,
        refunded_at=event.refunded_at or event.created_at or now,
    )


def _close_open_attempt(tx: Tx, row: PurchaseRow, now: int) -> None:
    attempt = refund_attempts.open_attempt(tx, row)
    if attempt is not None:
        refund_attempts.set_state(tx, attempt.id, AttemptState.SUCCEEDED, None, now)
