"""Access: a grant given or taken back, and the subscription folded anew in the same transaction."""

from dataclasses import dataclass

from bot.domain.changes import Change, change
from bot.domain.models import PersonId, PurchaseRow
from bot.domain.periods import Duration
from bot.domain.subscription import fold
from bot.usecases import doors, webhook_events
from bot.usecases.webhook_events import Told
from storage import grants
from storage.grants import NewPurchaseGrant
from storage.purchases import Purchase
from storage.tariffs import Tariff
from storage.tx import Tx

SIGNAL = "access"
"""Raised in every transaction that changes somebody's subscription, with the person's id."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a subscription changes, for the owner's service that is told of it."""

    tariff: Duration | None = None
    """What was bought or refunded, where that is one thing."""
    refunded: bool = False


_UNTOLD = Cause()


def grant_purchase(tx: Tx, purchase: Purchase, tariff: Tariff, granted_at: int, now: int) -> None:
    """Give the buyer of `purchase` the tariff's time, counted from `granted_at`."""
    if purchase.telegram_user_id is None:
        raise ValueError(f"purchase {purchase.id} has no buyer to grant to")
    buyer = purchase.telegram_user_id
    grants.insert_for_purchase(
        tx, NewPurchaseGrant(buyer, purchase.id, tariff.id, tariff.duration, granted_at)
    )
    refold(tx, buyer, now, Cause(tariff.duration))


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Take back exactly what this purchase gave; nothing happens where it gave nothing."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        tariff = grants.duration_of_purchase(tx, purchase_row)
        refold(tx, telegram_user_id, now, Cause(tariff, refunded=True))


def refold(tx: Tx, telegram_user_id: PersonId, now: int, cause: Cause = _UNTOLD) -> None:
    """Fold the person's live grants anew, and queue the webhook that tells of the difference."""
    before = grants.subscription(tx, telegram_user_id)
    was_active = grants.counts_as_active(tx, telegram_user_id, now)
    after = fold(telegram_user_id, grants.live(tx, telegram_user_id))
    grants.save_subscription(tx, telegram_user_id, after, now)
    doors.follow(tx, telegram_user_id, now)
    tx.signal(SIGNAL, telegram_user_id)
    found = change(before, after, was_active=was_active, now=now)
    if cause.refunded:
        found = Change.REFUNDED
    if found is not None:
        webhook_events.tell(tx, Told(found, telegram_user_id, after, cause.tariff), now)
