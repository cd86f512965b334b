"""Makes a refund that came first unclear again: a purchase without a number may be its own."""

from bot.domain.models import Outcome, PurchaseRow
from bot.domain.records import Purchase
from bot.tribute.events import RefundEvent, read
from bot.usecases.outbox.enqueue import notify_admins, undo_refund_notices
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.refunds.apply import unmatched
from storage import purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase
from storage.queries import refund_candidates


def reopen_early_refund(
    tx: Tx, new: NewPurchase, admin_ids: tuple[int, ...], now: int
) -> PurchaseRow | None:
    """If a refund by number came first and may mean this purchase, let it wait for an admin, or for
    the purchase with its number; return the row that is this purchase now, held.

    So both orders end alike: nobody can tell whether the two belong together, and a payment counts
    until it is known that it was the refunded one. One payment has one row.
    """
    early = _early(tx, new)
    event = read(webhook_events.body(tx, early.event_row)) if early is not None else None
    if early is None or not isinstance(event, RefundEvent):
        return None
    refund_id = unmatched_refunds.insert(tx, unmatched(event, early.event_row, now))
    webhook_events.set_outcome(tx, early.event_row, Outcome.HELD)
    purchases.set_not_refunded(tx, early.id, new)
    undo_refund_notices(tx, early.id, now)
    notify_admins(tx, NoticeKind.ADMIN_UNMATCHED, admin_ids, refund_id, now)
    return early.id


def _early(tx: Tx, new: NewPurchase) -> Purchase | None:
    if new.purchase_id is not None or new.product_id is None:
        return None
    buyer = (new.telegram_user_id, new.trb_user_id)
    for one in refund_candidates.refunded_before_they_came(tx, new.product_id, *buyer):
        amounts = {one.amount_minor, new.amount_minor} - {None}
        if len(amounts) < 2 and (new.purchased_at or 0) <= (one.refunded_at or 0):
            return one
    return None
