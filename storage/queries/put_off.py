"""Rows of the outbox that were put off, brought forward once they can go out again."""

from storage.engine.tx import Tx
from storage.outbox import SIGNAL


def retry_now(tx: Tx, now: int) -> None:
    """Make all messages due that were put off, because Telegram answers again."""
    tx.execute(
        "UPDATE outbox SET not_before = ? WHERE state = 'queued' AND not_before > ?", (now, now)
    )
    tx.signal(SIGNAL)


def attempts_put_off(tx: Tx, now: int) -> list[int]:
    """Return after how many attempts queued rows wait for a later time than now."""
    rows = tx.all(
        "SELECT DISTINCT attempts FROM outbox WHERE state = 'queued' AND not_before > ?", (now,)
    )
    return [row["attempts"] for row in rows]


def due_at_the_latest(tx: Tx, attempts: int, latest: int) -> None:
    """Bring queued rows after so many attempts forward that a wrong clock has put off further."""
    changed = tx.execute(
        """UPDATE outbox SET not_before = ?
        WHERE state = 'queued' AND attempts = ? AND not_before > ?""",
        (latest, attempts, latest),
    )
    if changed:
        tx.signal(SIGNAL)
