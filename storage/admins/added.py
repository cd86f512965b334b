"""Admins whom owners have added in the chat; the owners themselves are in the settings."""

from dataclasses import dataclass

from bot.domain.models import PersonId
from storage.engine.tx import Row, Tx

_COLUMNS = "telegram_user_id, added_by, added_at, is_waiting"


@dataclass(frozen=True, slots=True)
class AddedAdmin:
    """Somebody whom an owner has added; times in Unix seconds."""

    telegram_user_id: PersonId
    added_by: int
    added_at: int
    is_waiting: bool = False
    """Whether they are no admin until an owner confirms them, after a restore."""


def every(tx: Tx) -> list[AddedAdmin]:
    """Return all of them in the order in which they were added."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM admins ORDER BY added_at, telegram_user_id")
    return [_added(row) for row in rows]


def get(tx: Tx, telegram_user_id: int) -> AddedAdmin | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM admins WHERE telegram_user_id = ?", (telegram_user_id,))
    return _added(row) if row else None


def add(tx: Tx, one: AddedAdmin) -> None:
    tx.insert(
        "INSERT INTO admins (telegram_user_id, added_by, added_at) VALUES (?, ?, ?)",
        (one.telegram_user_id, one.added_by, one.added_at),
    )


def remove(tx: Tx, telegram_user_id: int) -> bool:
    """Return whether they were an admin."""
    found = tx.execute("DELETE FROM admins WHERE telegram_user_id = ?", (telegram_user_id,))
    return found == 1


def confirm(tx: Tx, telegram_user_id: int) -> bool:
    """Return whether they were waiting for that."""
    changed = tx.execute(
        "UPDATE admins SET is_waiting = 0 WHERE telegram_user_id = ? AND is_waiting = 1",
        (telegram_user_id,),
    )
    return changed == 1


def let_all_wait(tx: Tx) -> int:
    """Return how many wait now."""
    return tx.execute("UPDATE admins SET is_waiting = 1")


def _added(row: Row) -> AddedAdmin:
    return AddedAdmin(
        PersonId(row["telegram_user_id"]),
        row["added_by"],
        row["added_at"],
        is_waiting=bool(row["is_waiting"]),
    )
