"""The writer: one thread on one connection, entered once a batch of units of work."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import aiosqlite

from storage.engine.integrity import refuse_damaged
from storage.engine.migrate import migrate
from storage.engine.tx import Tx
from storage.engine.units import Unit, run_all

T = TypeVar("T")
_GATHER_SECONDS = 0.05
"""How long a batch may be gathered: all that are connected can be heard in it."""


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

    Leans on protected members of aiosqlite 0.22: `_execute`, `_conn`, `_thread`, `_running`, and
    `_tx`, the queue of what the thread is to run. tests/storage holds the assumptions: a function
    queued there runs even when its caller is cancelled meanwhile, and also without a future.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._pending: deque[Unit[Any]] = deque()
        self._busy = False
        """A batch is gathered or under way; who comes meanwhile is in the next one."""
        self._latest = 0.0
        self.loop = asyncio.get_running_loop()
        self.listeners = Listeners()

    async def hop(self, function: Callable[[], T]) -> T:
        """Run `function` on the connection's thread."""
        result: T = await self._execute(function)  # type: ignore[no-untyped-call]
        return result

    async def read(self, query: Callable[[Tx], T]) -> T:
        return await self.hop(lambda: query(Tx(self._conn)))

    async def write(self, unit: Unit[Any]) -> None:
        """Wait until the unit is committed or has failed. Raises ValueError, as aiosqlite does,
        once the connection is closed."""
        self._refuse_when_closed()
        self._pending.append(unit)
        if not self._busy:
            self._gather()
        await unit.done

    async def end(self) -> None:
        """Close, and wait for the thread: after a failed opening it still reports to the loop,
        and left running it would keep the process from ending."""
        await self.close()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join)

    async def prepare(self) -> None:
        await self.hop(lambda: refuse_damaged(Tx(self._conn)))
        await self.hop(lambda: migrate(self._conn))

    def _refuse_when_closed(self) -> None:
        if not self._running or self._connection is None:
            raise ValueError("the connection is closed")

    def _gather(self) -> None:
        """Begin a batch with who is waiting now."""
        self._busy = True
        self._latest = self.loop.time() + _GATHER_SECONDS
        self.loop.call_soon(self._gather_more, len(self._pending))

    def _gather_more(self, before: int) -> None:
        """Enter the thread once a turn of the loop has brought nobody new.

        Python runs one thread at a time: while the loop still has requests in its hand, each return
        from SQLite waits for it to let go, and a small batch takes longer than a large one.
        """
        waiting = len(self._pending)
        if waiting > before and self.loop.time() < self._latest:
            self.loop.call_soon(self._gather_more, waiting)
            return
        try:
            self._refuse_when_closed()
        except ValueError as error:
            self._done(self._take_pending(), error, 0.0)
        else:
            # Without a future: what comes of it, it tells the loop itself.
            self._tx.put_nowait((None, self._commit_pending))

    def _commit_pending(self) -> None:
        """On the thread: everything that is waiting shares one transaction and one fsync."""
        batch = self._take_pending()
        began = time.perf_counter()
        failed: BaseException | None = None
        try:
            self._commit(batch)
        except BaseException as error:  # noqa: BLE001  (handed to the callers of write())
            failed = error
        seconds = time.perf_counter() - began
        self.loop.call_soon_threadsafe(self._done, batch, failed, seconds)

    def _take_pending(self) -> list[Unit[Any]]:
        return [self._pending.popleft() for _ in range(len(self._pending))]

    def _done(self, batch: list[Unit[Any]], failed: BaseException | None, seconds: float) -> None:
        """On the loop: the listeners hear of the commit before any of its callers goes on, and also
        where those were cancelled meanwhile."""
        self._busy = bool(self._pending)
        if self._busy:
            self._gather()
        try:
            if failed is None:
                self.listeners.tell([unit.signals for unit in batch], seconds)
        finally:
            for unit in batch:
                unit.error = unit.error or failed
                if not unit.done.done():  # a caller who was cancelled waits no more
                    unit.done.set_result(None)

    def _commit(self, batch: list[Unit[Any]]) -> None:
        connection = self._conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            run_all(connection, batch)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
