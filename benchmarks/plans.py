"""Collects SQLite's query plans for the statements of a piece of work."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.domain.durations import Duration
from bot.usecases.access.lifecycle import Lifecycle
from storage.engine.database import Database, open_database
from storage.engine.tx import Tx

Plans = dict[str, list[str]]
"""The plan of each statement; statements have no values."""


async def plans_of(db: Database, work: Callable[[], Awaitable[object]]) -> Plans:
    """Return the plans of all statements that `work` runs on the database."""
    seen: list[str] = []
    await db.read(lambda tx: _connection(tx).set_trace_callback(seen.append))
    await work()
    await db.read(lambda tx: _connection(tx).set_trace_callback(None))
    return await db.read(lambda tx: _explain(tx, seen))


def _connection(tx: Tx) -> Any:
    return tx._connection


def _explain(tx: Tx, seen: list[str]) -> Plans:
    found: Plans = {}
    for statement in seen:
        shape = re.sub(r"'[^']*'|\b\d+\b", "?", " ".join(statement.split()))
        if shape.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")) and shape not in found:
            found[shape] = [row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {statement}")]
    return found


async def tick_plans(path: Path) -> Plans:
    """Return the plans of one tick, which looks for due reminders and ends."""
    async with open_database(path) as db:
        lifecycle = Lifecycle(db, SystemClock(), (Duration(days=3), Duration(days=1)))
        return await plans_of(db, lifecycle.tick)
