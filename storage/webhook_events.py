"""The inbox: every validly signed webhook delivery, once per event, with its raw body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.engine.tx import Tx, marks


@dataclass(frozen=True, slots=True)
class SeenEvent:
    id: int
    outcome: str
    facts_digest: str | None


class NewEvent(NamedTuple):
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
    """Those of the keys that are here already."""
    rows = tx.all(
        f"SELECT event_key FROM webhook_events WHERE event_key IN ({marks(event_keys)})", event_keys
    )
    return {row["event_key"] for row in rows}


def insert(tx: Tx, event: NewEvent, outcome: str, now: int) -> int:
    return insert_all(tx, [event], outcome, now)[0]


def insert_all(tx: Tx, new: Sequence[NewEvent], outcome: str, now: int) -> list[int]:
    """Their ids, in the same order."""
    return tx.insert_rows_numbered(
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


def set_outcome(tx: Tx, event_id: int, outcome: str) -> None:
    tx.execute("UPDATE webhook_events SET outcome = ? WHERE id = ?", (outcome, event_id))


def count_delivery(tx: Tx, event_id: int, now: int) -> None:
    tx.execute(
        "UPDATE webhook_events SET deliveries = deliveries + 1, last_seen_at = ? WHERE id = ?",
        (now, event_id),
    )


def keep_conflict(tx: Tx, event_id: int, facts_digest: str, body: bytes, now: int) -> bool:
    """Keep a delivery that says something else under a known key; False when already kept."""
    return (
        tx.execute(
            """INSERT INTO event_conflicts (event_id, facts_digest, body, seen_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            (event_id, facts_digest, body, now),
        )
        == 1
    )


def body(tx: Tx, event_id: int) -> bytes:
    found: bytes = tx.scalar("SELECT body FROM webhook_events WHERE id = ?", (event_id,))
    return found


def problems(tx: Tx, event_id: int) -> str | None:
    found: str | None = tx.scalar("SELECT problems FROM webhook_events WHERE id = ?", (event_id,))
    return found


def key(tx: Tx, event_id: int) -> str:
    found: str = tx.scalar("SELECT event_key FROM webhook_events WHERE id = ?", (event_id,))
    return found
