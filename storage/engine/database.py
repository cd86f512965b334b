"""The database file: one thread does all writes, in groups, and reports are read beside them."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from bot.errors import StorageError, StorageUnavailable
from bot.runtime.freed_memory import give_back
from storage.engine.lock import single_process
from storage.engine.migrate import Pending, pending, refuse_unmigrated
from storage.engine.open_file import Loss
from storage.engine.outcomes import WriteOutcomes
from storage.engine.reader import MOST_LOG_BYTES, NotBeside, Reader, connect_read_only
from storage.engine.tx import Tx
from storage.engine.units import Unit, is_of_storage
from storage.engine.usable_file import create_private, refuse_other_formats, refuse_unusable
from storage.engine.writer import OnCommit, WriterConnection

Item = TypeVar("Item")
T = TypeVar("T")
BUSY_TIMEOUT_SECONDS = 5.0


class Database:
    """The only access to the file: `write` for units of work, `read` for queries, `report` for
    queries that nothing may wait for."""

    def __init__(self, connection: WriterConnection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._commits_at_look = 0
        self.rests = connection.rests
        """By which long reads rest, so that payments don't wait for them."""

    @property
    def outcomes(self) -> WriteOutcomes:
        """The outcomes of the latest writes."""
        return self._connection.outcomes

    @property
    def loss(self) -> Loss | None:
        """How the file was lost while it was open; None while it is in its place."""
        return self._connection.loss

    @property
    def folder(self) -> Path:
        """The folder in which the file was opened."""
        return self._connection.folder

    def folder_is_there(self) -> bool:
        """Return whether that folder is still the same one; it may be another volume's."""
        return self._connection.folder_is_there()

    async def look(self) -> Loss | None:
        """Look whether the file is in its place; return how it was lost, None if it is there.

        Where nobody wrote since the last look, the kernel's word for that is enough. Where somebody
        else did, such as an owner with another program, it counts as a change.
        """
        if self._connection.is_as_before():
            return None
        commits = self._connection.commits
        if commits == self._commits_at_look:
            self._connection.listeners.changed()
        loss = await self._connection.run_on_thread(self._connection.look)
        if self._connection.is_as_before():
            self._commits_at_look = commits
        return loss

    async def copy_to(self, target: Path) -> None:
        """Copy all that is committed into the new file `target`, through the open handle.

        So the copy succeeds also when the file has no name any more. Raises StorageUnavailable.
        """
        with _storage_errors():
            await self._connection.run_on_thread(lambda: self._connection.copy_to(target))

    def on(self, signal: str, listener: Callable[[], None]) -> None:
        """Call `listener` after each commit whose work raised `signal` with `tx.signal(...)`."""
        self._connection.listeners.plain.setdefault(signal, []).append(listener)

    def on_loss(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a write finds that the file was lost, on the loop."""
        self._connection.listeners.on_loss.append(listener)

    def follow(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each change of the ledger, on the loop; return what ends that."""
        return self._connection.listeners.follow(listener)

    @property
    def changes(self) -> int:
        """How often the ledger was changed since it was opened, also while nobody followed."""
        return self._connection.listeners.changes

    def on_each(self, signal: str, listener: Callable[[int], None]) -> None:
        """Call `listener` after each commit, with each id that `signal` was raised for.

        The calls come before `write` returns to its caller, also if that caller was cancelled.
        """
        self._connection.listeners.each.setdefault(signal, []).append(listener)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work(tx)` in a transaction and return its result once it is durable.

        Raises the error of `work` (nothing of it is kept then), or StorageUnavailable. If the
        caller is cancelled, the unit is still written whole or not at all.
        """
        return await self._finished(Unit(work, self._connection.loop))

    async def write_together(
        self, work: Callable[[Tx, Sequence[Item]], Sequence[T]], item: Item, size_bytes: int = 0
    ) -> T:
        """Run `work` like `write` does, together with the other items that wait for it.

        This is for work that is cheaper for many items at once. If it raises for all together, it
        is run for each item alone. It must change nothing but the database, and return its results
        in the order of the items. `size_bytes` is about how much the item stores.
        """
        unit = Unit.of_many(work, item, self._connection.loop)
        unit.size_bytes = size_bytes
        return await self._finished(unit)

    async def _finished(self, unit: Unit[T]) -> T:
        await self._connection.write(unit)
        if unit.error is not None:
            with _storage_errors():
                raise unit.error
        return unit.result

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Run `query(tx)` between two batches of writes; it sees only committed data."""
        with _storage_errors():
            return await self._connection.read(query)

    async def report(self, query: Callable[[Tx], T]) -> T:
        """Run `query(tx)` on a connection of its own, while writes go on beside it.

        It sees what was committed when it began. That is for people's eyes, such as numbers and
        lists, however long it takes: what the bot decides by, it reads with `read`. The query may
        be run twice: where the file can't be read beside the writer, the writer reads it.
        """
        with _storage_errors():
            try:
                return await self._reader.read(query)
            except NotBeside:
                return await self._connection.read(query)


@contextlib.contextmanager
def _storage_errors() -> Iterator[None]:
    """Turn SQLite's errors into StorageUnavailable; a broken constraint stays an IntegrityError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not is_of_storage(error):
            raise
        raise StorageUnavailable(f"database: {error}") from error


@contextlib.asynccontextmanager
async def open_database(
    path: Path,
    *,
    must_exist: bool = False,
    on_commit: OnCommit = lambda _units, _seconds: None,
    most_log_bytes: int = MOST_LOG_BYTES,
) -> AsyncIterator[Database]:
    """Open and migrate the file, and close it at the end.

    Raises StorageError, which says in one sentence why that isn't possible: a second process on the
    same file, for example, is refused. With `must_exist` a missing file is not created.
    `on_commit` is called after each commit with its number of units and its seconds. Reports give
    way to checkpoints once the `-wal` has `most_log_bytes`.
    """
    refuse_unusable(path, must_exist=must_exist)
    refuse_other_formats(path)
    with single_process(path):
        create_private(path)
        connection = WriterConnection(path, lambda: _connect(path), on_commit)
        try:
            await connection
            file = await connection.prepare()
        except sqlite3.DatabaseError as error:
            raise StorageError(f"{path} can't be used as the database: {error}.") from error
        else:
            reader = Reader(path, file, most_log_bytes)
            try:
                yield Database(connection, reader)
            finally:
                await asyncio.shield(reader.end())
        finally:
            await asyncio.shield(connection.end())


@contextlib.contextmanager
def open_read_only(path: Path) -> Iterator[Tx]:
    """Yield a query-only connection to a file that a running Tributary may hold, also this one.

    The memory that a look at the whole ledger took is given back to the system afterwards.
    """
    try:
        with _read_only(path) as connection:
            refuse_unmigrated(connection)
            yield Tx(connection)
    finally:
        give_back()


def pending_migrations(path: Path) -> Pending:
    """Return what a start of this version would change in the file, which may be in use.

    No file is made beside it, whoever asks: one that belongs to root would keep the bot from
    starting. Raises StorageError.
    """
    with _read_only(path, unused=not path.with_name(f"{path.name}-wal").exists()) as connection:
        return pending(connection)


@contextlib.contextmanager
def _read_only(path: Path, *, unused: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield a connection that sees one snapshot; turn SQLite's errors into StorageError."""
    refuse_unusable(path, must_exist=True)
    try:
        connection = connect_read_only(path, unused=unused)
    except sqlite3.DatabaseError as error:
        raise StorageError(f"{path} can't be opened: {error}.") from error
    with contextlib.closing(connection):
        try:
            connection.execute("BEGIN")  # one snapshot for all queries
            yield connection
        except sqlite3.DatabaseError as error:
            raise StorageError(f"{path} can't be read: {error}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,  # not 128: preparing a statement costs as much as running it
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: with NORMAL a power cut can undo a payment that was already answered 200.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Every 16 MB: a checkpoint costs two more fsyncs, and writes each changed page once.
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        # A log that has grown beyond this, while a report was read, is cut once it begins again.
        connection.execute("PRAGMA journal_size_limit = 32000000")
        # 2 MB: with 8 a sale costs the same at a million purchases, as the kernel caches too.
        connection.execute("PRAGMA cache_size = -2000")
    except BaseException:
        connection.close()
        raise
    return connection
