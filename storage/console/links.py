"""One-time links to the console; of each only the hash of its token is stored."""

from bot.domain.models import PersonId
from storage.engine.tx import Tx


def add(tx: Tx, token_hash: bytes, admin_id: int, made_at: int) -> None:
    tx.insert(
        "INSERT INTO console_links (token_hash, admin_id, made_at) VALUES (?, ?, ?)",
        (token_hash, admin_id, made_at),
    )


def admin_of(tx: Tx, token_hash: bytes, made_from: int, made_until: int) -> PersonId | None:
    """Return whose link this is, if it was made in this time and is unused."""
    found = tx.scalar(
        """SELECT admin_id FROM console_links
        WHERE token_hash = ? AND made_at BETWEEN ? AND ?""",
        (token_hash, made_from, made_until),
    )
    return None if found is None else PersonId(found)


def remove(tx: Tx, token_hash: bytes) -> bool:
    """Return whether it was there: only one caller gets True."""
    return tx.execute("DELETE FROM console_links WHERE token_hash = ?", (token_hash,)) == 1


def remove_outside(tx: Tx, made_from: int, made_until: int) -> None:
    """Remove the links that weren't made in this time."""
    tx.execute(
        "DELETE FROM console_links WHERE made_at NOT BETWEEN ? AND ?", (made_from, made_until)
    )


def remove_of(tx: Tx, admin_id: int) -> None:
    tx.execute("DELETE FROM console_links WHERE admin_id = ?", (admin_id,))


def remove_all(tx: Tx) -> None:
    tx.execute("DELETE FROM console_links")
