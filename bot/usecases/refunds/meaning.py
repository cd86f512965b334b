"""Finds which purchase a refund means that doesn't surely name one."""

from bot.domain.models import EventRow
from bot.domain.records import Purchase, UnmatchedRefund
from bot.tribute.events import RefundEvent, has_unknown_name, read
from storage import unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase
from storage.queries import refund_candidates
from storage.queries.refund_candidates import Sought


def with_number(tx: Tx, event_row: EventRow) -> RefundEvent | None:
    """Return the refund of a delivery that surely is one and names a number; else None."""
    event = read(webhook_events.body(tx, event_row))
    if not isinstance(event, RefundEvent) or has_unknown_name(event):
        return None
    return event if event.purchase_id is not None else None


def sought_by(event: RefundEvent) -> Sought | None:
    """Return the facts of the purchase that a refund means; None if nothing tells them."""
    if event.product_id is None:
        return None
    return Sought(
        event.product_id,
        event.telegram_user_id,
        event.trb_user_id,
        event.amount_minor,
        event.refunded_at or event.created_at,
    )


def only_candidate(tx: Tx, event: RefundEvent) -> Purchase | None:
    """Return the only purchase that a refund without a number can mean; None if unclear.

    It is unclear too where a purchase with a number may be meant just as well, or where an unclear
    refund with a number may be this purchase's.
    """
    sought = sought_by(event)
    if event.problems or sought is None:
        return None
    meant = refund_candidates.meant(tx, sought)
    if len(meant) != 1 or meant[0].purchase_id is not None or claimants(tx, meant[0]):
        return None
    return meant[0]


def may_mean_a_known_one(tx: Tx, event: RefundEvent) -> bool:
    """Return whether a refund may mean a purchase that stands and has no number."""
    sought = sought_by(event)
    return sought is not None and bool(refund_candidates.meant(tx, sought, numbered=False))


def claimants(tx: Tx, purchase: Purchase | NewPurchase) -> list[UnmatchedRefund]:
    """Return the unclear refunds with a number that may be the refund of this purchase."""
    if purchase.product_id is None:
        return []
    unclear = unmatched_refunds.open_of_buyer(tx, purchase.product_id, purchase.telegram_user_id)
    return [one for one in unclear if _claims(tx, one, purchase)]


def waiting_refund(tx: Tx, new: NewPurchase) -> UnmatchedRefund | None:
    """Return an open, later refund without a number, of the same buyer, product and amount, that
    can mean no other purchase; None where another refund may mean this one."""
    if new.product_id is None or claimants(tx, new):
        return None
    for refund in unmatched_refunds.open_of_buyer(tx, new.product_id, new.telegram_user_id):
        same = (refund.telegram_user_id, refund.amount_minor)
        meant = same == (new.telegram_user_id, new.amount_minor)
        if not meant or (new.purchased_at or 0) > refund.refunded_at:
            continue
        event = read(webhook_events.body(tx, refund.event_row))
        if not isinstance(event, RefundEvent) or has_unknown_name(event):
            continue
        buyer = (new.telegram_user_id, new.trb_user_id)
        sought = Sought(new.product_id, *buyer, new.amount_minor, refund.refunded_at)
        if _of_same_buyer(event, new) and not refund_candidates.meant(tx, sought):
            return refund
    return None


def _claims(tx: Tx, refund: UnmatchedRefund, purchase: Purchase | NewPurchase) -> bool:
    event = with_number(tx, refund.event_row)
    if event is None:
        return False
    amounts = {refund.amount_minor, purchase.amount_minor} - {None}
    if len(amounts) > 1 or (purchase.purchased_at or 0) > refund.refunded_at:
        return False
    return _of_same_buyer(event, purchase)


def _of_same_buyer(event: RefundEvent, purchase: Purchase | NewPurchase) -> bool:
    """Return whether a refund that names nobody else on Telegram is of this purchase's buyer."""
    if event.telegram_user_id is not None:
        return True
    return event.trb_user_id is not None and event.trb_user_id == purchase.trb_user_id
