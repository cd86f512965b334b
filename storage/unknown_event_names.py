"""Names of events that nobody knows, each with the first event that had it."""

from bot.domain.models import EventRow
from storage.engine.tx import Tx


def add(tx: Tx, name: str, event_row: EventRow, now: int) -> bool:
    """Store a name; return False if it is stored already."""
    return (
        tx.execute(
            """INSERT INTO unknown_event_names (name, event_id, first_seen_at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO NOTHING""",
            (name, event_row, now),
        )
        == 1
    )


def count_between(tx: Tx, since: int, until: int) -> int:
    """Return how many names were stored between these moments."""
    number: int = tx.scalar(
        "SELECT COUNT(*) FROM unknown_event_names WHERE first_seen_at BETWEEN ? AND ?",
        (since, until),
    )
    return number
