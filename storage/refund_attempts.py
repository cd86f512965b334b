"""Refund attempts: one row each time an admin asks Tribute to return a payment."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import PurchaseRow
from storage.engine.tx import Row, Tx

_COLUMNS = "id, purchase_row, actor_id, state, error, created_at"


class AttemptState(StrEnum):
    """`calling → succeeded | rejected | unknown`, then `unknown → succeeded | not_done`."""

    CALLING = "calling"
    SUCCEEDED = "succeeded"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Attempt:
    id: int
    purchase_row: PurchaseRow
    actor_id: int
    state: AttemptState
    error: str | None
    created_at: int


def insert_calling(tx: Tx, purchase_row: PurchaseRow, actor_id: int, now: int) -> int:
    """Commit the intent before the call. The unique index refuses a second open one."""
    return tx.insert(
        """INSERT INTO refund_attempts (purchase_row, actor_id, state, created_at)
        VALUES (?, ?, 'calling', ?)""",
        (purchase_row, actor_id, now),
    )


def open_attempt(tx: Tx, purchase_row: PurchaseRow) -> Attempt | None:
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM refund_attempts
        WHERE purchase_row = ? AND state IN ('calling', 'unknown')""",
        (purchase_row,),
    )
    return _attempt(row) if row else None


def count(tx: Tx, purchase_row: PurchaseRow) -> int:
    """How often Tribute was asked to return this payment."""
    return int(
        tx.scalar("SELECT count(*) FROM refund_attempts WHERE purchase_row = ?", (purchase_row,))
    )


def get(tx: Tx, attempt_id: int) -> Attempt | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM refund_attempts WHERE id = ?", (attempt_id,))
    return _attempt(row) if row else None


def unknown(tx: Tx) -> list[Attempt]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM refund_attempts WHERE state = 'unknown' ORDER BY id")
    return [_attempt(row) for row in rows]


def interrupted(tx: Tx) -> list[Attempt]:
    """Calls that were under way when the process ended."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM refund_attempts WHERE state = 'calling' ORDER BY id")
    return [_attempt(row) for row in rows]


def set_state(tx: Tx, attempt_id: int, state: AttemptState, error: str | None, now: int) -> None:
    tx.execute(
        "UPDATE refund_attempts SET state = ?, error = ?, answered_at = ? WHERE id = ?",
        (state, error, now, attempt_id),
    )


def _attempt(row: Row) -> Attempt:
    return Attempt(
        row["id"],
        row["purchase_row"],
        row["actor_id"],
        AttemptState(row["state"]),
        row["error"],
        row["created_at"],
    )
