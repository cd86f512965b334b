"""The plans that purchases and recurring subscriptions have opened, for the owner's tables."""

from collections.abc import Sequence

from bot.domain.models import PurchaseRow
from storage.engine.tx import Tx, marks


def of_purchases(tx: Tx, rows: Sequence[PurchaseRow]) -> dict[int, str]:
    """Return the keys of the plans by purchase; those that gave no access are left out."""
    return _keys(tx, "purchase_row", rows)


def of_recurring(tx: Tx, rows: Sequence[int]) -> dict[int, str]:
    """Return the keys of the plans by event; those that gave no access are left out."""
    return _keys(tx, "recurring_event", rows)


def _keys(tx: Tx, column: str, rows: Sequence[int]) -> dict[int, str]:
    found = tx.all(
        f"""SELECT g.{column} AS id, l.key FROM grants g
        JOIN plans l ON l.id = g.plan_id
        WHERE g.{column} IN ({marks(rows)})""",
        tuple(rows),
    )
    return {row["id"]: row["key"] for row in found}
