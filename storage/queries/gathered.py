"""Notices that are gathered for an admin's digest, and wait in the outbox until it is sent."""

from collections.abc import Sequence

from storage.engine.tx import Tx, marks
from storage.outbox import COLUMNS, GATHERED, OPEN, QueuedMessage, message_of


def gather(tx: Tx, chat_id: int, kinds: Sequence[str]) -> int:
    """Put what is queued of these kinds aside for the digest; return how many they are."""
    return tx.execute(
        f"""UPDATE outbox SET state = 'gathered'
        WHERE chat_id = ? AND state = 'queued' AND {OPEN} AND kind IN ({marks(kinds)})""",
        (chat_id, *kinds),
    )


def mute(tx: Tx, chat_id: int, kinds: Sequence[str], now: int) -> int:
    """Cancel what is queued or gathered of these kinds, because the admin doesn't want to hear of
    it; return how many they are."""
    return sum(
        tx.execute(
            f"""UPDATE outbox SET state = 'cancelled', error = 'muted', done_at = ?
            WHERE chat_id = ? AND {condition} AND kind IN ({marks(kinds)})""",
            (now, chat_id, *kinds),
        )
        for condition in (f"state = 'queued' AND {OPEN}", GATHERED)
    )


def readers(tx: Tx) -> list[int]:
    """Return the admins for whom something is gathered."""
    rows = tx.all(f"SELECT DISTINCT chat_id FROM outbox WHERE {GATHERED}")
    return [row["chat_id"] for row in rows]


def newest(tx: Tx, chat_id: int, before: int) -> int | None:
    """Return the newest row gathered for this admin, if some of them are from before that time."""
    row = tx.one(
        f"SELECT MAX(id) AS id, MIN(created_at) AS at FROM outbox WHERE chat_id = ? AND {GATHERED}",
        (chat_id,),
    )
    return row["id"] if row and row["id"] is not None and row["at"] < before else None


def rows(tx: Tx, chat_id: int, up_to: int) -> list[QueuedMessage]:
    """Return what is gathered for this admin up to that row, oldest first."""
    found = tx.all(
        f"SELECT {COLUMNS} FROM outbox WHERE chat_id = ? AND {GATHERED} AND id <= ? ORDER BY id",
        (chat_id, up_to),
    )
    return [message_of(row) for row in found]


def since(tx: Tx, chat_id: int, up_to: int) -> int:
    """Return when the oldest of them was queued, in Unix seconds."""
    at: int | None = tx.scalar(
        f"SELECT MIN(created_at) FROM outbox WHERE chat_id = ? AND {GATHERED} AND id <= ?",
        (chat_id, up_to),
    )
    return at or 0


def close(tx: Tx, chat_id: int, up_to: int, state: str, now: int) -> None:
    """Record how the digest of these rows ended: `sent`, or `cancelled` where none was true."""
    tx.execute(
        f"""UPDATE outbox SET state = ?, done_at = ?
        WHERE chat_id = ? AND {GATHERED} AND id <= ?""",
        (state, now, chat_id, up_to),
    )


def from_now_at_the_latest(tx: Tx, now: int) -> None:
    """Let nothing that was gathered be from the future, as after a clock that was ahead: its digest
    would not come before that time."""
    tx.execute(f"UPDATE outbox SET created_at = ? WHERE {GATHERED} AND created_at > ?", (now, now))


def is_on_its_way(tx: Tx, chat_id: int) -> bool:
    """Return whether a digest for this admin is queued, or waits for them."""
    return bool(
        tx.scalar(
            f"""SELECT EXISTS (SELECT 1 FROM outbox
            WHERE chat_id = ? AND kind = 'admin-digest' AND {OPEN})""",
            (chat_id,),
        )
    )
