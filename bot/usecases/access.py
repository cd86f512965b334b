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


def grant_purchase(tx: Tx, new: NewPurchaseGrant, now: int) -> None:
    """Give the buyer of a purchase its tariff's time, counted from `granted_at`."""
    grants.insert_for_purchase(tx, new)
    refold(tx, new.telegram_user_id, now, Cause(new.duration))


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Take back exactly what this purchase gave; nothing happens where it gave nothing."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        tariff = grants.duration_of_purchase(tx, purchase_row)
        refold(tx, telegram_user_id, now, Cause(tariff, refunded=True))


def refold(tx: Tx, telegram_user_id: PersonId, now: int, cause: Cause = _UNTOLD) -> None:
    """Fold the person's live grants anew, and queue the webhook that tells of the difference."""
    before, was_active = grants.as_told(tx, telegram_user_id, now)
    after = fold(telegram_user_id, grants.live(tx, telegram_user_id))
    grants.save_subscription(tx, telegram_user_id, after, now)
    doors.follow(tx, telegram_user_id, now)
    tx.signal(SIGNAL, telegram_user_id)
    found = change(before, after, was_active=was_active, now=now)
    if cause.refunded:
        found = Change.REFUNDED
    if found is not None:
        webhook_events.tell(tx, Told(found, telegram_user_id, after, cause.tariff), now)
