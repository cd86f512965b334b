"""The notices that wait for somebody as an admin, in the outbox or for their digest."""

from storage.engine.tx import Tx
from storage.outbox import GATHERED, OPEN

_TO_ADMINS = "kind GLOB 'admin-*'"


def cancel_admin_notices(tx: Tx, chat_id: int, now: int) -> None:
    """Cancel all that waits for somebody as an admin."""
    for condition in (OPEN, GATHERED):
        tx.execute(
            f"""UPDATE outbox SET state = 'cancelled', error = 'no admin any more', done_at = ?
            WHERE chat_id = ? AND {condition} AND {_TO_ADMINS}""",
            (now, chat_id),
        )


def readers_of_admin_notices(tx: Tx) -> list[int]:
    """Return the people for whom a notice to admins waits."""
    rows = tx.all(
        f"""SELECT chat_id FROM outbox WHERE {OPEN} AND {_TO_ADMINS}
        UNION SELECT chat_id FROM outbox WHERE {GATHERED}"""
    )
    return [row["chat_id"] for row in rows]
