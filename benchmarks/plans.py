"""Which way SQLite goes for the statements of a piece of work: its own query plans."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from storage.engine.database import Database, open_database
from storage.engine.tx import Tx

Plans = dict[str, list[str]]
"""By statement, without its values."""


async def plans_of(db: Database, work: Callable[[], Awaitable[object]]) -> Plans:
    """The plans of every statement that `work` runs on the database."""
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
    """Of one look of the clock at what is due."""
    async with open_database(path) as db:
        lifecycle = Lifecycle(db, SystemClock(), thresholds(("3 days", "1 day")))
        return await plans_of(db, lifecycle.tick)
