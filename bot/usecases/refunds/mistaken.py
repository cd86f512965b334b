"""Lets a purchase stand again whose refund turned out to be another one's."""

from collections.abc import Collection

from bot.domain.models import PurchaseRow
from bot.domain.records import AuditEntry, Purchase
from bot.usecases.access.grants import restore_purchase
from bot.usecases.outbox.enqueue import (
    notify_admins,
    notify_buyer,
    notify_overruled,
    undo_refund_notices,
)
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.settle_held import accept
from storage import audit, purchases, webhook_events
from storage.engine.tx import Tx


def let_stand_again(
    tx: Tx,
    purchase: Purchase,
    admin_ids: Collection[int],
    now: int,
    *,
    number_is_own: bool = False,
) -> None:
    """Undo the refund of a purchase that was the only one which a refund could mean, until another
    delivery contradicted that.

    Its access counts from its own time again. One that had never given any is granted now, if it
    can be. It keeps its number only if that is its own, and not the refund's.
    """
    undo_refund_notices(tx, purchase.id, now)
    buyer = purchase.telegram_user_id
    purchases.set_standing(tx, purchase.id, purchase.purchase_id if number_is_own else None)
    if restore_purchase(tx, purchase.id, buyer, now):
        purchases.set_applied(tx, purchase.id, purchase.settled_at)
        notify_buyer(tx, NoticeKind.PAID, buyer, purchase.id, now)
        notify_admins(tx, NoticeKind.ADMIN_SETTLED, admin_ids, purchase.id, now)
    else:
        _grant_or_hold(tx, purchase, admin_ids, now)


def overrule(
    tx: Tx, row: PurchaseRow, refund_id: int, admin_ids: Collection[int], now: int
) -> None:
    """Note that an admin had matched a refund to a purchase which it surely didn't mean, and notify
    the admins."""
    entry = AuditEntry(now, "ledger", "match_overruled", f"purchase:{row}", f"refund:{refund_id}")
    notify_overruled(tx, audit.add(tx, entry), admin_ids, row, refund_id, now)


def _grant_or_hold(tx: Tx, purchase: Purchase, admin_ids: Collection[int], now: int) -> None:
    """Grant a purchase that was refunded before it was granted, or notify everybody of its hold."""
    readable = webhook_events.problems(tx, purchase.delivery) is None
    if readable and accept(tx, purchase, admin_ids, now):
        return
    notify_buyer(tx, NoticeKind.WAITING, purchase.telegram_user_id, purchase.id, now)
    notify_admins(tx, NoticeKind.ADMIN_HELD, admin_ids, purchase.id, now)
