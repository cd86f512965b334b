"""The next row of the outbox that may go out."""

from dataclasses import dataclass

from storage.engine.tx import Tx, marks
from storage.outbox import COLUMNS, OPEN, QueuedMessage, message_of

_FURTHEST_SECONDS = 3600
"""Longer than any delay of a message: a later time comes from a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Rows that may not go now, though they are due."""

    chats: frozenset[int] = frozenset()
    """Chats that are busy or must rest."""
    rows: frozenset[int] = frozenset()
    """Single rows, by id."""
    sales_to: frozenset[int] = frozenset()
    """Admins whose notices of sales are collected."""


def next_due(
    tx: Tx, now: int, passed_over: PassedOver, only_kinds: tuple[str, ...] = ()
) -> QueuedMessage | None:
    """Return the most important message that may go now; of `only_kinds`, if some are named.

    A person's messages keep their order: while the oldest must wait, the later ones wait behind it.
    Jobs in groups and channels (ids below zero) are about different people and don't wait for one
    another. Messages that were queued while the clock was ahead don't wait for that time.
    """
    chats, rows, sales_to = map(tuple, (passed_over.chats, passed_over.rows, passed_over.sales_to))
    soon = (now, now + _FURTHEST_SECONDS)
    chosen = f"AND o.kind IN ({marks(only_kinds)})" if only_kinds else ""
    before = f"AND earlier.kind IN ({marks(only_kinds)})" if only_kinds else ""
    row = tx.one(
        f"""SELECT {COLUMNS} FROM outbox AS o
        WHERE state = 'queued' AND (not_before <= ? OR not_before > ?)
            AND chat_id NOT IN ({marks(chats)}) AND id NOT IN ({marks(rows)})
            AND NOT (kind = 'admin-sale' AND chat_id IN ({marks(sales_to)})) {chosen}
            AND (o.chat_id < 0 OR NOT EXISTS (
                SELECT 1 FROM outbox AS earlier
                WHERE earlier.chat_id = o.chat_id AND earlier.state = 'queued'
                    AND earlier.{OPEN}
                    AND earlier.lane <= o.lane AND earlier.id < o.id
                    AND earlier.not_before > ? AND earlier.not_before <= ? {before}))
        ORDER BY lane, id LIMIT 1""",
        (*soon, *chats, *rows, *sales_to, *only_kinds, *soon, *only_kinds),
    )
    return message_of(row) if row else None


def next_at(tx: Tx, since: int) -> int | None:
    """Return the earliest time after `since` that a queued message waits for; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(not_before) FROM outbox WHERE state = 'queued' AND not_before > ?", (since,)
    )
    return found
