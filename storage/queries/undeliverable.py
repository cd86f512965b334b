"""Messages that could not be delivered, which an admin may want to send again.

Not what a broadcast could not reach: that is told in its report.
"""

from storage.engine.tx import Tx
from storage.outbox import COLUMNS, SIGNAL, QueuedMessage, message_of

_GIVEN_UP = "state = 'undeliverable' AND lane < 2"
"""Word for word the condition of the index `outbox_undeliverable`."""


def latest(tx: Tx, limit: int = 20) -> list[QueuedMessage]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM outbox WHERE {_GIVEN_UP} ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [message_of(row) for row in rows]


def get(tx: Tx, message_id: int) -> QueuedMessage | None:
    row = tx.one(f"SELECT {COLUMNS} FROM outbox WHERE id = ? AND {_GIVEN_UP}", (message_id,))
    return message_of(row) if row else None


def requeue(tx: Tx, message_id: int, now: int) -> bool:
    """An admin asks for one more try; False when it is no longer undeliverable."""
    changed = tx.execute(
        f"""UPDATE outbox SET state = 'queued', attempts = 0, not_before = ?, done_at = NULL
        WHERE id = ? AND {_GIVEN_UP}""",
        (now, message_id),
    )
    tx.signal(SIGNAL)
    return changed == 1
