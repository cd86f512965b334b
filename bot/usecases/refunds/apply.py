"""Applies a refund once, whether Tribute's webhook or an admin's request comes first."""

from collections.abc import Collection

from bot.domain.models import EventRow, PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, NewUnmatchedRefund, Purchase, UnmatchedRefund
from bot.domain.times import arrival, beginning
from bot.tribute.events import RefundEvent, read
from bot.usecases.access.grants import revoke_purchase
from bot.usecases.outbox.enqueue import cancel_paid_notices, notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import continue_trace
from bot.usecases.purchases.close_claims import close_claims
from storage import purchases, refund_attempts, webhook_events
from storage.engine.tx import Tx


def refund_purchase(  # noqa: PLR0913  (a refund is all of these facts)
    tx: Tx,
    purchase: Purchase,
    refunded_at: int,
    reason: str | None,
    notified: Collection[int],
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


def note_number(tx: Tx, refund: UnmatchedRefund, purchase: Purchase) -> None:
    """Give a purchase without a number the one that its refund names.

    Where the refund has a row of its own already, that one counts for both.
    """
    event = read(webhook_events.body(tx, refund.event_row))
    number = event.purchase_id if isinstance(event, RefundEvent) else None
    if purchase.purchase_id is not None or number is None:
        return
    recorded = purchases.by_purchase_id(tx, number)
    if recorded is None:
        purchases.set_number(tx, purchase.id, number)
    elif recorded.event_row == refund.event_row:
        purchases.set_same_as(tx, purchase.id, recorded.id)


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
