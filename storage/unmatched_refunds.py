"""Refunds without a clear purchase, until a matching purchase or an admin closes them."""

from dataclasses import asdict

from bot.domain.models import EventRow, PurchaseRow
from bot.domain.records import NewUnmatchedRefund, UnmatchedRefund
from storage.engine.tx import Row, Tx

COLUMNS = (
    "id",
    "event_id AS event_row",
    "telegram_user_id",
    "product_id",
    "product_name",
    "amount_minor",
    "currency",
    "refund_reason",
    "refunded_at",
)
_COLUMNS = ", ".join(COLUMNS)


def insert(tx: Tx, new: NewUnmatchedRefund) -> UnmatchedRefund:
    refund_id = tx.insert(
        """INSERT INTO unmatched_refunds (event_id, telegram_user_id, product_id, product_name,
            amount_minor, currency, refund_reason, refunded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            new.event_row,
            new.telegram_user_id,
            new.product_id,
            new.product_name,
            new.amount_minor,
            new.currency,
            new.refund_reason,
            new.refunded_at,
        ),
    )
    return UnmatchedRefund(**asdict(new), id=refund_id)


def get_open(tx: Tx, refund_id: int) -> UnmatchedRefund | None:
    row = tx.one(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE id = ? AND closed_at IS NULL",
        (refund_id,),
    )
    return refund_of(row) if row else None


def all_open(tx: Tx) -> list[UnmatchedRefund]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE closed_at IS NULL ORDER BY id LIMIT 100"
    )
    return [refund_of(row) for row in rows]


def count_open(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM unmatched_refunds WHERE closed_at IS NULL")
    return number


def open_of_event(tx: Tx, event_row: EventRow) -> UnmatchedRefund | None:
    row = tx.one(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE event_id = ? AND closed_at IS NULL",
        (event_row,),
    )
    return refund_of(row) if row else None


def open_of_buyer(tx: Tx, product_id: int, telegram_user_id: int | None) -> list[UnmatchedRefund]:
    """Return the open refunds of a product that name this person, or nobody."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM unmatched_refunds
        WHERE closed_at IS NULL AND product_id = ?
            AND (telegram_user_id IS NULL OR telegram_user_id = ?)
        ORDER BY id""",
        (product_id, telegram_user_id),
    )
    return [refund_of(row) for row in rows]


def reopen(tx: Tx, event_row: EventRow) -> int | None:
    """Let the refund of this delivery be open again; return its id, or None if there is none."""
    refund_id: int | None = tx.scalar(
        "SELECT id FROM unmatched_refunds WHERE event_id = ?", (event_row,)
    )
    tx.execute(
        "UPDATE unmatched_refunds SET purchase_row = NULL, closed_at = NULL WHERE id = ?",
        (refund_id,),
    )
    return refund_id


def purchase_of_event(tx: Tx, event_row: EventRow) -> PurchaseRow | None:
    """Return the purchase to which the refund of this delivery is matched."""
    row: PurchaseRow | None = tx.scalar(
        "SELECT purchase_row FROM unmatched_refunds WHERE event_id = ?", (event_row,)
    )
    return row


def purchase_of(tx: Tx, refund_id: int) -> PurchaseRow | None:
    """Return the purchase to which this refund is matched."""
    row: PurchaseRow | None = tx.scalar(
        "SELECT purchase_row FROM unmatched_refunds WHERE id = ?", (refund_id,)
    )
    return row


def set_event(tx: Tx, refund_id: int, event_row: EventRow) -> None:
    """Let another delivery of the same refund stand for it, because it says more."""
    tx.execute("UPDATE unmatched_refunds SET event_id = ? WHERE id = ?", (event_row, refund_id))


def match(tx: Tx, refund_id: int, purchase_row: PurchaseRow, now: int) -> None:
    tx.execute(
        "UPDATE unmatched_refunds SET purchase_row = ?, closed_at = ? WHERE id = ?",
        (purchase_row, now, refund_id),
    )


def dismiss(tx: Tx, refund_id: int, admin_id: int, reason: str, now: int) -> None:
    tx.execute(
        """UPDATE unmatched_refunds SET closed_by = ?, closed_reason = ?, closed_at = ?
        WHERE id = ?""",
        (admin_id, reason, now, refund_id),
    )


def refund_of(row: Row) -> UnmatchedRefund:
    """Return the refund of a row with `COLUMNS`, and maybe others."""
    names = [name.split()[-1] for name in COLUMNS]
    return UnmatchedRefund(**{name: row[name] for name in names})
