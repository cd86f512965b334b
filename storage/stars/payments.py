"""Payments in Stars: one row for each charge, however often Telegram reports it."""

from collections.abc import Sequence

from bot.domain.models import PurchaseRow
from bot.domain.stars import Charge, StarsPayment
from storage.engine.tx import Row, Tx, marks

_COLUMNS = """id, charge_id, purchase_row, order_id, facts, problems, body, reports, renewal_id,
    named_end_at, (SELECT COUNT(*) FROM stars_conflicts c WHERE c.payment_id = p.id) AS conflicts,
    order_id IS NOT NULL AND EXISTS (SELECT 1 FROM stars_payments o
        WHERE o.order_id = p.order_id AND o.id < p.id)
    AND NOT EXISTS (SELECT 1 FROM stars_payments o
        WHERE o.renewal_id = p.renewal_id AND o.id < p.id) AS is_repeated,
    p.renewal_id IS NULL OR EXISTS (SELECT 1 FROM stars_renewals n
        WHERE n.id = p.renewal_id AND n.first_charge = p.charge_id) AS is_first"""


def insert(
    tx: Tx, charge: Charge, purchase_row: PurchaseRow, order_id: int | None, now: int
) -> int:
    """Store a charge with its purchase; the UNIQUE charge_id makes a second one impossible."""
    return tx.insert(
        """INSERT INTO stars_payments (charge_id, purchase_row, order_id, facts, problems, body,
            first_seen_at, last_seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            charge.charge_id,
            purchase_row,
            order_id,
            charge.facts,
            charge.problems,
            charge.body,
            now,
            now,
        ),
    )


def by_charge(tx: Tx, charge_id: str) -> StarsPayment | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_payments p WHERE charge_id = ?", (charge_id,))
    return _payment(row) if row else None


def of_purchase(tx: Tx, purchase_row: int) -> StarsPayment | None:
    """Return the payment of a purchase; None for one that came through Tribute."""
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_payments p WHERE purchase_row = ?", (purchase_row,))
    return _payment(row) if row else None


def was_paid(tx: Tx, order_id: int) -> bool:
    """Return whether any payment of this order is stored."""
    return bool(
        tx.scalar("SELECT EXISTS (SELECT 1 FROM stars_payments WHERE order_id = ?)", (order_id,))
    )


def set_renewal(tx: Tx, payment_id: int, renewal_id: int, named_end_at: int | None) -> None:
    """Record the renewal of a payment, and the end that Telegram names for it."""
    tx.execute(
        "UPDATE stars_payments SET renewal_id = ?, named_end_at = ? WHERE id = ?",
        (renewal_id, named_end_at, payment_id),
    )


def charges_of(tx: Tx, purchase_rows: Sequence[int]) -> dict[int, str]:
    """Return the charges of these purchases, by row; those through Tribute are left out."""
    rows = tx.all(
        f"""SELECT purchase_row, charge_id FROM stars_payments
        WHERE purchase_row IN ({marks(purchase_rows)})""",
        purchase_rows,
    )
    return {row["purchase_row"]: row["charge_id"] for row in rows}


def renewing_of(tx: Tx, purchase_rows: Sequence[int]) -> set[int]:
    """Return those of these purchases that are payments of a renewal."""
    rows = tx.all(
        f"""SELECT purchase_row FROM stars_payments
        WHERE purchase_row IN ({marks(purchase_rows)}) AND renewal_id IS NOT NULL""",
        tuple(purchase_rows),
    )
    return {row["purchase_row"] for row in rows}


def any_ever(tx: Tx) -> bool:
    """Return whether anybody has ever paid in Stars in the chat."""
    return bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM stars_payments)"))


def stars_since(tx: Tx, since: int) -> int:
    """Return how many Stars were paid since then, without those that were given back."""
    return int(
        tx.scalar(
            """SELECT COALESCE(SUM(b.amount_minor), 0)
            FROM stars_payments p JOIN purchases b ON b.id = p.purchase_row
            WHERE b.currency = 'XTR' AND b.status <> 'refunded'
                AND COALESCE(b.purchased_at, b.received_at) >= ?""",
            (since,),
        )
    )


def count_report(tx: Tx, payment_id: int, now: int) -> None:
    tx.execute(
        "UPDATE stars_payments SET reports = reports + 1, last_seen_at = ? WHERE id = ?",
        (now, payment_id),
    )


def keep_conflict(tx: Tx, payment_id: int, charge: Charge, now: int) -> bool:
    """Keep a report whose facts are others; return False if it was kept before."""
    changed = tx.execute(
        """INSERT INTO stars_conflicts (payment_id, facts, body, seen_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (payment_id, facts) DO NOTHING""",
        (payment_id, charge.facts, charge.body, now),
    )
    return changed == 1


def conflicts_of(tx: Tx, payment_id: int) -> list[str]:
    """Return the reports of a charge with other facts, as they came."""
    rows = tx.all(
        "SELECT body FROM stars_conflicts WHERE payment_id = ? ORDER BY seen_at, facts",
        (payment_id,),
    )
    return [row["body"] for row in rows]


def without_sound_purchase(tx: Tx) -> list[int]:
    """Return the charges whose purchase isn't theirs: another payer's, or one through Tribute; and
    purchases that came neither through Tribute nor in Stars."""
    rows = tx.all(
        """SELECT p.purchase_row AS id FROM stars_payments p
        JOIN purchases b ON b.id = p.purchase_row
        WHERE b.event_id IS NOT NULL OR b.purchase_id IS NOT NULL
        UNION
        SELECT b.id FROM purchases b
        WHERE b.event_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM stars_payments p WHERE p.purchase_row = b.id)
        ORDER BY 1"""
    )
    return [row["id"] for row in rows]


def wrongly_closed_orders(tx: Tx) -> list[int]:
    """Return orders that were paid and don't say so, or say so and weren't."""
    rows = tx.all(
        """SELECT o.id FROM stars_orders o
        WHERE (o.state = 'paid') <> EXISTS (
            SELECT 1 FROM stars_payments p WHERE p.order_id = o.id)
        ORDER BY o.id"""
    )
    return [row["id"] for row in rows]


def _payment(row: Row) -> StarsPayment:
    flags = {one: bool(row[one]) for one in ("is_repeated", "is_first")}
    return StarsPayment(**{**dict(row), **flags})
