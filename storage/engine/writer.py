"""The writer: one thread on one connection, which runs a whole batch of units at a time."""

import asyncio
import contextlib
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.errors import StorageLost
from bot.runtime.rests import Rests
from storage.engine.integrity import refuse_damaged
from storage.engine.migrate import migrate
from storage.engine.open_file import Loss, OpenFile
from storage.engine.outcomes import WriteOutcomes
from storage.engine.tx import Tx
from storage.engine.units import Unit, run_all

T = TypeVar("T")
_LOOK_EVERY_SECONDS = 1.0
_GATHER_SECONDS = 0.05
"""The longest time for gathering a batch; every open connection can be read once in it."""


OnCommit = Callable[[int, float], None]
"""Called after each commit with its number of units and its seconds."""


class Listeners:
    """The listeners of each signal, called once a unit or once for each id it was raised for."""

    def __init__(self, on_commit: OnCommit) -> None:
        self.plain: dict[str, list[Callable[[], None]]] = {}
        self.each: dict[str, list[Callable[[int], None]]] = {}
        self._on_change: list[Callable[[], None]] = []
        self.changes = 0
        """Counts the changes that those who follow were told of, or would have been."""
        self.on_loss: list[Callable[[], None]] = []
        self._on_commit = on_commit

    def follow(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each change, whatever its signals; return what ends that."""
        self._on_change.append(listener)
        return lambda: self._on_change.remove(listener)

    def changed(self) -> None:
        """Count a change, and call those who follow all of them."""
        self.changes += 1
        for listener in tuple(self._on_change):
            listener()

    def call(self, committed: list[dict[str, set[int]]], seconds: float) -> None:
        """Call the listeners for the signals of the units of one commit."""
        self._on_commit(len(committed), seconds)
        self.changed()
        for signals in committed:
            for name, subjects in signals.items():
                for listener in self.plain.get(name, ()):
                    listener()
                for each in self.each.get(name, ()):
                    for subject in subjects:
                        each(subject)


class WriterConnection(aiosqlite.Connection):
    """aiosqlite's connection and thread, which here runs a transaction at a time, not a statement.

    Depends on protected members of aiosqlite 0.22: `_execute`, `_conn`, `_thread`, `_running`, and
    `_tx`, the queue of the thread's functions. tests/storage checks the assumptions: a function
    queued there runs even if its caller is cancelled meanwhile, and also without a future.
    """

    def __init__(
        self, path: Path, connector: Callable[[], sqlite3.Connection], on_commit: OnCommit
    ) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._path = path
        self._file: OpenFile | None = None
        self._looked_at = float("-inf")
        self.commits = 0
        """Counts this connection's commits."""
        self.loss: Loss | None = None
        """How the file was lost, once it was noticed; from then on nothing is written."""
        self._pending: deque[Unit[Any]] = deque()
        self._busy = False
        """Whether a batch is being gathered or written; later units go into the next one."""
        self._latest = 0.0
        self.loop = asyncio.get_running_loop()
        self.listeners = Listeners(on_commit)
        self.outcomes = WriteOutcomes()
        self.rests = Rests()

    async def run_on_thread(self, function: Callable[[], T]) -> T:
        """Run `function` on the connection's thread."""
        result: T = await self._execute(function)  # type: ignore[no-untyped-call]
        return result

    async def read(self, query: Callable[[Tx], T]) -> T:
        return await self.run_on_thread(lambda: query(Tx(self._conn)))

    async def write(self, unit: Unit[Any]) -> None:
        """Wait until the unit is committed or has failed.

        Raises ValueError, as aiosqlite does, once the connection is closed, and StorageLost.
        """
        self._refuse_when_closed()
        self._refuse_when_lost()
        self._pending.append(unit)
        if not self._busy:
            self._gather()
        await unit.done

    async def end(self) -> None:
        """Close the connection and wait for its thread.

        After a failed opening the thread still reports to the loop, and if left running it would
        keep the process alive.
        """
        await self.close()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join)

    async def prepare(self) -> OpenFile:
        """Check the file for damage, apply the missing migrations, and return the open file."""
        await self.run_on_thread(lambda: refuse_damaged(Tx(self._conn)))
        await self.run_on_thread(lambda: migrate(self._conn))
        await self.run_on_thread(lambda: _undo_from_memory(self._conn))
        self._file = await self.run_on_thread(lambda: OpenFile(self._path))
        return self._file

    def look(self) -> Loss | None:
        """Look whether the file is in its place, once a second at most; runs on the thread."""
        now = time.monotonic()
        if self.loss is None and self._file and now - self._looked_at >= _LOOK_EVERY_SECONDS:
            self._looked_at = now
            self.loss = self._file.loss()
        return self.loss

    def is_as_before(self) -> bool:
        """Return whether nobody wrote to the file since the last look; this one needs no thread."""
        return self.loss is None and self._file is not None and self._file.is_as_before()

    @property
    def folder(self) -> Path:
        """The folder in which SQLite has opened the file."""
        return self._file.folder if self._file else self._path.parent

    def folder_is_there(self) -> bool:
        """Return whether that folder is still the same one."""
        return self._file is not None and self._file.folder_is_there()

    def copy_to(self, target: Path) -> None:
        """Copy all pages in one step, into one file without a log beside it; runs on the thread."""
        with contextlib.closing(sqlite3.connect(target)) as copy:
            self._conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def _refuse_when_closed(self) -> None:
        if not self._running or self._connection is None:
            raise ValueError("the connection is closed")

    def _refuse_when_lost(self) -> None:
        if self.loss is not None:
            raise StorageLost(f"the file of the database was lost ({self.loss})")

    def _gather(self) -> None:
        """Begin a batch with the units that wait now."""
        self._busy = True
        self._latest = self.loop.time() + _GATHER_SECONDS
        self.loop.call_soon(self._gather_more, len(self._pending))

    def _gather_more(self, before: int) -> None:
        """Hand the batch to the thread once a turn of the loop has brought no new unit.

        Python runs one thread at a time: while the loop is busy with requests, each return from
        SQLite waits until the loop pauses, and a small batch takes longer than a large one.
        """
        waiting = len(self._pending)
        if waiting > before and self.loop.time() < self._latest:
            self.loop.call_soon(self._gather_more, waiting)
            return
        try:
            self._refuse_when_closed()
        except ValueError as error:
            self._finish(self._take_pending(), error, 0.0)
        else:
            # Without a future: `_commit_pending` reports its result to the loop itself.
            self._tx.put_nowait((None, self._commit_pending))

    def _commit_pending(self) -> None:
        """Commit all waiting units with one transaction and one fsync; runs on the thread."""
        batch = self._take_pending()
        began = time.perf_counter()
        failed: BaseException | None = None
        try:
            self.look()
            self._refuse_when_lost()
            self._commit(batch)
        except BaseException as error:  # noqa: BLE001  (handed to the callers of write())
            failed = error
        seconds = time.perf_counter() - began
        self.loop.call_soon_threadsafe(self._finish, batch, failed, seconds)

    def _take_pending(self) -> list[Unit[Any]]:
        return [self._pending.popleft() for _ in range(len(self._pending))]

    def _finish(self, batch: list[Unit[Any]], failed: BaseException | None, seconds: float) -> None:
        """Call the listeners, then wake the callers; runs on the loop.

        The listeners are called before any caller continues, also if a caller was cancelled.
        """
        self._busy = bool(self._pending)
        if self._busy:
            self._gather()
        try:
            if failed is None:
                self.commits += 1
                self.rests.note_commit()
                self.listeners.call([unit.signals for unit in batch], seconds)
            elif isinstance(failed, StorageLost):
                for listener in self.listeners.on_loss:
                    listener()
        finally:
            for unit in batch:
                unit.error = unit.error or failed
            self.outcomes.note(batch)
            for unit in batch:
                if not unit.done.done():  # set already if its caller was cancelled
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


def _undo_from_memory(connection: sqlite3.Connection) -> None:
    """Keep in memory what a savepoint would restore, from here on.

    Beyond 64 KB SQLite writes that to a file which it makes for each transaction, and one sale
    alone changes 80 KB. Units are small enough; a migration may change all of the database, and is
    over.
    """
    connection.execute("PRAGMA temp_store = MEMORY")
