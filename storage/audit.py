"""The audit: who did what to whom. Rows are only ever added."""

from dataclasses import dataclass

from storage.engine.tx import Tx


@dataclass(frozen=True, slots=True)
class Entry:
    at: int
    actor: str
    action: str
    subject: str
    detail: str | None


def add(tx: Tx, entry: Entry) -> None:
    """`actor` is `admin:<id>`, `webhook` or `clock`; `subject` such as `purchase:12`."""
    tx.execute(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
        (entry.at, entry.actor, entry.action, entry.subject, entry.detail),
    )


def of_subject(tx: Tx, subject: str, limit: int = 20) -> list[Entry]:
    rows = tx.all(
        """SELECT at, actor, action, subject, detail FROM audit WHERE subject = ?
        ORDER BY id DESC LIMIT ?""",
        (subject, limit),
    )
    return [Entry(**dict(row)) for row in rows]
