"""Telegram's updates on their way to a handler: stored when they come, emptied when handled."""

from collections.abc import Sequence

from bot.domain.conversations import StoredUpdate
from storage.engine.tx import Tx


def insert(tx: Tx, update: StoredUpdate, digest: bytes, now: int) -> bool:
    """Store an update; return False if this very update is known already.

    Another one with its number takes its place: after a pause Telegram may count from anywhere.
    """
    changed = tx.execute(
        """INSERT INTO telegram_updates (update_id, digest, body, received_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (update_id)
        DO UPDATE SET digest = excluded.digest, body = excluded.body, tries = 0,
            received_at = excluded.received_at
        WHERE digest <> excluded.digest""",
        (update.update_id, digest, update.body, now),
    )
    return changed > 0


def set_handled(tx: Tx, update_ids: Sequence[int]) -> None:
    """Empty these updates: their words aren't kept longer than they are needed."""
    for update_id in update_ids:
        tx.execute("UPDATE telegram_updates SET body = NULL WHERE update_id = ?", (update_id,))


def unhandled(tx: Tx) -> list[StoredUpdate]:
    """Return the updates that were not handled to the end, in their order."""
    rows = tx.all(
        """SELECT update_id, body, tries, received_at FROM telegram_updates
        WHERE body IS NOT NULL ORDER BY update_id"""
    )
    return [StoredUpdate(**dict(row)) for row in rows]


def count_try(tx: Tx, update_id: int) -> None:
    tx.execute("UPDATE telegram_updates SET tries = tries + 1 WHERE update_id = ?", (update_id,))


def forget_before(tx: Tx, moment: int) -> None:
    """Delete handled updates that came before; Telegram doesn't send them again."""
    tx.execute("DELETE FROM telegram_updates WHERE received_at < ? AND body IS NULL", (moment,))
