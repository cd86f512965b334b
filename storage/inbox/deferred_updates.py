"""Updates that are put off until Telegram lets the bot answer."""

from dataclasses import dataclass

from bot.domain.models import PersonId
from storage.engine.tx import Tx

SIGNAL = "deferred_updates"
"""Raised in the transaction that puts an update off."""


@dataclass(frozen=True, slots=True)
class DeferredUpdate:
    """An update as Telegram sent it, and how often it was put off."""

    id: int
    telegram_user_id: PersonId
    body: str
    times: int


def put(tx: Tx, person_id: PersonId, key: str, body: str, now: int) -> None:
    """Put an update off; the newest of a person's updates with this key stands for them all."""
    tx.execute(
        """INSERT INTO deferred_updates (telegram_user_id, coalesce_key, body, received_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (telegram_user_id, coalesce_key)
        DO UPDATE SET body = excluded.body, times = times + 1""",
        (person_id, key, body, now),
    )
    tx.signal(SIGNAL)


def count_others(tx: Tx, person_id: PersonId, key: str) -> int:
    """Return how many updates of this person are put off under other keys."""
    number: int = tx.scalar(
        """SELECT COUNT(*) FROM deferred_updates
        WHERE telegram_user_id = ? AND coalesce_key <> ?""",
        (person_id, key),
    )
    return number


def oldest_of_each(tx: Tx) -> list[DeferredUpdate]:
    """Return the oldest update of each person, oldest first."""
    rows = tx.all(
        """SELECT id, telegram_user_id, body, times FROM deferred_updates
        WHERE id IN (SELECT MIN(id) FROM deferred_updates GROUP BY telegram_user_id)
        ORDER BY id"""
    )
    return [
        DeferredUpdate(row["id"], row["telegram_user_id"], row["body"], row["times"])
        for row in rows
    ]


def remove(tx: Tx, update: DeferredUpdate) -> None:
    """Remove an update, unless it was put off again."""
    tx.execute("DELETE FROM deferred_updates WHERE id = ? AND times = ?", (update.id, update.times))
