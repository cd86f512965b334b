"""Transactions: a unit of work runs its statements through a `Tx`, on the writer's thread."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from bot.domain.models import TraceId

ROWS_A_STATEMENT = 32
"""The most rows of one INSERT: as many sales as come together over 32 connections. With more a row
hardly gets cheaper, and each number of rows is a statement of its own, which SQLite must prepare
once and keep."""

Row = Any
"""A row of sqlite3, read by column name; each storage module makes a dataclass of it."""


class Tx:
    """One connection inside a transaction. It is synchronous, so it can't wait for a network."""

    __slots__ = ("_connection", "signals", "trace_id")

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self.signals: dict[str, set[int]] = {}
        self.trace_id: TraceId | None = None
        """The log's name of the delivery behind this work; messages that it queues inherit it."""

    def signal(self, name: str, subject: int | None = None) -> None:
        """Have the listeners of `name` called once this work is committed.

        `subject` is the id of the person or thing that changed, for listeners that need it.
        """
        subjects = self.signals.setdefault(name, set())
        if subject is not None:
            subjects.add(subject)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        return self._connection.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one INSERT and return the new row's id."""
        return self._connection.execute(sql, parameters).lastrowid or 0

    def insert_rows(self, sql: str, rows: Sequence[Sequence[object]]) -> int:
        """Insert many rows and return how many rows were changed.

        The `VALUES ?` of the statement stands for all rows, of which up to ROWS_A_STATEMENT share
        one INSERT.
        """
        return sum(
            self.execute(*_for_rows(sql, rows[first : first + ROWS_A_STATEMENT]))
            for first in range(0, len(rows), ROWS_A_STATEMENT)
        )

    def insert_rows_numbered(self, sql: str, rows: Sequence[Sequence[object]]) -> list[int]:
        """Insert many rows into a table with its own ids, and return the new ids in order.

        SQLite numbers the rows of one INSERT consecutively, and nobody else writes meanwhile.
        """
        ids: list[int] = []
        for first in range(0, len(rows), ROWS_A_STATEMENT):
            some = rows[first : first + ROWS_A_STATEMENT]
            last = self.insert(*_for_rows(sql, some))
            ids += range(last - len(some) + 1, last + 1)
        return ids

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        row: Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def scalar(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]


def _for_rows(sql: str, rows: Sequence[Sequence[object]]) -> tuple[str, list[object]]:
    return _with_values(sql, len(rows[0]), len(rows)), list(chain.from_iterable(rows))


@lru_cache(maxsize=512)
def _with_values(sql: str, columns: int, rows: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return sql.replace("VALUES ?", f"VALUES {', '.join([row] * rows)}")


def marks(values: Iterable[object]) -> str:
    """Return `?, ?, ?` for an IN list of these values."""
    return ", ".join("?" for _ in values)
