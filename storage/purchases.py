"""Purchases: payments, their buyers and their status. Rows change status and are never deleted."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.models import (
    EventRow,
    HeldReason,
    PersonId,
    PurchaseId,
    PurchaseRow,
    PurchaseStatus,
)
from bot.domain.records import Purchase
from bot.domain.times import beginning
from storage.engine.tx import Row, Tx, marks

COLUMNS = """id, purchase_id, event_id AS event_row, status, held_reason, telegram_user_id,
    telegram_username, trb_user_id, product_id, COALESCE(product_name, (SELECT name
        FROM tariff_products AS sold WHERE sold.product_id = purchases.product_id)) AS product_name,
    amount_minor, currency, transaction_id, purchased_at, received_at, settled_at, refunded_at,
    refund_reason, dismissed_by, dismissed_reason"""


class NewPurchase(NamedTuple):
    """A payment as its webhook describes it; fields that could not be read are None."""

    event_row: EventRow | None
    """The delivery of Tribute; None for a payment in Stars in the chat."""
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


def insert(tx: Tx, new: NewPurchase, reason: HeldReason) -> PurchaseRow:
    """Insert a purchase that is held for this reason, and return its row."""
    return _insert_all(tx, [new], PurchaseStatus.HELD, reason)[0]


def insert_applied(tx: Tx, new: Sequence[NewPurchase]) -> list[PurchaseRow]:
    """Insert purchases that are granted in the same work; return their rows in the same order."""
    return _insert_all(tx, new, PurchaseStatus.APPLIED, None)


def _insert_all(
    tx: Tx, new: Sequence[NewPurchase], status: PurchaseStatus, reason: HeldReason | None
) -> list[PurchaseRow]:
    rows = tx.insert_rows_numbered(
        """INSERT INTO purchases (status, held_reason, event_id, purchase_id,
            telegram_user_id, telegram_username, trb_user_id, product_id, product_name,
            amount_minor, currency, transaction_id, purchased_at, received_at)
        VALUES ?""",
        [
            (
                status,
                reason,
                one.event_row,
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
    """Return those of Tribute's purchase numbers that are stored already."""
    rows = tx.all(
        f"SELECT purchase_id FROM purchases WHERE purchase_id IN ({marks(purchase_ids)})",
        purchase_ids,
    )
    return {row["purchase_id"] for row in rows}


def complete(tx: Tx, row: PurchaseRow, new: NewPurchase) -> None:
    """Fill in the fields that are missing in a purchase whose refund came first."""
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


def set_number(tx: Tx, row: PurchaseRow, purchase_id: int | None) -> None:
    """Give a purchase Tribute's number, which a later body named; or none, if it was another's."""
    tx.execute("UPDATE purchases SET purchase_id = ? WHERE id = ?", (purchase_id, row))


def set_held_reason(tx: Tx, row: PurchaseRow, reason: HeldReason) -> None:
    tx.execute(
        "UPDATE purchases SET held_reason = ? WHERE id = ? AND status = 'held'", (reason, row)
    )


def set_buyer(tx: Tx, row: PurchaseRow, telegram_user_id: int) -> None:
    tx.execute("UPDATE purchases SET telegram_user_id = ? WHERE id = ?", (telegram_user_id, row))


def set_applied(tx: Tx, row: PurchaseRow, settled_at: int | None) -> None:
    tx.execute(
        """UPDATE purchases SET status = 'applied', held_reason = NULL, settled_at = ?,
            product_name = COALESCE(product_name, (SELECT name FROM tariff_products AS sold
                WHERE sold.product_id = purchases.product_id))
        WHERE id = ?""",
        (settled_at, row),
    )


def set_refunded(tx: Tx, row: PurchaseRow, refunded_at: int, reason: str | None) -> None:
    tx.execute(
        """UPDATE purchases SET status = 'refunded', held_reason = NULL, refunded_at = ?,
            refund_reason = ?
        WHERE id = ?""",
        (refunded_at, reason, row),
    )


def set_dismissed(tx: Tx, row: PurchaseRow, admin_id: int, reason: str) -> None:
    tx.execute(
        """UPDATE purchases SET status = 'dismissed', held_reason = NULL, dismissed_by = ?,
            dismissed_reason = ?
        WHERE id = ?""",
        (admin_id, reason, row),
    )


def get(tx: Tx, row: int) -> Purchase | None:
    found = tx.one(f"SELECT {COLUMNS} FROM purchases WHERE id = ?", (row,))
    return _purchase(found) if found else None


def by_purchase_id(tx: Tx, purchase_id: int) -> Purchase | None:
    found = tx.one(f"SELECT {COLUMNS} FROM purchases WHERE purchase_id = ?", (purchase_id,))
    return _purchase(found) if found else None


def set_not_refunded(tx: Tx, row: PurchaseRow, new: NewPurchase) -> None:
    """Let a purchase that only its refund has named be this one instead, held."""
    tx.execute(
        """UPDATE purchases SET event_id = ?, received_at = ?, purchase_id = ?, status = 'held',
            held_reason = 'unreadable', refunded_at = NULL, refund_reason = NULL,
            transaction_id = NULL
        WHERE id = ?""",
        (new.event_row, new.received_at, new.purchase_id, row),
    )
    complete(tx, row, new)


def set_same_as(tx: Tx, row: PurchaseRow, other: PurchaseRow | None) -> None:
    """Record that two refunded purchases are one, so that only the other one counts; or that this
    purchase is one of its own."""
    tx.execute("UPDATE purchases SET same_as = ? WHERE id = ?", (other, row))


def set_standing(tx: Tx, row: PurchaseRow, purchase_id: PurchaseId | None) -> None:
    """Let a refunded purchase be held, with its own number, if it has one, and not its refund's."""
    tx.execute(
        """UPDATE purchases SET purchase_id = ?, status = 'held', held_reason = 'unreadable',
            refunded_at = NULL, refund_reason = NULL
        WHERE id = ?""",
        (purchase_id, row),
    )


def latest(tx: Tx, limit: int, offset: int = 0) -> list[Purchase]:
    return purchases_of(
        tx.all(
            f"SELECT {COLUMNS} FROM purchases ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset)
        )
    )


def after(tx: Tx, row: int, limit: int) -> list[Purchase]:
    """Return the next purchases by row, for reading them all in portions."""
    return purchases_of(
        tx.all(f"SELECT {COLUMNS} FROM purchases WHERE id > ? ORDER BY id LIMIT ?", (row, limit))
    )


def latest_refundable(tx: Tx, limit: int) -> list[Purchase]:
    """Return purchases that can be refunded: they have Tribute's number, or were paid in Stars in
    the chat, still stand, were made in Telegram, and their refund wasn't refused for good."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE (purchase_id IS NOT NULL OR event_id IS NULL AND telegram_user_id IS NOT NULL)
                AND status IN ('applied', 'held') AND COALESCE(trb_user_id, '') NOT LIKE 'W-%'
                AND NOT EXISTS (SELECT 1 FROM refund_attempts
                    WHERE purchase_row = purchases.id AND refused_for_good)
            ORDER BY id DESC LIMIT ?""",
            (limit,),
        )
    )


def of_person(tx: Tx, telegram_user_id: int, limit: int = 20) -> list[Purchase]:
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases WHERE telegram_user_id = ?
            ORDER BY id DESC LIMIT ?""",
            (telegram_user_id, limit),
        )
    )


def count_of(tx: Tx, telegram_user_id: int) -> int:
    """Return how many purchases of this person there are."""
    number: int = tx.scalar(
        "SELECT COUNT(*) FROM purchases WHERE telegram_user_id = ?", (telegram_user_id,)
    )
    return number


def count(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM purchases")
    return number


def purchases_of(rows: list[Row]) -> list[Purchase]:
    """Return the purchases of rows with `COLUMNS`."""
    return [_purchase(row) for row in rows]


def _purchase(row: Row) -> Purchase:
    columns = dict(row)
    columns["status"] = PurchaseStatus(columns["status"])
    if columns["held_reason"] is not None:
        columns["held_reason"] = HeldReason(columns["held_reason"])
    return Purchase(**columns)
