"""Measures the processor time of one payment's unit, statement by statement, without HTTP.

python -m benchmarks.unit prints the figures behind docs/profile.md.
"""

import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.contenders import schema
from benchmarks.load import Plan, body
from bot.clock import SystemClock
from bot.tribute import events
from bot.usecases.purchases.grant_batch import Delivery
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage.engine.tx import Tx

_PAYMENTS = 6_400
_BATCH = 32


class _Timed:
    """A connection that notes how much processor time each of its statements took."""

    row_factory: Any = None

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.taken: Counter[str] = Counter()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        began = time.thread_time_ns()
        cursor = self._connection.execute(sql, parameters)
        self.taken[" ".join(sql.split())[:60]] += time.thread_time_ns() - began
        return cursor


def main() -> None:
    bodies = [body(Plan(), number) for number in range(1, _PAYMENTS + 1)]
    began = time.thread_time_ns()
    read = [events.read(one) for one in bodies]
    _show("reading the event", time.thread_time_ns() - began)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "unit.db"
        schema.create(str(path))
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.row_factory = sqlite3.Row
            _take_in(connection, read, bodies)


def _take_in(connection: sqlite3.Connection, read: list[events.Event], bodies: list[bytes]) -> None:
    timed = _Timed(connection)
    tx = Tx(timed)  # type: ignore[arg-type]  # it only calls `execute` on it
    intake = WebhookIntake(None, SystemClock(), ())  # type: ignore[arg-type]  # no database needed
    deliveries = [Delivery(*one) for one in zip(read, bodies, strict=True)]
    began = time.thread_time_ns()
    for first in range(0, _PAYMENTS, _BATCH):
        timed.execute("BEGIN IMMEDIATE")
        intake.take_in(tx, deliveries[first : first + _BATCH])
        timed.execute("COMMIT")
    whole = time.thread_time_ns() - began
    _show("the unit of work, all of it", whole)
    _show("  of it in SQLite", sum(timed.taken.values()))
    for statement, taken in timed.taken.most_common():
        _show(f"    {statement}", taken)


def _show(what: str, nanoseconds: int) -> None:
    sys.stdout.write(f"{nanoseconds / _PAYMENTS / 1000:8.1f} µs  {what}\n")


if __name__ == "__main__":
    main()
