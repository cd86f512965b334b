"""Recognizes a refund that is known from another body, with or without the purchase's number."""

from bot.domain.models import EventRow, Outcome, PurchaseStatus
from bot.domain.records import Purchase
from bot.tribute.events import RefundEvent
from bot.usecases.refunds.mistaken import let_stand_again
from bot.usecases.webhook_intake.likeness import Likeness, most_alike, without_its_number
from storage import purchases, unmatched_refunds
from storage.engine.tx import Tx
from storage.queries import same_payments
from storage.queries.same_payments import Buyer


def join_known_refund(
    tx: Tx, event: RefundEvent, event_row: EventRow, admin_ids: tuple[int, ...], now: int
) -> Outcome | None:
    """If this refund is known from a body of the other shape, return the outcome; else None.

    A number makes a known refund clear that was unclear without it. It may also say that not the
    purchase was meant which has been refunded: then that one stands again.
    """
    if event.product_id is None:
        return None
    if event.purchase_id is None:
        told = same_payments.numbered_refunds(tx, event.product_id, _buyer(event))
        alike = most_alike(event, told)
        same = alike is not None and alike[1] is Likeness.SAME
        return Outcome.DUPLICATE if same else None
    first = without_its_number(tx, event)
    if first is None or first.outcome == Outcome.IGNORED:
        return None
    known = purchases.by_purchase_id(tx, event.purchase_id)
    unclear = unmatched_refunds.open_of_event(tx, first.id)
    if unclear is None:
        return _of_taken(tx, event, event.purchase_id, known, admin_ids, now)
    if known is None:
        unmatched_refunds.set_event(tx, unclear.id, event_row)
        return Outcome.HELD
    unmatched_refunds.match(tx, unclear.id, known.id, now)
    return None


def _of_taken(  # noqa: PLR0913  (the number is known to be one)
    tx: Tx,
    event: RefundEvent,
    number: int,
    known: Purchase | None,
    admin_ids: tuple[int, ...],
    now: int,
) -> Outcome | None:
    """Decide about a refund whose body without a number has taken a purchase already."""
    taken = _refunded_by(tx, event)
    if taken is None:
        return Outcome.DUPLICATE
    if known is None:
        purchases.set_number(tx, taken.id, number)
        return Outcome.DUPLICATE
    if known.status is PurchaseStatus.REFUNDED:
        return Outcome.DUPLICATE
    let_stand_again(tx, taken, admin_ids, now)
    return None


def _refunded_by(tx: Tx, event: RefundEvent) -> Purchase | None:
    """Return the purchase without a number that the first body of this refund has refunded."""
    if event.product_id is None:
        return None
    refunded_at = event.refunded_at or event.created_at
    for told in same_payments.without_number(tx, event.product_id, _buyer(event)):
        one = purchases.get(tx, told.purchase_row) if told.purchase_row is not None else None
        if one is None or one.status is not PurchaseStatus.REFUNDED:
            continue
        if one.refunded_at == refunded_at and event.amount_minor in {None, one.amount_minor}:
            return one
    return None


def _buyer(event: RefundEvent) -> Buyer:
    return Buyer(event.telegram_user_id, event.trb_user_id)
