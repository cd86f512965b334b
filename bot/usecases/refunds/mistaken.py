"""Lets a purchase stand again whose refund turned out to be another one's."""

from bot.domain.models import HeldReason
from bot.domain.records import Purchase
from bot.usecases.access.grants import restore_purchase
from bot.usecases.outbox.enqueue import notify_admins, notify_buyer, undo_refund_notices
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.refunds.apply import refund_purchase
from storage import purchases
from storage.engine.tx import Tx
from storage.purchases import NewPurchase


def let_stand_again(tx: Tx, purchase: Purchase, admin_ids: tuple[int, ...], now: int) -> None:
    """Undo the refund of a purchase that was the only one which a refund without a number could
    mean, until the number named another.

    Its access counts from its own time again. One that had never given any is held.
    """
    undo_refund_notices(tx, purchase.id, now)
    buyer = purchase.telegram_user_id
    reason = HeldReason.NO_BUYER if buyer is None else HeldReason.UNREADABLE
    purchases.set_standing(tx, purchase.id, reason)
    if restore_purchase(tx, purchase.id, buyer, now):
        purchases.set_applied(tx, purchase.id, purchase.settled_at)
        notify_buyer(tx, NoticeKind.PAID, buyer, purchase.id, now)
        notify_admins(tx, NoticeKind.ADMIN_SETTLED, admin_ids, purchase.id, now)


def refund_instead(  # noqa: PLR0913  (the refund's facts are those of the mistaken purchase)
    tx: Tx,
    known: Purchase | None,
    new: NewPurchase,
    mistaken: Purchase,
    admin_ids: tuple[int, ...],
    now: int,
) -> None:
    """Refund the purchase that a refund meant which had taken another.

    `known` is the same purchase where its body without a number came before; else it is stored.
    """
    refunded_at, reason = mistaken.refunded_at or now, mistaken.refund_reason
    if known is not None and new.purchase_id is not None:
        purchases.set_number(tx, known.id, new.purchase_id)
        purchases.complete(tx, known.id, new._replace(purchased_at=None))
        refund_purchase(tx, known, refunded_at, reason, admin_ids, now)
        return
    row = purchases.insert(tx, new, HeldReason.UNREADABLE)
    purchases.set_refunded(tx, row, refunded_at, reason)
    close_claims(tx, [row], now)
    notify_admins(tx, NoticeKind.ADMIN_REFUNDED_FIRST, admin_ids, row, now)
