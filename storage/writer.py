"""The writer: one thread on one connection, entered once a batch of units of work."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import aiosqlite

from storage.integrity import refuse_damaged
from storage.migrate import migrate
from storage.tx import Tx

T = TypeVar("T")


class Unit(Generic[T]):
    """One queued write: a plain function, then its result or its error."""

    __slots__ = ("done", "error", "result", "signals", "work")

    def __init__(self, work: Callable[[Tx], T], loop: asyncio.AbstractEventLoop) -> None:
        self.work = work
        self.done: asyncio.Future[None] = loop.create_future()
        """Set on the loop once the unit is committed, or has failed: see `error`."""
        self.result: T
        self.error: BaseException | None = None
        self.signals: dict[str, set[int]] = {}

    def run(self, connection: sqlite3.Connection) -> None:
        """Run inside the batch's transaction; a unit that fails rolls back alone."""
        tx = Tx(connection)
        connection.execute("SAVEPOINT unit")
        try:
            self.result = self.work(tx)
        except BaseException as error:  # noqa: BLE001  (handed to the caller of write())
            self.error = error
            # On disk full or an I/O error SQLite has already rolled everything back.
            if connection.in_transaction:
                connection.execute("ROLLBACK TO unit")
        else:
            self.signals = tx.signals
        if connection.in_transaction:
            connection.execute("RELEASE unit")


class Listeners:
    """Who wants to hear of which signal: without, or with what it concerns."""

    def __init__(self) -> None:
        self.plain: dict[str, list[Callable[[], None]]] = {}
        self.each: dict[str, list[Callable[[int], None]]] = {}
        self.commits: list[Callable[[int, float], None]] = []

    def tell(self, committed: list[dict[str, set[int]]], seconds: float) -> None:
        for watcher in self.commits:
            watcher(len(committed), seconds)
        for signals in committed:
            for name, subjects in signals.items():
                for listener in self.plain.get(name, ()):
                    listener()
                for each in self.each.get(name, ()):
                    for subject in subjects:
                        each(subject)


class WriterConnection(aiosqlite.Connection):
    """aiosqlite's connection and thread, entered once a transaction instead of once a statement.

    Leans on three protected members of aiosqlite 0.22: `_execute`, `_conn` and `_thread`.
    tests/storage holds the assumption that a queued function runs even when its caller is
    cancelled meanwhile.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._pending: deque[Unit[object]] = deque()
        self._asked = False
        self.loop = asyncio.get_running_loop()
        self.listeners = Listeners()

    async def hop(self, function: Callable[[], T]) -> T:
        """Run `function` on the connection's thread."""
        result: T = await self._execute(function)  # type: ignore[no-untyped-call]
        return result

    async def write(self, unit: "Unit[object]") -> None:
        """Wait until the unit is committed or has failed.

        One hop is asked for and serves everyone who comes before the thread begins it: however
        many wait, the loop is woken once a batch.
        """
        self._pending.append(unit)
        if not self._asked:
            self._asked = True
            try:
                await self.hop(self._commit_pending)
            except ValueError:  # aiosqlite's word for a closed connection: nothing was queued
                self._asked = False
                raise
        await unit.done

    async def read(self, query: Callable[[Tx], T]) -> T:
        return await self.hop(lambda: query(Tx(self._conn)))

    async def end(self) -> None:
        """Close, and wait for the thread: after a failed opening it still reports to the loop,
        and left running it would keep the process from ending."""
        await self.close()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join)

    async def prepare(self) -> None:
        await self.hop(lambda: refuse_damaged(Tx(self._conn)))
        await self.hop(lambda: migrate(self._conn))

    def _commit_pending(self) -> None:
        """On the thread: everything that is waiting shares one transaction and one fsync."""
        self._asked = False  # before the queue is emptied: who comes after that asks anew
        batch: list[Unit[object]] = []
        while self._pending:
            batch.append(self._pending.popleft())
        if batch:
            began = time.perf_counter()
            try:
                self._commit(batch)
            except BaseException as error:  # noqa: BLE001  (handed to the callers of write())
                for unit in batch:
                    unit.error = unit.error or error
                self.loop.call_soon_threadsafe(_let_go_on, batch)
            else:
                # From here and not from write(): a caller who was cancelled tells nobody.
                seconds = time.perf_counter() - began
                self.loop.call_soon_threadsafe(self._tell, batch, seconds)

    def _tell(self, batch: "list[Unit[object]]", seconds: float) -> None:
        """On the loop: the listeners hear of the commit before any of its callers goes on."""
        try:
            self.listeners.tell([unit.signals for unit in batch], seconds)
        finally:
            _let_go_on(batch)

    def _commit(self, batch: "list[Unit[object]]") -> None:
        connection = self._conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            for unit in batch:
                unit.run(connection)
                if not connection.in_transaction:
                    # SQLite gave up the whole transaction, the units before this one included.
                    raise unit.error or sqlite3.OperationalError("the transaction was given up")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _let_go_on(batch: "list[Unit[object]]") -> None:
    for unit in batch:
        if not unit.done.done():  # a caller who was cancelled waits no more
            unit.done.set_result(None)
