"""Refunds without a clear purchase, until a matching purchase or an admin closes them."""

from bot.domain.models import EventRow, PurchaseRow
from bot.domain.records import NewUnmatchedRefund, UnmatchedRefund
from storage.engine.tx import Row, Tx

_COLUMNS = """id, event_id AS event_row, telegram_user_id, product_id, product_name, amount_minor,
    currency, refund_reason, refunded_at"""


def insert(tx: Tx, new: NewUnmatchedRefund) -> int:
    return tx.insert(
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


def get_open(tx: Tx, refund_id: int) -> UnmatchedRefund | None:
    row = tx.one(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE id = ? AND closed_at IS NULL",
        (refund_id,),
    )
    return _refund(row) if row else None


def all_open(tx: Tx) -> list[UnmatchedRefund]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE closed_at IS NULL ORDER BY id LIMIT 100"
    )
    return [_refund(row) for row in rows]


def open_of_event(tx: Tx, event_row: EventRow) -> UnmatchedRefund | None:
    row = tx.one(
        f"SELECT {_COLUMNS} FROM unmatched_refunds WHERE event_id = ? AND closed_at IS NULL",
        (event_row,),
    )
    return _refund(row) if row else None


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


def _refund(row: Row) -> UnmatchedRefund:
    return UnmatchedRefund(**dict(row))
