"""Refund attempts: one row each time an admin asks Tribute to return a payment."""

from bot.domain.models import PurchaseRow
from bot.domain.records import AttemptState, RefundAttempt
from storage.engine.tx import Row, Tx

_COLUMNS = "id, purchase_row, actor_id, state, error, created_at"


def insert_calling(tx: Tx, purchase_row: PurchaseRow, actor_id: int, now: int) -> int:
    """Record the intent before the call; the unique index refuses a second open attempt."""
    return tx.insert(
        """INSERT INTO refund_attempts (purchase_row, actor_id, state, created_at)
        VALUES (?, ?, 'calling', ?)""",
        (purchase_row, actor_id, now),
    )


def open_attempt(tx: Tx, purchase_row: PurchaseRow) -> RefundAttempt | None:
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM refund_attempts
        WHERE purchase_row = ? AND state IN ('calling', 'unknown')""",
        (purchase_row,),
    )
    return _attempt(row) if row else None


def count(tx: Tx, purchase_row: PurchaseRow) -> int:
    """Return how often Tribute was asked to return this payment."""
    return int(
        tx.scalar("SELECT count(*) FROM refund_attempts WHERE purchase_row = ?", (purchase_row,))
    )


def get(tx: Tx, attempt_id: int) -> RefundAttempt | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM refund_attempts WHERE id = ?", (attempt_id,))
    return _attempt(row) if row else None


def unknown(tx: Tx) -> list[RefundAttempt]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM refund_attempts WHERE state = 'unknown' ORDER BY id")
    return [_attempt(row) for row in rows]


def unknown_in_stars(tx: Tx, until: int) -> list[RefundAttempt]:
    """Return the unknown attempts of payments in Stars that ended up to this moment."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM refund_attempts a
        WHERE state = 'unknown' AND answered_at <= ?
            AND EXISTS (SELECT 1 FROM stars_payments p WHERE p.purchase_row = a.purchase_row)
        ORDER BY id""",
        (until,),
    )
    return [_attempt(row) for row in rows]


def first_unknown_in_stars_at(tx: Tx) -> int | None:
    """Return when the first unknown attempt of a payment in Stars ended; None without any."""
    at: int | None = tx.scalar(
        """SELECT MIN(answered_at) FROM refund_attempts a
        WHERE state = 'unknown'
            AND EXISTS (SELECT 1 FROM stars_payments p WHERE p.purchase_row = a.purchase_row)"""
    )
    return at


def interrupted(tx: Tx) -> list[RefundAttempt]:
    """Return attempts whose call was under way when the process ended."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM refund_attempts WHERE state = 'calling' ORDER BY id")
    return [_attempt(row) for row in rows]


def set_state(tx: Tx, attempt_id: int, state: AttemptState, error: str | None, now: int) -> None:
    tx.execute(
        "UPDATE refund_attempts SET state = ?, error = ?, answered_at = ? WHERE id = ?",
        (state, error, now, attempt_id),
    )


def set_refused_for_good(tx: Tx, attempt_id: int) -> None:
    """Record that Tribute's API can't return this payment, however often it is asked."""
    tx.execute("UPDATE refund_attempts SET refused_for_good = 1 WHERE id = ?", (attempt_id,))


def is_refused_for_good(tx: Tx, purchase_row: PurchaseRow) -> bool:
    row = tx.one(
        "SELECT 1 FROM refund_attempts WHERE purchase_row = ? AND refused_for_good", (purchase_row,)
    )
    return row is not None


def _attempt(row: Row) -> RefundAttempt:
    return RefundAttempt(
        row["id"],
        row["purchase_row"],
        row["actor_id"],
        AttemptState(row["state"]),
        row["error"],
        row["created_at"],
    )
