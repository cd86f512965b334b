"""The rows that a piece of work has queued so far, read inside its own transaction."""

from storage.engine.tx import Tx
from storage.outbox import COLUMNS, QueuedMessage, message_of


def last_id(tx: Tx) -> int:
    """Return the id of the row that was queued last; 0 in an empty outbox."""
    return tx.scalar("SELECT MAX(id) FROM outbox") or 0


def after(tx: Tx, message_id: int) -> list[QueuedMessage]:
    """Return the rows that were queued after this one."""
    rows = tx.all(f"SELECT {COLUMNS} FROM outbox WHERE id > ? ORDER BY id", (message_id,))
    return [message_of(row) for row in rows]
