"""Units of work: queued writes, each with its result or its error."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import structlog

from bot.errors import StorageUnavailable
from storage.engine.tx import Tx

log = structlog.get_logger(__name__)

T = TypeVar("T")
Together = Callable[[Tx, Sequence[Any]], Sequence[Any]]
"""Work on many items at once; returns their results in the same order."""


class Unit(Generic[T]):
    """One queued write: its function, and afterwards the result or the error."""

    __slots__ = ("done", "error", "item", "result", "signals", "size_bytes", "together", "work")

    def __init__(self, work: Callable[[Tx], T], loop: asyncio.AbstractEventLoop) -> None:
        self.work = work
        self.together: Together | None = None
        self.item: object = None
        self.done: asyncio.Future[None] = loop.create_future()
        """Set on the loop once the unit is committed or has failed; see `error`."""
        self.result: T
        self.error: BaseException | None = None
        self.signals: dict[str, set[int]] = {}
        self.size_bytes = 0
        """About how much it stores, where that is known (see `WriteOutcomes`)."""

    @classmethod
    def of_many(
        cls,
        together: Callable[[Tx, Sequence[Any]], Sequence[T]],
        item: object,
        loop: asyncio.AbstractEventLoop,
    ) -> "Unit[T]":
        """Return a unit that can be run together with others of the same work, or alone."""
        unit = cls(lambda tx: together(tx, [item])[0], loop)
        unit.together, unit.item = together, item
        return unit

    def run(self, connection: sqlite3.Connection) -> None:
        """Run inside the batch's transaction; a unit that fails rolls back alone."""
        tx = Tx(connection)
        connection.execute("SAVEPOINT unit")
        try:
            self.result = self.work(tx)
        except BaseException as error:  # noqa: BLE001  (handed to the caller of write())
            self.error = error
            _undo(connection)
        else:
            self.signals = tx.signals
        if connection.in_transaction:
            connection.execute("RELEASE unit")


def is_of_storage(error: BaseException) -> bool:
    """Return whether the storage failed; a broken constraint is a mistake of the work itself."""
    if isinstance(error, StorageUnavailable):
        return True
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.IntegrityError
    )


def run_all(connection: sqlite3.Connection, batch: "Iterable[Unit[Any]]") -> None:
    """Run a batch inside its transaction; raise if SQLite has rolled the transaction back."""
    for group in _groups(batch):
        if len(group) == 1 or not _run_together(connection, group):
            for unit in group:
                unit.run(connection)
                if not connection.in_transaction:
                    # The units before this one are rolled back as well.
                    raise unit.error or sqlite3.OperationalError("the transaction was given up")


def _groups(batch: "Iterable[Unit[Any]]") -> "Iterator[list[Unit[Any]]]":
    """Group the units that may run together, in the order of the first unit of each group."""
    groups: dict[object, list[Unit[Any]]] = {}
    for unit in batch:
        groups.setdefault(unit.together or unit, []).append(unit)
    return iter(groups.values())


def _run_together(connection: sqlite3.Connection, group: "Sequence[Unit[Any]]") -> bool:
    """Do the work of all units at once and return whether that succeeded.

    On failure nothing is changed, and each unit must be run alone to find the one that fails.
    """
    tx = Tx(connection)
    together = group[0].together
    if together is None:
        return False
    connection.execute("SAVEPOINT unit")
    try:
        results = together(tx, [unit.item for unit in group])
    except Exception as error:
        _undo(connection)
        if not connection.in_transaction:
            raise
        connection.execute("RELEASE unit")
        if not is_of_storage(error):
            # A unit that fails alone reports its error; one of the group alone would be silent.
            log.warning("units are tried one by one", units=len(group), exc_info=True)
        return False
    connection.execute("RELEASE unit")
    for unit, result in zip(group, results, strict=True):
        unit.result = result
    group[0].signals = tx.signals
    return True


def _undo(connection: sqlite3.Connection) -> None:
    # On disk full or an I/O error SQLite has already rolled everything back.
    if connection.in_transaction:
        connection.execute("ROLLBACK TO unit")
