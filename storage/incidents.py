"""Incidents, each with a beginning and an end; one of a kind and subject is open at a time."""

from bot.domain.incidents import Incident, IncidentKind
from storage.engine.tx import Row, Tx

_COLUMNS = "id, kind, subject, began_at, ended_at"


def begin(tx: Tx, kind: IncidentKind, subject: str, now: int) -> int | None:
    """Open an incident and return its id; None if it is open already."""
    added = tx.execute(
        """INSERT INTO incidents (kind, subject, began_at) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING""",
        (kind, subject, now),
    )
    found = find_open(tx, kind, subject)
    return found.id if added and found else None


def end(tx: Tx, kind: IncidentKind, subject: str, now: int) -> bool:
    """Close an incident, never before its beginning; return False if none was open."""
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


def latest(tx: Tx, limit: int) -> list[Incident]:
    """Return the incidents that began last, the latest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM incidents ORDER BY id DESC LIMIT ?", (limit,))
    return [_incident(row) for row in rows]


def _incident(row: Row) -> Incident:
    return Incident(
        row["id"], IncidentKind(row["kind"]), row["subject"], row["began_at"], row["ended_at"]
    )
