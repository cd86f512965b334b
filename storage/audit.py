"""Audit actions: who did what to whom. Rows are only ever added, and a time later than now, which a
wrong clock has set, is corrected."""

from collections.abc import Sequence

from bot.domain.decisions.versions import NOT_DECIDED, Decision
from bot.domain.records import AuditEntry
from storage.engine.tx import Tx, marks


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


def latest(tx: Tx, subjects: Sequence[str], actions: Sequence[str]) -> Decision:
    """Return the latest of these actions on any of the subjects; NOT_DECIDED without one."""
    row = tx.one(
        f"""SELECT id, at FROM audit
        WHERE subject IN ({marks(subjects)}) AND action IN ({marks(actions)})
        ORDER BY id DESC LIMIT 1""",
        (*subjects, *actions),
    )
    return Decision(row["id"], row["at"]) if row is not None else NOT_DECIDED
