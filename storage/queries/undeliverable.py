"""Undeliverable messages, which an admin may want to send again.

Messages of broadcasts are not among them: the broadcast's report counts those.
"""

from storage.engine.tx import Tx
from storage.outbox import COLUMNS, SIGNAL, QueuedMessage, message_of

_UNDELIVERABLE = "state = 'undeliverable' AND lane < 2"
"""The exact condition of the index `outbox_undeliverable`."""


def latest(tx: Tx, limit: int = 20) -> list[QueuedMessage]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM outbox WHERE {_UNDELIVERABLE} ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [message_of(row) for row in rows]


def count(tx: Tx) -> int:
    number: int = tx.scalar(f"SELECT COUNT(*) FROM outbox WHERE {_UNDELIVERABLE}")
    return number


def get(tx: Tx, message_id: int) -> QueuedMessage | None:
    row = tx.one(f"SELECT {COLUMNS} FROM outbox WHERE id = ? AND {_UNDELIVERABLE}", (message_id,))
    return message_of(row) if row else None


def requeue(tx: Tx, message_id: int, now: int) -> bool:
    """Queue a message again; return False if it is no longer undeliverable."""
    changed = tx.execute(
        f"""UPDATE outbox SET state = 'queued', attempts = 0, not_before = ?, done_at = NULL
        WHERE id = ? AND {_UNDELIVERABLE}""",
        (now, message_id),
    )
    tx.signal(SIGNAL)
    return changed == 1
