"""Makes refunds that came first unclear again: a purchase without a number may be their own."""

from collections.abc import Collection

from bot.domain.models import PurchaseRow
from bot.domain.records import Purchase
from bot.tribute.events import RefundEvent, read
from bot.usecases.outbox.enqueue import undo_refund_notices
from bot.usecases.refunds.guesses import wait_again
from storage import purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase
from storage.queries import refund_candidates


def reopen_early_refund(
    tx: Tx, new: NewPurchase, admin_ids: Collection[int], now: int
) -> PurchaseRow | None:
    """If refunds by number came first and may mean this purchase, let them wait for an admin, or
    for the purchase with their number; return the row that is this purchase now, held.

    So both orders end alike: nobody can tell whether the two belong together, and a payment counts
    until it is known that it was the refunded one. One payment has one row: this purchase takes
    that of the first refund, and the others keep theirs, because they mean other payments.
    """
    if new.purchase_id is not None:
        return None
    found = _early(tx, new)
    for early in found:
        event = read(webhook_events.body(tx, early.delivery))
        waits = unmatched_refunds.open_of_event(tx, early.delivery) is not None
        if isinstance(event, RefundEvent) and not waits:
            wait_again(tx, event, early.delivery, admin_ids, now)
    return _take(tx, found[0], new, now) if found else None


def row_of_another(tx: Tx, new: NewPurchase, now: int) -> PurchaseRow | None:
    """Return the row, now this purchase's, of a refund by number that is unclear; None if none has
    a row to spare.

    That refund may mean a purchase whose row was recorded for the refund of this one.
    """
    for early in _early(tx, new):
        if unmatched_refunds.open_of_event(tx, early.delivery) is not None:
            return _take(tx, early, new, now)
    return None


def _take(tx: Tx, early: Purchase, new: NewPurchase, now: int) -> PurchaseRow:
    purchases.set_not_refunded(tx, early.id, new)
    undo_refund_notices(tx, early.id, now)
    return early.id


def _early(tx: Tx, new: NewPurchase) -> list[Purchase]:
    if new.product_id is None:
        return []
    buyer = (new.telegram_user_id, new.trb_user_id)
    return [
        one
        for one in refund_candidates.refunded_before_they_came(tx, new.product_id, *buyer)
        if len({one.amount_minor, new.amount_minor} - {None}) < 2
        and (new.purchased_at or 0) <= (one.refunded_at or 0)
    ]
