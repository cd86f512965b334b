"""Applies a refund once, whether Tribute's webhook or an admin's request comes first."""

from bot.domain.models import EventRow, HeldReason, Outcome, PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, NewUnmatchedRefund, Purchase, UnmatchedRefund
from bot.domain.times import arrival, beginning
from bot.tribute.events import REFUND, RefundEvent, has_unknown_name, read
from bot.usecases.access.grants import revoke_purchase
from bot.usecases.outbox.enqueue import cancel_paid_notices, notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import continue_trace
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.purchases.from_event import named_by, new_purchase
from storage import people, purchases, refund_attempts, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase
from storage.queries import refund_candidates


def receive_refund(
    tx: Tx, event: RefundEvent, event_row: EventRow, admin_ids: tuple[int, ...], now: int
) -> Outcome:
    """Apply the refund of a webhook, or hold it if its purchase is unclear.

    So it is where nothing is known of its number, but the person has purchases without one that it
    may mean: until the purchase comes with its number, or an admin says which it is.
    """
    purchase = None
    if has_unknown_name(event):
        pass  # it only looks like a refund: an admin decides
    elif event.purchase_id is not None:
        purchase = purchases.by_purchase_id(tx, event.purchase_id)
        if purchase is None and not _candidates(tx, event):
            purchase = _insert_purchase(tx, event, event_row, now)
    else:
        purchase = _only_candidate(tx, event)
    if purchase is None:
        refund_id = unmatched_refunds.insert(tx, unmatched(event, event_row, now))
        notify_admins(tx, NoticeKind.ADMIN_UNMATCHED, admin_ids, refund_id, now)
        return Outcome.HELD
    refunded_at = event.refunded_at or event.created_at or now
    refund_purchase(tx, purchase, refunded_at, event.refund_reason, admin_ids, now)
    return Outcome.APPLIED


def refund_purchase(  # noqa: PLR0913  (a refund is all of these facts)
    tx: Tx,
    purchase: Purchase,
    refunded_at: int,
    reason: str | None,
    notified: tuple[int, ...],
    now: int,
) -> bool:
    """Refund a purchase in the ledger: revoke its access, notify the buyer and these admins.

    Return False, and change nothing, if it was refunded already.
    """
    _close_open_attempt(tx, purchase.id, now)
    if purchase.status is PurchaseStatus.REFUNDED:
        return False
    if tx.trace_id is None:  # an admin's refund; a webhook's has the trace of its delivery
        continue_trace(tx, purchase.event_row)
    at = beginning(refunded_at, arrival(refunded_at, now))
    purchases.set_refunded(tx, purchase.id, at, reason)
    revoke_purchase(tx, purchase.id, purchase.telegram_user_id, now)
    cancel_paid_notices(tx, purchase.id, now)
    notify_buyer(tx, NoticeKind.REFUNDED, purchase.telegram_user_id, purchase.id, now)
    notify_admins(tx, NoticeKind.ADMIN_REFUND, notified, purchase.id, now)
    close_claims(tx, [purchase.id], now)
    return True


def refund_that_came_first(tx: Tx, new: NewPurchase, now: int) -> PurchaseRow | None:
    """If this purchase's refund came first, record it as refunded and return its row."""
    if new.purchase_id is not None:
        known = purchases.by_purchase_id(tx, new.purchase_id)
        if known is not None:
            purchases.complete(tx, known.id, new)
            close_claims(tx, [known.id], now)
            return known.id
        refund = _refund_of_number(tx, new.purchase_id)
    else:
        refund = _waiting_refund(tx, new)
    if refund is None:
        return None
    row = purchases.insert(tx, new, HeldReason.UNREADABLE)
    purchases.set_refunded(tx, row, refund.refunded_at, refund.refund_reason)
    unmatched_refunds.match(tx, refund.id, row, now)
    close_claims(tx, [row], now)
    webhook_events.set_outcome(tx, refund.event_row, Outcome.APPLIED)
    return row


def refund_of_known_number(
    tx: Tx, purchase_id: int, row: PurchaseRow, admin_ids: tuple[int, ...], now: int
) -> None:
    """Apply an unclear refund of this number, once it is known which purchase has it."""
    refund, purchase = _refund_of_number(tx, purchase_id), purchases.get(tx, row)
    if refund is None or purchase is None:
        return
    unmatched_refunds.match(tx, refund.id, row, now)
    webhook_events.set_outcome(tx, refund.event_row, Outcome.APPLIED)
    refund_purchase(tx, purchase, refund.refunded_at, refund.refund_reason, admin_ids, now)


def note_number(tx: Tx, refund: UnmatchedRefund, purchase: Purchase) -> None:
    """Give a purchase without a number the one that its refund names."""
    event = read(webhook_events.body(tx, refund.event_row))
    number = event.purchase_id if isinstance(event, RefundEvent) else None
    if purchase.purchase_id is not None or number is None:
        return
    if purchases.by_purchase_id(tx, number) is None:
        purchases.set_number(tx, purchase.id, number)


def _refund_of_number(tx: Tx, purchase_id: int) -> UnmatchedRefund | None:
    event = webhook_events.find(tx, f"{REFUND}:purchase:{purchase_id}")
    return unmatched_refunds.open_of_event(tx, event.id) if event is not None else None


def _insert_purchase(tx: Tx, event: RefundEvent, event_row: EventRow, now: int) -> Purchase | None:
    """Insert the purchase of a refund that came first, so that it arrives as refunded."""
    if event.telegram_user_id is not None:
        people.ensure_all(tx, [named_by(event, event.telegram_user_id)], now)
    new = new_purchase(event, event_row, now)
    return purchases.get(tx, purchases.insert(tx, new, HeldReason.UNREADABLE))


def _only_candidate(tx: Tx, event: RefundEvent) -> Purchase | None:
    """Return the only purchase that a refund without a number can mean; None if unclear.

    It is unclear too where a purchase with a number may be meant just as well.
    """
    if event.problems or event.product_id is None:
        return None
    meant = _meant(tx, event, event.product_id)
    return meant[0] if len(meant) == 1 and meant[0].purchase_id is None else None


def _candidates(tx: Tx, event: RefundEvent) -> list[Purchase]:
    """Return the purchases without a number that a refund may mean."""
    if event.product_id is None:
        return []
    return _meant(tx, event, event.product_id, numbered=False)


def _meant(tx: Tx, event: RefundEvent, product_id: int, *, numbered: bool = True) -> list[Purchase]:
    buyer = (event.telegram_user_id, event.trb_user_id)
    return refund_candidates.meant(tx, product_id, *buyer, event.amount_minor, numbered=numbered)


def _waiting_refund(tx: Tx, new: NewPurchase) -> UnmatchedRefund | None:
    """Return an open, later refund without a number, of the same buyer, product and amount, that
    can mean no other purchase."""
    if new.product_id is None:
        return None
    for refund in unmatched_refunds.all_open(tx):
        same = (refund.telegram_user_id, refund.product_id, refund.amount_minor)
        meant = same == (new.telegram_user_id, new.product_id, new.amount_minor)
        if not meant or (new.purchased_at or 0) > refund.refunded_at:
            continue
        event = read(webhook_events.body(tx, refund.event_row))
        if isinstance(event, RefundEvent) and _means_only(tx, event, new, new.product_id):
            return refund
    return None


def _means_only(tx: Tx, event: RefundEvent, new: NewPurchase, product_id: int) -> bool:
    if event.purchase_id is not None or has_unknown_name(event):
        return False
    if event.telegram_user_id is None and (event.trb_user_id or "") != new.trb_user_id:
        return False
    buyer = (new.telegram_user_id, new.trb_user_id)
    return not refund_candidates.meant(tx, product_id, *buyer, event.amount_minor)


def unmatched(event: RefundEvent, event_row: EventRow, now: int) -> NewUnmatchedRefund:
    """Return the record of a refund whose purchase is unclear."""
    return NewUnmatchedRefund(
        event_row=event_row,
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
