"""An admin's queued notices of sales, as they are put together in one message."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.models import PurchaseRow
from bot.domain.money import Money
from storage.engine.tx import Tx, marks
from storage.outbox import GATHERED

_KIND = "admin-sale"
_MOST = 5000
_ROWS_A_STATEMENT = 500
# The exact condition of the index `outbox_open_by_chat`, without which SQLite reads all that waits.
_QUEUED = """chat_id = ? AND state = 'queued' AND state IN ('queued', 'waiting') AND kind = ?"""


@dataclass(frozen=True, slots=True)
class QueuedSales:
    """Queued notices of sales, oldest first: their rows, and the purchases that still stand."""

    messages: tuple[int, ...]
    purchases: tuple[PurchaseRow, ...]
    totals: tuple[Money, ...]
    """The payments for those purchases, a sum for each currency."""
    first_at: int
    last_at: int
    """When the first and the last of them arrived, in Unix seconds."""


def count(tx: Tx, chat_id: int) -> int:
    """Return how many notices of sales are queued for this admin."""
    number: int = tx.scalar(f"SELECT COUNT(*) FROM outbox WHERE {_QUEUED}", (chat_id, _KIND))
    return number


def queued(tx: Tx, chat_id: int) -> QueuedSales:
    """Return the notices of sales that are queued for this admin."""
    return _sales(tx, _QUEUED, (chat_id, _KIND, _MOST))


def gathered(tx: Tx, chat_id: int, up_to: int) -> QueuedSales:
    """Return those that are gathered for this admin's digest, up to that row."""
    condition = f"chat_id = ? AND {GATHERED} AND kind = ? AND id <= ?"
    return _sales(tx, condition, (chat_id, _KIND, up_to, _MOST))


def _sales(tx: Tx, condition: str, values: tuple[object, ...]) -> QueuedSales:
    rows = tx.all(
        f"""SELECT o.id, p.id AS purchase, p.status, p.amount_minor, p.currency, p.received_at
        FROM (SELECT id, subject_id FROM outbox WHERE {condition} ORDER BY id LIMIT ?) AS o
        JOIN purchases AS p ON p.id = o.subject_id
        ORDER BY o.id""",
        values,
    )
    standing = [row for row in rows if row["status"] == "applied"]
    sums: dict[str, int] = {}
    for row in standing:
        if row["currency"] is not None and row["amount_minor"] is not None:
            sums[row["currency"]] = sums.get(row["currency"], 0) + row["amount_minor"]
    times = [row["received_at"] for row in standing]
    return QueuedSales(
        tuple(row["id"] for row in rows),
        tuple(PurchaseRow(row["purchase"]) for row in standing),
        tuple(Money(amount, currency) for currency, amount in sorted(sums.items())),
        min(times, default=0),
        max(times, default=0),
    )


def set_sent(tx: Tx, messages: Sequence[int], now: int) -> None:
    """Record notices that went out in one message; those of purchases that no longer stand, which
    it left out, are cancelled."""
    for first in range(0, len(messages), _ROWS_A_STATEMENT):
        some = messages[first : first + _ROWS_A_STATEMENT]
        tx.execute(
            f"""UPDATE outbox SET attempts = attempts + 1, done_at = ?,
                state = CASE WHEN (SELECT status FROM purchases WHERE id = subject_id) = 'applied'
                    THEN 'sent' ELSE 'cancelled' END,
                error = CASE WHEN (SELECT status FROM purchases WHERE id = subject_id) = 'applied'
                    THEN NULL ELSE 'no longer true' END
            WHERE state = 'queued' AND id IN ({marks(some)})""",
            (now, *some),
        )
