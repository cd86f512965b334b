"""Finds between which rows the purchases of a period are, without an index of their time."""

from typing import NamedTuple

from storage.engine.tx import Tx

_LATE_SECONDS = 30 * 86_400
"""So much later than it was paid, a payment that was never granted may have come in."""


FEW = 200_000
"""So many purchases are looked through faster than it matters where they are."""


class Rows(NamedTuple):
    """The first and the last row that can be meant."""

    first: int
    last: int


def of_period(tx: Tx, since: int | None, until: int | None) -> Rows:
    """Return the rows of everything that was paid from `since` up to, not including, `until`.

    The sums know between which rows the granted ones are. All others lie where rows came in at that
    time or up to a month later; among very many, one that came later still isn't found.
    """
    last_row = int(tx.scalar("SELECT MAX(id) FROM purchases") or 0)
    if last_row <= FEW or (since is None and until is None):
        return Rows(1, last_row)
    first = 1 if since is None else _first_received_from(tx, since, last_row)
    last = last_row if until is None else _first_received_from(tx, until + _LATE_SECONDS, last_row)
    counted = _counted(tx, since, until, "sold")
    if counted is not None:
        first, last = min(first, counted.first), max(last, counted.last)
    return Rows(first, last)


def of_renewals(tx: Tx, since: int | None, until: int | None) -> Rows:
    """Return the rows of everything that was granted again in the period: also of payments that
    had waited for long."""
    rows = of_period(tx, since, until)
    granted = _counted(tx, since, until, "again")
    if granted is None:
        return rows
    lowest = tx.scalar("SELECT MIN(purchase_row) FROM grants WHERE id BETWEEN ? AND ?", granted)
    return rows if lowest is None else rows._replace(first=min(rows.first, lowest))


def _first_received_from(tx: Tx, at: int, last_row: int) -> int:
    """Return the first row that came in at this moment or later, found by halves: rows are numbered
    as they come in."""
    low, high = 1, last_row + 1
    while low < high:
        middle = (low + high) // 2
        received_at = tx.scalar(
            "SELECT received_at FROM purchases WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
        )
        if received_at is None or received_at >= at:
            high = middle
        else:
            low = middle + 1
    return low


def _counted(tx: Tx, since: int | None, until: int | None, kind: str) -> Rows | None:
    """Return the rows that are or were counted in the period: purchases as sold, grants again."""
    row = tx.one(
        """SELECT MIN(first_row) AS first, MAX(last_row) AS last FROM sums
        WHERE area = 0 AND until > ? AND until <= ? AND seconds = 86400 AND kind = ?""",
        (
            since if since is not None else -(1 << 62),
            (until if until is not None else 1 << 61) + 86_400,
            kind,
        ),
    )
    return Rows(row["first"], row["last"]) if row and row["first"] is not None else None
