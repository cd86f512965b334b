"""Access: a grant given or taken back, and the subscription folded anew in the same transaction."""

from bot.domain.models import PersonId, PurchaseRow
from bot.domain.subscription import fold
from storage import grants
from storage.grants import NewPurchaseGrant
from storage.purchases import Purchase
from storage.tariffs import Tariff
from storage.tx import Tx

SIGNAL = "access"
"""Raised in every transaction that changes somebody's subscription, with the person's id."""


def grant_purchase(tx: Tx, purchase: Purchase, tariff: Tariff, granted_at: int, now: int) -> None:
    """Give the buyer of `purchase` the tariff's time, counted from `granted_at`."""
    if purchase.telegram_user_id is None:
        raise ValueError(f"purchase {purchase.id} has no buyer to grant to")
    buyer = purchase.telegram_user_id
    grants.insert_for_purchase(
        tx, NewPurchaseGrant(buyer, purchase.id, tariff.id, tariff.duration, granted_at)
    )
    refold(tx, buyer, now)


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Take back exactly what this purchase gave; nothing happens where it gave nothing."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        refold(tx, telegram_user_id, now)


def refold(tx: Tx, telegram_user_id: PersonId, now: int) -> None:
    live = grants.live(tx, telegram_user_id)
    grants.save_subscription(tx, telegram_user_id, fold(telegram_user_id, live), now)
    tx.signal(SIGNAL, telegram_user_id)
