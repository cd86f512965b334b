"""Matches the refunds and purchases of Tribute's webhooks, whichever of the two comes first."""

from collections.abc import Collection

from bot.domain.models import EventRow, HeldReason, Outcome, PurchaseRow
from bot.domain.records import Purchase, UnmatchedRefund
from bot.tribute.events import REFUND, RefundEvent, has_unknown_name
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.refunds.apply import unmatched
from bot.usecases.refunds.early import row_of_another
from bot.usecases.refunds.guesses import let_go_others, numbered, refund_for_sure, settle
from bot.usecases.refunds.meaning import waiting_refund
from storage import purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase


def receive_refund(
    tx: Tx, event: RefundEvent, event_row: EventRow, admin_ids: Collection[int], now: int
) -> Outcome:
    """Apply the refund of a webhook, or hold it if its purchase is unclear.

    So it is where nothing is known of its number, but the person has purchases without one that it
    may mean: until the purchase comes with its number, or an admin says which it is. An event that
    only looks like a refund is left to an admin too.
    """
    if event.purchase_id is not None and not has_unknown_name(event):
        purchase = numbered(tx, event, event.purchase_id, event_row, now)
        if purchase is not None:
            refunded_at = event.refunded_at or event.created_at or now
            reason = event.refund_reason
            refund_for_sure(tx, purchase, refunded_at, reason, admin_ids, now)
            return Outcome.APPLIED
    refund = unmatched_refunds.insert(tx, unmatched(event, event_row, now))
    if settle(tx, refund, admin_ids, now):
        return Outcome.APPLIED
    let_go_others(tx, event_row, admin_ids, now)
    notify_admins(tx, NoticeKind.ADMIN_UNMATCHED, admin_ids, refund.id, now)
    return Outcome.HELD


def refund_that_came_first(tx: Tx, new: NewPurchase, now: int) -> PurchaseRow | None:
    """If this purchase's refund came first, record it as refunded and return its row."""
    if new.purchase_id is not None:
        known = purchases.by_purchase_id(tx, new.purchase_id)
        refund = _refund_of_number(tx, new.purchase_id)
        if known is not None:
            purchases.complete(tx, known.id, new)
            close_claims(tx, [known.id], now)
            _match(tx, refund, known.id, now)
            return known.id
    else:
        refund = waiting_refund(tx, new)
    if refund is None:
        return None
    row = row_of_another(tx, new, now)
    if row is None:
        row = purchases.insert(tx, new, HeldReason.UNREADABLE)
    purchases.set_refunded(tx, row, refund.refunded_at, refund.refund_reason)
    _match(tx, refund, row, now)
    close_claims(tx, [row], now)
    return row


def is_refunded(tx: Tx, purchase_id: int) -> bool:
    """Return whether the refund of a number has come whose purchase is still to come."""
    recorded = purchases.by_purchase_id(tx, purchase_id)
    return recorded is not None or _refund_of_number(tx, purchase_id) is not None


def refund_of_known_number(
    tx: Tx, purchase_id: int, row: PurchaseRow, admin_ids: Collection[int], now: int
) -> None:
    """Apply an unclear refund of this number, once it is known which purchase has it."""
    refund, purchase = _refund_of_number(tx, purchase_id), purchases.get(tx, row)
    if refund is not None and purchase is not None:
        facts = (refund.refunded_at, refund.refund_reason)
        refund_for_sure(tx, purchase, *facts, admin_ids, now)
        _match(tx, refund, row, now)


def refund_instead(  # noqa: PLR0913  (the refund's facts are those of the mistaken purchase)
    tx: Tx,
    known: Purchase | None,
    new: NewPurchase,
    mistaken: Purchase,
    admin_ids: Collection[int],
    now: int,
) -> PurchaseRow:
    """Refund the purchase that a refund meant which had taken another, and return its row.

    `known` is the same purchase where its body without a number came before; else it is stored.
    """
    refunded_at, reason = mistaken.refunded_at or now, mistaken.refund_reason
    if known is not None and new.purchase_id is not None:
        purchases.set_number(tx, known.id, new.purchase_id)
        purchases.complete(tx, known.id, new._replace(purchased_at=None))
        refund_for_sure(tx, known, refunded_at, reason, admin_ids, now)
        return known.id
    row = purchases.insert(tx, new, HeldReason.UNREADABLE)
    purchases.set_refunded(tx, row, refunded_at, reason)
    close_claims(tx, [row], now)
    notify_admins(tx, NoticeKind.ADMIN_REFUNDED_FIRST, admin_ids, row, now)
    return row


def _match(tx: Tx, refund: UnmatchedRefund | None, row: PurchaseRow, now: int) -> None:
    if refund is not None:
        unmatched_refunds.match(tx, refund.id, row, now)
        webhook_events.set_outcome(tx, refund.event_row, Outcome.APPLIED)


def _refund_of_number(tx: Tx, purchase_id: int) -> UnmatchedRefund | None:
    event = webhook_events.find(tx, f"{REFUND}:purchase:{purchase_id}")
    return unmatched_refunds.open_of_event(tx, event.id) if event is not None else None
