"""Reads what an action has written, in short rows for exact comparisons."""

from typing import Any

from bot.usecases.outbox.trace import trace_id_of
from storage.engine.database import Database


async def rows(db: Database, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return await db.read(lambda tx: [tuple(row) for row in tx.all(sql, values)])


async def queued(db: Database, since: int) -> list[tuple[Any, ...]]:
    """Return key, chat and subject of the messages queued from a moment on, all still to be sent.

    Whether it was at that very moment is checked here.
    """
    found = await rows(
        db,
        """SELECT dedupe_key, chat_id, subject_id, created_at, not_before, state FROM outbox
        WHERE created_at >= ? ORDER BY id""",
        since,
    )
    assert {row[3:] for row in found} <= {(since, since, "queued")}
    return [row[:3] for row in found]


async def cancelled(db: Database, at: int) -> list[str]:
    """Return the keys of the messages that were cancelled at this moment."""
    found = await rows(
        db,
        "SELECT dedupe_key FROM outbox WHERE state = 'cancelled' AND done_at = ? ORDER BY id",
        at,
    )
    return [key for (key,) in found]


async def audited(db: Database) -> list[tuple[Any, ...]]:
    """Return moment, actor, action, subject and detail of every audit entry."""
    return await rows(db, "SELECT at, actor, action, subject, detail FROM audit ORDER BY id")


async def outcomes(db: Database) -> list[str]:
    """Return the outcomes of all deliveries by now, in the order in which they came."""
    return [one for (one,) in await rows(db, "SELECT outcome FROM webhook_events ORDER BY id")]


async def deliveries_of(db: Database, *keys: str) -> list[str]:
    """Return the deliveries that caused these messages, by the keys of their events."""
    events = {
        trace_id_of(key): key for (key,) in await rows(db, "SELECT event_key FROM webhook_events")
    }
    traces = dict(await rows(db, "SELECT dedupe_key, event_id FROM outbox"))
    return [events.get(traces[key], traces[key]) for key in keys]
