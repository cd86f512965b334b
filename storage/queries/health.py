"""Figures for health checks, metrics and the doctor; each is read from an index, not by a scan."""

from dataclasses import dataclass

from storage.engine.tx import Tx
from storage.queries import statistics

_OVERDUE_SECONDS = 600
_TRIES = 5
"""After five failed tries a message has been waiting for more than ten minutes; see the delays in
bot/usecases/outbox/outbox.py."""


@dataclass(frozen=True, slots=True)
class LastDelivery:
    """Tribute's last signed delivery."""

    at: int
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of the whole installation in numbers."""

    held: int
    queued: int
    oldest_queued_at: int | None
    active: int
    last_delivery: LastDelivery | None
    incidents: int


def is_empty(tx: Tx) -> bool:
    """Return whether nothing has ever happened in this shop: no person, no delivery, no grant."""
    tables = ("people", "webhook_events", "grants")
    return not any(tx.scalar(f"SELECT EXISTS (SELECT 1 FROM {one})") for one in tables)


def read(tx: Tx, now: int) -> Figures:
    queued = tx.one(
        "SELECT COUNT(*) AS n, MIN(created_at) AS at FROM outbox WHERE state = 'queued'"
    )
    return Figures(
        held=held(tx),
        queued=queued["n"] if queued else 0,
        oldest_queued_at=queued["at"] if queued else None,
        active=sum(statistics.active(tx, now)),
        last_delivery=last_delivery(tx),
        incidents=tx.scalar("SELECT COUNT(*) FROM incidents WHERE ended_at IS NULL"),
    )


def held(tx: Tx) -> int:
    """Return how many payments are held; those for undecided recurring subscriptions count too."""
    return int(
        tx.scalar(
            """SELECT (SELECT COUNT(*) FROM purchases WHERE status = 'held')
                + (SELECT COUNT(*) FROM recurring_events
                    WHERE status = 'held' AND what <> 'cancelled')"""
        )
    )


def last_delivery(tx: Tx) -> LastDelivery | None:
    row = tx.one(
        """SELECT s.latest, e.name, e.outcome FROM sums s JOIN webhook_events e ON e.id = s.number
        WHERE s.area = 0 AND s.kind = 'delivery' ORDER BY s.until DESC LIMIT 1"""
    )
    return LastDelivery(row["latest"], row["name"], row["outcome"]) if row else None


def stuck(tx: Tx, now: int) -> int:
    """Return how many messages are long overdue, broadcasts aside.

    Either no worker takes them, or Telegram refuses them again and again.
    """
    return int(
        tx.scalar(
            """SELECT COUNT(*) FROM outbox
            WHERE state = 'queued' AND lane < 2 AND (not_before <= ? OR attempts >= ?)""",
            (now - _OVERDUE_SECONDS, _TRIES),
        )
    )


def stuck_from(tx: Tx, since: int) -> int | None:
    """Return when, after `since`, the next message is long overdue if it isn't sent; None without
    any."""
    found: int | None = tx.scalar(
        """SELECT MIN(not_before) FROM outbox
        WHERE state = 'queued' AND lane < 2 AND not_before > ?""",
        (since - _OVERDUE_SECONDS,),
    )
    return found + _OVERDUE_SECONDS if found is not None else None
