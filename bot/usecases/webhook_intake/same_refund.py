"""Recognizes a refund that is known from another body, with or without the purchase's number."""

from bot.domain.models import EventRow, Outcome, PurchaseStatus
from bot.tribute.events import RefundEvent
from bot.usecases.webhook_intake.likeness import Likeness, most_alike, without_its_number
from storage import purchases, unmatched_refunds
from storage.engine.tx import Tx
from storage.queries import same_payments


def join_known_refund(tx: Tx, event: RefundEvent, event_row: EventRow, now: int) -> Outcome | None:
    """If this refund is known from a body of the other shape, return the outcome; else None.

    A number makes a known refund clear that was unclear without it.
    """
    if event.product_id is None:
        return None
    if event.purchase_id is None:
        told = same_payments.numbered_refunds(tx, event.product_id, event.telegram_user_id)
        alike = most_alike(event, told)
        same = alike is not None and alike[1] is Likeness.SAME
        return Outcome.DUPLICATE if same else None
    first = without_its_number(tx, event)
    if first is None or first.outcome == Outcome.IGNORED:
        return None
    unclear = unmatched_refunds.open_of_event(tx, first.id)
    if unclear is None:
        _number_refunded(tx, event, event.purchase_id)
        return Outcome.DUPLICATE
    known = purchases.by_purchase_id(tx, event.purchase_id)
    if known is None:
        unmatched_refunds.set_event(tx, unclear.id, event_row)
        return Outcome.HELD
    unmatched_refunds.match(tx, unclear.id, known.id, now)
    return None


def _number_refunded(tx: Tx, event: RefundEvent, purchase_id: int) -> None:
    """Let the purchase that the first body has refunded have the number of this one."""
    if event.product_id is None or purchases.by_purchase_id(tx, purchase_id) is not None:
        return
    refunded_at = event.refunded_at or event.created_at
    for told in same_payments.without_number(tx, event.product_id, event.telegram_user_id):
        one = purchases.get(tx, told.purchase_row) if told.purchase_row is not None else None
        if one is None or one.status is not PurchaseStatus.REFUNDED:
            continue
        if one.refunded_at == refunded_at:
            purchases.set_number(tx, one.id, purchase_id)
            return
