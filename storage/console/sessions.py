"""Sessions of the console; of each only the hash of its key is stored."""

from dataclasses import dataclass

from bot.domain.models import PersonId
from storage.engine.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session: whose it is, by which way they came, and since when in Unix seconds."""

    key_hash: bytes
    admin_id: PersonId
    way: str
    began_at: int


def add(tx: Tx, one: StoredSession) -> None:
    tx.insert(
        "INSERT INTO console_sessions (key_hash, admin_id, way, began_at) VALUES (?, ?, ?, ?)",
        (one.key_hash, one.admin_id, one.way, one.began_at),
    )


def get(tx: Tx, key_hash: bytes) -> StoredSession | None:
    row = tx.one(
        "SELECT key_hash, admin_id, way, began_at FROM console_sessions WHERE key_hash = ?",
        (key_hash,),
    )
    return _session(row) if row else None


def every(tx: Tx) -> list[StoredSession]:
    """Return all of them, the latest first."""
    rows = tx.all(
        """SELECT key_hash, admin_id, way, began_at FROM console_sessions
        ORDER BY began_at DESC, key_hash"""
    )
    return [_session(row) for row in rows]


def remove(tx: Tx, key_hash: bytes) -> None:
    tx.execute("DELETE FROM console_sessions WHERE key_hash = ?", (key_hash,))


def remove_outside(tx: Tx, began_from: int, began_until: int) -> None:
    """Remove the sessions that didn't begin in this time."""
    tx.execute(
        "DELETE FROM console_sessions WHERE began_at NOT BETWEEN ? AND ?",
        (began_from, began_until),
    )


def remove_of(tx: Tx, admin_id: int) -> None:
    tx.execute("DELETE FROM console_sessions WHERE admin_id = ?", (admin_id,))


def remove_all(tx: Tx) -> None:
    tx.execute("DELETE FROM console_sessions")


def _session(row: Row) -> StoredSession:
    return StoredSession(row["key_hash"], PersonId(row["admin_id"]), row["way"], row["began_at"])
