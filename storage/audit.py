"""Audit actions: who did what to whom. Rows are only ever added, and a time later than now, which a
wrong clock has set, is corrected."""

from bot.domain.records import AuditEntry
from storage.engine.tx import Tx


def add(tx: Tx, entry: AuditEntry) -> int:
    """Add an entry, and return its id; `subject` is like `purchase:12`.

    `actor` is `admin:<id>`, or what made the bot act: `webhook`, `ledger` or `clock`.
    """
    return tx.insert(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
        (entry.at, entry.actor, entry.action, entry.subject, entry.detail),
    )


def of_subject(tx: Tx, subject: str, limit: int = 20) -> list[AuditEntry]:
    rows = tx.all(
        """SELECT at, actor, action, subject, detail FROM audit WHERE subject = ?
        ORDER BY id DESC LIMIT ?""",
        (subject, limit),
    )
    return [AuditEntry(**dict(row)) for row in rows]
