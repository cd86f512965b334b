"""Reads beside writes: reports have connections of their own, and payments don't wait for them."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from storage.engine.open_file import OpenFile
from storage.engine.tx import Tx

T = TypeVar("T")

MOST_LOG_BYTES = 64_000_000
"""The size of the `-wal` at which no report may hold it any longer: while a connection reads,
SQLite can't begin the log again from its start."""
_AT_ONCE = 2
"""Reports that read at the same time: a short one needn't wait for a long export."""
_INSTRUCTIONS = 100_000
"""SQLite calls back after so many of its instructions, a few milliseconds."""


class NotBeside(Exception):
    """The file can't be read beside the writer now; the writer's own connection still can."""


class Reader:
    """Runs queries on connections that can neither write nor checkpoint, opened when first needed.

    Exactly one connection, the writer's, may do that: with two, SQLite before 3.51.3 can damage the
    `-wal` (https://sqlite.org/wal.html#walresetbug).
    """

    def __init__(self, path: Path, file: OpenFile, most_log_bytes: int) -> None:
        self._path = path
        self._file = file
        self._most_log_bytes = most_log_bytes
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reports")
        self._free: list[sqlite3.Connection] = []
        """Open connections that nobody reads with; they hold nothing of the log."""
        self._closed = False

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Run `query(tx)` on one snapshot of what is committed.

        Raises NotBeside where the path no longer leads to the writer's file, or the log has grown
        so far that its next checkpoint must not wait for this; ValueError, as the writer does, once
        the database is closed; and the errors of the query.
        """
        self._refuse_when_closed()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, query)

    async def end(self) -> None:
        """Stop what is being read, wait for it, and close the connections."""
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        for connection in self._free:
            connection.close()

    def _run(self, query: Callable[[Tx], T]) -> T:
        try:
            with self._snapshot() as tx:
                return query(tx)
        except sqlite3.OperationalError as error:
            if self._closed or error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise NotBeside from error

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[Tx]:
        self._refuse_when_closed()
        if self._must_stop():
            raise NotBeside
        connection = self._free.pop() if self._free else self._open()
        with contextlib.ExitStack() as unless_whole:
            unless_whole.callback(connection.close)
            connection.execute("BEGIN")
            yield Tx(connection)
            connection.rollback()
            connection.execute("PRAGMA shrink_memory")  # the next report may be days away
            unless_whole.pop_all()
        self._free.append(connection)

    def _open(self) -> sqlite3.Connection:
        """Open the writer's file by its name, or raise NotBeside where that leads to another."""
        if not self._file.is_in_place():
            raise NotBeside
        connection = connect_read_only(self._path)
        with contextlib.ExitStack() as unless_whole:
            unless_whole.callback(connection.close)
            connection.execute("SELECT 1 FROM sqlite_schema").close()  # opens the file
            if not self._file.is_in_place():
                raise NotBeside
            unless_whole.pop_all()
        connection.set_progress_handler(self._must_stop, _INSTRUCTIONS)
        return connection

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ValueError("the connection is closed")

    def _must_stop(self) -> bool:
        return self._closed or self._file.log_bytes() >= self._most_log_bytes


def connect_read_only(path: Path, *, unused: bool = False) -> sqlite3.Connection:
    """Open a connection that can't write, for any thread.

    Where the file is `unused`, nothing is made beside it; else SQLite makes a `-shm` and a `-wal`
    that aren't there, and they belong to the user of this process.

    Only SQLite opens the file here: any other handle on it, once closed, would drop the locks that
    this process's own connection holds (POSIX).
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if unused else ''}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    with contextlib.ExitStack() as unless_whole:
        unless_whole.callback(connection.close)
        connection.execute("PRAGMA query_only = ON")
        # 1 MB instead of 2: it is also what each sorting of rows may take, and a look has several.
        connection.execute("PRAGMA cache_size = -1000")
        unless_whole.pop_all()
    return connection
