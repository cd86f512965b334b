"""What a unit of work holds in its hand: statements in, rows out, all on the writer's thread."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

ROWS_A_STATEMENT = 16
"""How many rows one INSERT takes: more make it hardly cheaper a row, and each number of rows is a
statement of its own that SQLite must prepare once and keep."""

Row = Any
"""A row of sqlite3, read by column name; each storage module turns it into a dataclass."""


class Tx:
    """One connection inside a transaction. Synchronous on purpose: it can't wait for a network."""

    __slots__ = ("_connection", "event_id", "signals")

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self.signals: dict[str, set[int]] = {}
        self.event_id: str | None = None
        """What the log calls the delivery this work is about; messages it queues carry it on."""

    def signal(self, name: str, subject: int | None = None) -> None:
        """Ask for the listeners of `name` to be called once this work is committed; with the id
        of whom or what it concerns, where they want to know."""
        subjects = self.signals.setdefault(name, set())
        if subject is not None:
            subjects.add(subject)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one statement; how many rows it changed."""
        return self._connection.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one INSERT; the new row's id."""
        return self._connection.execute(sql, parameters).lastrowid or 0

    def insert_rows(self, sql: str, rows: Sequence[Sequence[object]]) -> int:
        """Run one INSERT for many rows, up to ROWS_A_STATEMENT at a time, for the cost of few: its
        `VALUES ?` stands for as many as there are. How many rows it changed."""
        return sum(
            self.execute(*_for_rows(sql, rows[first : first + ROWS_A_STATEMENT]))
            for first in range(0, len(rows), ROWS_A_STATEMENT)
        )

    def insert_rows_numbered(self, sql: str, rows: Sequence[Sequence[object]]) -> list[int]:
        """The same for a table with an id of its own; the new rows' ids, in order. SQLite numbers
        the rows of one INSERT one after the other, and nobody else writes meanwhile."""
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
        """The first column of the first row, or None."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]


def _for_rows(sql: str, rows: Sequence[Sequence[object]]) -> tuple[str, list[object]]:
    return _with_values(sql, len(rows[0]), len(rows)), [value for row in rows for value in row]


@lru_cache(maxsize=512)
def _with_values(sql: str, columns: int, rows: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return sql.replace("VALUES ?", f"VALUES {', '.join([row] * rows)}", 1)


def marks(values: Iterable[object]) -> str:
    """`?, ?, ?` for an IN list of these values."""
    return ", ".join("?" for _ in values)
