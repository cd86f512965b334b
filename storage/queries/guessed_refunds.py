"""Finds refunds that were applied by guess: without a number that is surely their purchase's own,
they could mean only one purchase when they were applied, or an admin has named it, and a later
delivery may contradict that.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.models import EventRow, PurchaseRow
from bot.domain.records import UnmatchedRefund
from storage.engine.tx import Tx, marks
from storage.queries.refund_candidates import Sought, condition
from storage.unmatched_refunds import COLUMNS, refund_of


class Guess(NamedTuple):
    """A refund, and the purchase that it has refunded by guess."""

    refund: UnmatchedRefund
    purchase_row: PurchaseRow
    number_is_own: bool
    """Whether the purchase has a number that a delivery of its own names."""
    is_decided: bool
    """Whether an admin has matched them: only proof counts against that."""


_OWN_NUMBER = """EXISTS (SELECT 1 FROM webhook_events AS own
        WHERE own.event_key = 'new_digital_product:purchase:' || purchases.purchase_id)"""
_DECIDED = """COALESCE((SELECT action = 'matched_refund' FROM audit
            WHERE subject = 'purchase:' || purchases.id
                AND action IN ('matched_refund', 'match_overruled')
            ORDER BY id DESC LIMIT 1), 0)"""
_GUESSED = f"""unmatched_refunds AS u
    JOIN purchases ON purchases.id = u.purchase_row
    JOIN webhook_events AS e ON e.id = u.event_id
    WHERE u.closed_by IS NULL AND purchases.status = 'refunded'
        AND (purchases.same_as IS NULL OR u.event_id = (SELECT recorded.event_id
            FROM purchases AS recorded WHERE recorded.id = purchases.same_as))
        AND purchases.event_id <> u.event_id
        AND NOT ({_OWN_NUMBER}
            AND e.event_key = 'digital_product_refunded:purchase:' || purchases.purchase_id)"""
"""A purchase that only its refund has named is no guess. One that an admin has taken for such a
purchase is."""


GUESSED_ROWS = f"SELECT purchases.id FROM {_GUESSED}"
"""The rows of all purchases that were refunded by guess."""


def among(tx: Tx, rows: Sequence[PurchaseRow]) -> set[PurchaseRow]:
    """Return those of these purchases that were refunded by guess."""
    if not rows:
        return set()
    found = tx.all(f"{GUESSED_ROWS} AND purchases.id IN ({marks(rows)})", tuple(rows))
    return {row["id"] for row in found}


def of_purchase(tx: Tx, row: PurchaseRow) -> Guess | None:
    """Return the refund that has refunded this purchase by guess, if one has."""
    return _first(_guesses(tx, "AND purchases.id = ?", (row,)))


def of_event(tx: Tx, event_row: EventRow) -> Guess | None:
    """Return the refund of this delivery, if it was applied by guess."""
    return _first(_guesses(tx, "AND u.event_id = ?", (event_row,)))


def that_may_be_of(tx: Tx, sought: Sought) -> list[Guess]:
    """Return the guesses whose purchase a refund with an unknown number may mean just as well.

    That proves nothing, so it leaves an admin's decision alone.
    """
    matches, values = condition(sought)
    return _guesses(tx, f"AND NOT {_OWN_NUMBER} AND NOT {_DECIDED} AND {matches}", values)


def is_decided(tx: Tx, row: PurchaseRow) -> bool:
    """Return whether an admin has matched a refund to this purchase, and it still counts."""
    found: int = tx.scalar(f"SELECT {_DECIDED} FROM purchases WHERE id = ?", (row,))
    return bool(found)


def kept_with(tx: Tx, row: PurchaseRow) -> UnmatchedRefund | None:
    """Return the refund that was once unclear and is matched to this purchase."""
    columns = ", ".join(COLUMNS)
    found = tx.one(f"SELECT {columns} FROM unmatched_refunds WHERE purchase_row = ?", (row,))
    return refund_of(found) if found else None


def _guesses(tx: Tx, also: str, values: tuple[object, ...]) -> list[Guess]:
    columns = ", ".join(f"u.{name}" for name in COLUMNS)
    rows = tx.all(
        f"""SELECT {columns}, u.purchase_row, {_OWN_NUMBER} AS number_is_own,
            {_DECIDED} AS is_decided
        FROM {_GUESSED} {also} ORDER BY u.id""",
        values,
    )
    return [
        Guess(
            refund_of(row),
            row["purchase_row"],
            bool(row["number_is_own"]),
            bool(row["is_decided"]),
        )
        for row in rows
    ]


def _first(found: list[Guess]) -> Guess | None:
    return found[0] if found else None
