"""The promises of the ledger, asked of the file through a second connection."""

from pathlib import Path

from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from storage.engine.tx import Tx


def assert_ledger_is_sound(path: Path) -> None:
    """Every test that touches a database ends with this."""
    with open_read_only(path) as tx:
        assert check(tx) == []
        assert _given_up_without_a_reason(tx) == []


def assert_every_buyer_is_told(path: Path) -> None:
    """For files in which every purchase came by webhook: there's a notice queued for each buyer."""
    with open_read_only(path) as tx:
        assert _buyers_never_told(tx) == []


def _buyers_never_told(tx: Tx) -> list[int]:
    rows = tx.all(
        """SELECT p.id FROM purchases p
        WHERE p.status IN ('applied', 'held') AND p.telegram_user_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM outbox o
                WHERE o.subject_id = p.id AND o.chat_id = p.telegram_user_id)"""
    )
    return [row["id"] for row in rows]


def _given_up_without_a_reason(tx: Tx) -> list[int]:
    rows = tx.all("SELECT id FROM outbox WHERE state = 'undeliverable' AND error IS NULL")
    return [row["id"] for row in rows]
