"""What a unit of work holds in its hand: statements in, rows out, all on the writer's thread."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

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

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        row: Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def scalar(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]


def marks(values: Iterable[object]) -> str:
    """`?, ?, ?` for an IN list of these values."""
    return ", ".join("?" for _ in values)
