"""Check the promises of the ledger in the file, through a second connection."""

from pathlib import Path

from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from storage.engine.tx import Tx


def assert_ledger_is_sound(path: Path) -> None:
    """Fail where the ledger contradicts itself; each test with a database ends with this."""
    with open_read_only(path) as tx:
        assert check(tx) == []
        assert _undeliverable_without_reason(tx) == []


def assert_every_buyer_is_notified(path: Path) -> None:
    """Fail where a buyer has no notice. For files whose purchases all came by webhook."""
    with open_read_only(path) as tx:
        assert _buyers_without_notice(tx) == []


def _buyers_without_notice(tx: Tx) -> list[int]:
    rows = tx.all(
        """SELECT p.id FROM purchases p
        WHERE p.status IN ('applied', 'held') AND p.telegram_user_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM outbox o
                WHERE o.subject_id = p.id AND o.chat_id = p.telegram_user_id)"""
    )
    return [row["id"] for row in rows]


def _undeliverable_without_reason(tx: Tx) -> list[int]:
    rows = tx.all("SELECT id FROM outbox WHERE state = 'undeliverable' AND error IS NULL")
    return [row["id"] for row in rows]
