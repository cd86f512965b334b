"""Claims of people who paid in the browser: the receipts they sent, and the admins' decisions."""

from bot.domain.models import PersonId, PurchaseRow
from bot.domain.records import Claim, ClaimState
from storage.engine.tx import Row, Tx

_COLUMNS = """id, telegram_user_id, text, state, purchase_row, created_at, decided_at,
    decided_by"""


def insert(tx: Tx, telegram_user_id: PersonId, text: str, now: int) -> int:
    return tx.insert(
        "INSERT INTO claims (telegram_user_id, text, created_at) VALUES (?, ?, ?)",
        (telegram_user_id, text, now),
    )


def get(tx: Tx, claim_id: int) -> Claim | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM claims WHERE id = ?", (claim_id,))
    return _claim(row) if row else None


def all_open(tx: Tx, limit: int = 100) -> list[Claim]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM claims WHERE state = 'open' ORDER BY id LIMIT ?", (limit,)
    )
    return [_claim(row) for row in rows]


def count_open(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM claims WHERE state = 'open'")
    return number


def every_open(tx: Tx) -> list[Claim]:
    """Return all open claims, however many: one of them may name any payment."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM claims WHERE state = 'open' ORDER BY id")
    return [_claim(row) for row in rows]


def latest_of(tx: Tx, telegram_user_id: int, limit: int) -> list[Claim]:
    """Return a person's latest claims, decided ones too, the newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM claims WHERE telegram_user_id = ?
        ORDER BY created_at DESC, id DESC LIMIT ?""",
        (telegram_user_id, limit),
    )
    return [_claim(row) for row in rows]


def open_of(tx: Tx, telegram_user_id: int) -> list[Claim]:
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM claims WHERE telegram_user_id = ? AND state = 'open'
        ORDER BY id""",
        (telegram_user_id,),
    )
    return [_claim(row) for row in rows]


def count_between(tx: Tx, telegram_user_id: int, since: int, until: int) -> int:
    """Return how many claims this person made after `since`, and not later than `until`."""
    number: int = tx.scalar(
        """SELECT COUNT(*) FROM claims
        WHERE telegram_user_id = ? AND created_at > ? AND created_at <= ?""",
        (telegram_user_id, since, until),
    )
    return number


def count_denied(tx: Tx, telegram_user_id: int) -> int:
    number: int = tx.scalar(
        "SELECT COUNT(*) FROM claims WHERE telegram_user_id = ? AND state = 'denied'",
        (telegram_user_id,),
    )
    return number


def approve(tx: Tx, claim_id: int, purchase_row: PurchaseRow, admin_id: int, now: int) -> None:
    tx.execute(
        """UPDATE claims SET state = 'approved', purchase_row = ?, decided_at = ?, decided_by = ?
        WHERE id = ? AND state = 'open'""",
        (purchase_row, now, admin_id, claim_id),
    )


def deny(tx: Tx, claim_id: int, admin_id: int, now: int) -> None:
    tx.execute(
        """UPDATE claims SET state = 'denied', decided_at = ?, decided_by = ?
        WHERE id = ? AND state = 'open'""",
        (now, admin_id, claim_id),
    )


def close(tx: Tx, claim_id: int, purchase_row: PurchaseRow, now: int) -> None:
    """Close a claim without an admin's decision, because this payment is settled."""
    tx.execute(
        """UPDATE claims SET state = 'closed', purchase_row = ?, decided_at = ?
        WHERE id = ? AND state = 'open'""",
        (purchase_row, now, claim_id),
    )


def _claim(row: Row) -> Claim:
    return Claim(**dict(row) | {"state": ClaimState(row["state"])})
