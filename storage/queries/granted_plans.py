"""The plans that purchases and recurring subscriptions have opened, and until when payments that
renew last, for the owner's tables."""

from collections.abc import Sequence

from bot.domain.models import PlanId, PurchaseRow
from storage.engine.tx import Tx, marks


def of_purchases(tx: Tx, rows: Sequence[PurchaseRow]) -> dict[int, str]:
    """Return the keys of the plans by purchase; those that gave no access are left out."""
    return _keys(tx, "purchase_row", rows)


def ids_of_purchases(tx: Tx, rows: Sequence[PurchaseRow]) -> dict[PurchaseRow, PlanId]:
    """Return the plans by purchase; those that gave no access are left out."""
    found = tx.all(
        f"SELECT purchase_row, plan_id FROM grants WHERE purchase_row IN ({marks(rows)})",
        tuple(rows),
    )
    return {row["purchase_row"]: row["plan_id"] for row in found}


def of_recurring(tx: Tx, rows: Sequence[int]) -> dict[int, str]:
    """Return the keys of the plans by event; those that gave no access are left out."""
    return _keys(tx, "recurring_event", rows)


def fixed_ends_of(tx: Tx, purchase_rows: Sequence[PurchaseRow]) -> dict[int, int]:
    """Return the ends of the time that these purchases have paid, of those that renew."""
    rows = tx.all(
        f"""SELECT purchase_row, fixed_end_at FROM grants
        WHERE purchase_row IN ({marks(purchase_rows)}) AND fixed_end_at IS NOT NULL""",
        purchase_rows,
    )
    return {row["purchase_row"]: row["fixed_end_at"] for row in rows}


def _keys(tx: Tx, column: str, rows: Sequence[int]) -> dict[int, str]:
    found = tx.all(
        f"""SELECT g.{column} AS id, l.key FROM grants g
        JOIN plans l ON l.id = g.plan_id
        WHERE g.{column} IN ({marks(rows)})""",
        tuple(rows),
    )
    return {row["id"]: row["key"] for row in found}
