"""Telegram's list of transactions in Stars: how far it is worked in, and what it brought."""

from collections.abc import Mapping

from bot.domain.models import PurchaseRow
from bot.domain.stars_list.entries import Difference, ListPlace
from storage.engine.tx import Tx

SIGNAL = "stars_list"
"""Raised where the list may say what nobody knows, so that the worker reads it at once."""


def place(tx: Tx) -> ListPlace:
    row = tx.one("SELECT worked_in, last_id, read_at FROM stars_list")
    return ListPlace(*row) if row else ListPlace()


def set_place(tx: Tx, found: ListPlace) -> None:
    tx.execute(
        """INSERT INTO stars_list (id, worked_in, last_id, read_at) VALUES (1, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET worked_in = excluded.worked_in, last_id = excluded.last_id,
            read_at = excluded.read_at""",
        (found.worked_in, found.last_id, found.read_at),
    )


def add_difference(tx: Tx, kind: Difference, purchase_row: PurchaseRow, now: int) -> None:
    tx.execute(
        "INSERT INTO stars_differences (kind, purchase_row, found_at) VALUES (?, ?, ?)",
        (kind, purchase_row, now),
    )


def differences(tx: Tx) -> Mapping[Difference, int]:
    """Return how often the list has brought something, by what it was."""
    rows = tx.all("SELECT kind, COUNT(*) AS times FROM stars_differences GROUP BY kind")
    return {Difference(row["kind"]): row["times"] for row in rows}
