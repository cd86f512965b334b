"""Refunds in Stars of charges that the bot hasn't heard of, until the payment comes."""

from dataclasses import dataclass

from bot.domain.models import PurchaseRow
from storage.engine.tx import Row, Tx

_COLUMNS = "id, charge_id, refunded_at, purchase_row, closed_at"


@dataclass(frozen=True, slots=True)
class UnknownRefund:
    """Such a refund; once it is closed without a purchase, it is of no payment of the shop."""

    id: int
    charge_id: str
    refunded_at: int
    purchase_row: PurchaseRow | None
    closed_at: int | None


def keep(tx: Tx, charge_id: str, refunded_at: int, now: int) -> int | None:
    """Keep a refund and return its id; None if it was kept before."""
    added = tx.execute(
        """INSERT INTO stars_refunds (charge_id, refunded_at, seen_at) VALUES (?, ?, ?)
        ON CONFLICT (charge_id) DO NOTHING""",
        (charge_id, refunded_at, now),
    )
    found = of_charge(tx, charge_id)
    return found.id if added and found else None


def get(tx: Tx, refund_id: int) -> UnknownRefund | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_refunds WHERE id = ?", (refund_id,))
    return _refund(row) if row else None


def of_charge(tx: Tx, charge_id: str) -> UnknownRefund | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_refunds WHERE charge_id = ?", (charge_id,))
    return _refund(row) if row else None


def match(tx: Tx, refund_id: int, purchase_row: PurchaseRow, now: int) -> None:
    """Record that the payment has come, and is refunded."""
    tx.execute(
        "UPDATE stars_refunds SET purchase_row = ?, closed_at = ? WHERE id = ?",
        (purchase_row, now, refund_id),
    )


def close_seen_before(tx: Tx, moment: int, now: int) -> None:
    """Close those whose payment isn't in a list that was read from this moment on."""
    tx.execute(
        "UPDATE stars_refunds SET closed_at = ? WHERE closed_at IS NULL AND seen_at < ?",
        (now, moment),
    )


def missed(tx: Tx) -> list[str]:
    """Return charges that are known, and whose refund was kept and never applied."""
    rows = tx.all(
        """SELECT r.charge_id FROM stars_refunds r
        JOIN stars_payments p ON p.charge_id = r.charge_id
        JOIN purchases b ON b.id = p.purchase_row
        WHERE b.status <> 'refunded' OR r.purchase_row IS NULL
        ORDER BY r.id"""
    )
    return [row["charge_id"] for row in rows]


def _refund(row: Row) -> UnknownRefund:
    return UnknownRefund(*row)
