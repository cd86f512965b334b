"""The inbox: every event of a validly signed delivery, stored once, with its raw body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.models import EventRow, Outcome
from storage import sums
from storage.engine.tx import Tx, marks


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event that is stored already."""

    id: EventRow
    outcome: str
    facts_digest: str | None


class NewEvent(NamedTuple):
    """An event to be stored; `problems` are the parts of its body that could not be read."""

    event_key: str
    name: str
    body: bytes
    facts_digest: str | None
    problems: str | None


def find(tx: Tx, event_key: str) -> SeenEvent | None:
    row = tx.one(
        "SELECT id, outcome, facts_digest FROM webhook_events WHERE event_key = ?", (event_key,)
    )
    return SeenEvent(row["id"], row["outcome"], row["facts_digest"]) if row else None


def seen(tx: Tx, event_keys: Sequence[str]) -> set[str]:
    """Return those of the keys that are stored already."""
    rows = tx.all(
        f"SELECT event_key FROM webhook_events WHERE event_key IN ({marks(event_keys)})", event_keys
    )
    return {row["event_key"] for row in rows}


def without_purchase_key(tx: Tx) -> list[EventRow]:
    """Return the events whose key is made of more than a purchase's number."""
    rows = tx.all("SELECT id FROM webhook_events WHERE event_key NOT GLOB '*:purchase:[0-9]*'")
    return [row["id"] for row in rows]


def set_key(tx: Tx, event_row: EventRow, event_key: str) -> None:
    """Give an event another key, unless another event has that."""
    tx.execute(
        "UPDATE OR IGNORE webhook_events SET event_key = ?1 WHERE id = ?2 AND event_key <> ?1",
        (event_key, event_row),
    )


def insert(tx: Tx, event: NewEvent, outcome: Outcome, now: int) -> EventRow:
    return insert_all(tx, [event], outcome, now)[0]


def insert_all(tx: Tx, new: Sequence[NewEvent], outcome: Outcome, now: int) -> list[EventRow]:
    """Insert the events and return their rows in the same order."""
    rows = tx.insert_rows_numbered(
        """INSERT INTO webhook_events (event_key, name, body, facts_digest, problems, outcome,
            first_seen_at, last_seen_at)
        VALUES ?""",
        [
            (
                event.event_key,
                event.name,
                event.body,
                event.facts_digest,
                event.problems,
                outcome,
                now,
                now,
            )
            for event in new
        ],
    )
    sums.delivered(tx, rows[-1], now)
    return [EventRow(row) for row in rows]


def set_outcome(tx: Tx, event_row: EventRow, outcome: Outcome) -> None:
    tx.execute("UPDATE webhook_events SET outcome = ? WHERE id = ?", (outcome, event_row))


def add_problem(tx: Tx, event_row: EventRow, problem: str) -> None:
    """Add a problem to those that the body itself has."""
    tx.execute(
        "UPDATE webhook_events SET problems = COALESCE(problems || '; ', '') || ? WHERE id = ?",
        (problem, event_row),
    )


def count_delivery(tx: Tx, event_row: EventRow, now: int) -> None:
    """Count a repeated delivery. A later one stays the last, until `seen_at_the_latest`: the clock
    went back."""
    tx.execute(
        """UPDATE webhook_events
        SET deliveries = deliveries + 1, last_seen_at = MAX(last_seen_at, ?) WHERE id = ?""",
        (now, event_row),
    )
    sums.delivered(tx, event_row, now)


def seen_at_the_latest(tx: Tx, now: int) -> None:
    """Let no last delivery have come later than now: a clock that was ahead has stored some."""
    rows = sums.forget_deliveries_after(tx, now)
    for row in rows:
        tx.execute("UPDATE webhook_events SET last_seen_at = ? WHERE id = ?", (now, row))
    if rows:
        sums.delivered(tx, max(rows), now)


def keep_conflict(tx: Tx, event_row: EventRow, facts_digest: str, body: bytes, now: int) -> bool:
    """Keep a delivery with other facts under a known key; return False if it is kept already."""
    return (
        tx.execute(
            """INSERT INTO event_conflicts (event_id, facts_digest, body, seen_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            (event_row, facts_digest, body, now),
        )
        == 1
    )


def body(tx: Tx, event_row: EventRow) -> bytes:
    found: bytes = tx.scalar("SELECT body FROM webhook_events WHERE id = ?", (event_row,))
    return found


def problems(tx: Tx, event_row: EventRow) -> str | None:
    found: str | None = tx.scalar("SELECT problems FROM webhook_events WHERE id = ?", (event_row,))
    return found


def name(tx: Tx, event_row: EventRow) -> str:
    found: str = tx.scalar("SELECT name FROM webhook_events WHERE id = ?", (event_row,))
    return found


def outcome(tx: Tx, event_row: EventRow) -> Outcome:
    """Return the outcome of an event by now."""
    return Outcome(tx.scalar("SELECT outcome FROM webhook_events WHERE id = ?", (event_row,)))


def key(tx: Tx, event_row: EventRow) -> str:
    found: str = tx.scalar("SELECT event_key FROM webhook_events WHERE id = ?", (event_row,))
    return found
