"""Payments as they come in: a webhook's facts become a row of `purchases`, or complete one."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.models import HeldReason, PersonId, PurchaseRow, PurchaseStatus
from bot.domain.times import beginning
from storage.tx import Tx, marks


class NewPurchase(NamedTuple):
    """What a webhook says of a payment, as far as it could be read."""

    event_id: int
    received_at: int
    purchase_id: int | None = None
    telegram_user_id: PersonId | None = None
    telegram_username: str | None = None
    trb_user_id: str | None = None
    product_id: int | None = None
    product_name: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    transaction_id: int | None = None
    purchased_at: int | None = None

    @property
    def began_at(self) -> int:
        return beginning(self.purchased_at, self.received_at)


def insert(tx: Tx, new: NewPurchase, held: HeldReason) -> PurchaseRow:
    """Held with this reason."""
    return _insert_all(tx, [new], PurchaseStatus.HELD, held)[0]


def insert_applied(tx: Tx, new: Sequence[NewPurchase]) -> list[PurchaseRow]:
    """Those that are granted in the same work; their rows, in the same order."""
    return _insert_all(tx, new, PurchaseStatus.APPLIED, None)


def _insert_all(
    tx: Tx, new: Sequence[NewPurchase], status: PurchaseStatus, held: HeldReason | None
) -> list[PurchaseRow]:
    rows = tx.insert_rows_numbered(
        """INSERT INTO purchases (status, held_reason, event_id, purchase_id,
            telegram_user_id, telegram_username, trb_user_id, product_id, product_name,
            amount_minor, currency, transaction_id, purchased_at, received_at)
        VALUES ?""",
        [
            (
                status,
                held,
                one.event_id,
                one.purchase_id,
                one.telegram_user_id,
                one.telegram_username,
                one.trb_user_id,
                one.product_id,
                one.product_name,
                one.amount_minor,
                one.currency,
                one.transaction_id,
                one.purchased_at,
                one.received_at,
            )
            for one in new
        ],
    )
    return [PurchaseRow(row) for row in rows]


def known(tx: Tx, purchase_ids: Sequence[int]) -> set[int]:
    """Those of Tribute's own numbers that are here already."""
    rows = tx.all(
        f"SELECT purchase_id FROM purchases WHERE purchase_id IN ({marks(purchase_ids)})",
        purchase_ids,
    )
    return {row["purchase_id"] for row in rows}


def complete(tx: Tx, row: PurchaseRow, new: NewPurchase) -> None:
    """Fill in what the refund, which came first, could not say of the purchase."""
    tx.execute(
        """UPDATE purchases SET
            telegram_user_id = COALESCE(telegram_user_id, ?),
            telegram_username = COALESCE(telegram_username, ?),
            trb_user_id = COALESCE(trb_user_id, ?),
            product_id = COALESCE(product_id, ?),
            product_name = COALESCE(product_name, ?),
            amount_minor = COALESCE(amount_minor, ?),
            currency = COALESCE(currency, ?),
            transaction_id = COALESCE(transaction_id, ?),
            purchased_at = COALESCE(?, purchased_at)
        WHERE id = ?""",
        (
            new.telegram_user_id,
            new.telegram_username,
            new.trb_user_id,
            new.product_id,
            new.product_name,
            new.amount_minor,
            new.currency,
            new.transaction_id,
            new.purchased_at,
            row,
        ),
    )
