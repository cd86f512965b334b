"""Troubles with a beginning and an end; at most one of a kind and subject is open at a time."""

from dataclasses import dataclass
from enum import StrEnum

from storage.engine.tx import Row, Tx

_COLUMNS = "id, kind, subject, began_at, ended_at"


class IncidentKind(StrEnum):
    SILENCE = "silence"
    """Tribute has not called for far longer than this shop's sales would have it."""
    SIGNATURES = "signatures"
    """Well-formed signatures are wrong, one after the other."""
    OUTBOX = "outbox"
    """Messages have been waiting far too long."""
    DISK = "disk"
    """The disk is nearly full."""
    WORKER = "worker"
    """A worker fails and is started again; the subject is its name."""
    BACKUP = "backup"
    """The daily backup could not be made."""


@dataclass(frozen=True, slots=True)
class Incident:
    id: int
    kind: IncidentKind
    subject: str
    began_at: int
    ended_at: int | None


def begin(tx: Tx, kind: IncidentKind, subject: str, now: int) -> int | None:
    """Our number of the new incident; None where it is going on already."""
    added = tx.execute(
        """INSERT INTO incidents (kind, subject, began_at) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING""",
        (kind, subject, now),
    )
    found = find_open(tx, kind, subject)
    return found.id if added and found else None


def end(tx: Tx, kind: IncidentKind, subject: str, now: int) -> bool:
    """False where nothing of the kind was going on. A clock set back makes no negative length."""
    changed = tx.execute(
        """UPDATE incidents SET ended_at = MAX(?, began_at)
        WHERE kind = ? AND subject = ? AND ended_at IS NULL""",
        (now, kind, subject),
    )
    return changed == 1


def get(tx: Tx, incident_id: int) -> Incident | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM incidents WHERE id = ?", (incident_id,))
    return _incident(row) if row else None


def find_open(tx: Tx, kind: IncidentKind, subject: str = "") -> Incident | None:
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM incidents
        WHERE kind = ? AND subject = ? AND ended_at IS NULL""",
        (kind, subject),
    )
    return _incident(row) if row else None


def all_open(tx: Tx) -> list[Incident]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM incidents WHERE ended_at IS NULL ORDER BY id")
    return [_incident(row) for row in rows]


def _incident(row: Row) -> Incident:
    return Incident(
        row["id"], IncidentKind(row["kind"]), row["subject"], row["began_at"], row["ended_at"]
    )
