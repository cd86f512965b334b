"""Copies of the whole file: made while it is in use, checked by SQLite, never half there."""

import contextlib
import glob
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.errors import StorageError
from storage import facts
from storage.engine.database import BUSY_TIMEOUT_SECONDS
from storage.engine.migrate import newest_known
from storage.engine.owner import belong_like
from storage.engine.tx import Tx

_SIDE_FILES = ("-wal", "-journal")
"""What SQLite keeps beside a file that belongs to its content."""


@contextlib.contextmanager
def copied(source: Path, folder: Path) -> Iterator[Path]:
    """A copy of `source` as it is at this moment: one file of a passing name in `folder`, readable
    by its owner alone; gone at the end unless it was moved away.

    `source` may be in use by a running Tributary: it is read by SQLite's own backup, through a
    connection that can neither write nor checkpoint. Raises StorageError.
    """
    if not source.is_file():
        raise StorageError(f"There is no file {source}.")
    path = _passing_name(folder, source.name)
    try:
        _copy(source, path)
        yield path
    finally:
        for leftover in (path, *(path.with_name(path.name + end) for end in _SIDE_FILES)):
            leftover.unlink(missing_ok=True)


def schema_of(path: Path) -> int:
    """The file's schema. Raises StorageError for what is no Tributary's, or of a newer one."""
    with _opened(path, read_only=True) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        ours = connection.execute(
            "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('webhook_events', 'facts', 'grants')"
        ).fetchone()[0]
    if version < 1 or ours != 3:
        raise StorageError("It is a SQLite file, but not one of Tributary's.")
    if version > newest_known():
        raise StorageError(
            f"It is of schema {version}, newer than this Tributary knows ({newest_known()}): "
            "upgrade Tributary first."
        )
    return version


def damages(path: Path) -> list[str]:
    """What SQLite finds wrong with the file itself, whatever its schema; empty when it is sound."""
    with _opened(path, read_only=True) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [one for one in found if one != "ok"]


def note(path: Path, name: str, value: str) -> None:
    """Write one fact into a copy, before it is anybody's database."""
    with _opened(path, read_only=False) as connection:
        facts.put(Tx(connection), name, value)


def sweep(folder: Path, name: str, made_before: int) -> None:
    """Remove unfinished copies that a killed process has left."""
    for path in folder.glob(f".{glob.escape(name)}.*.part*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < made_before:
                path.unlink()


def publish(path: Path, target: Path) -> None:
    """Give a finished copy its name, durably and at once; what has that name already stays.

    Raises StorageError.
    """
    with _plainly(target):
        _sync(path)
        try:
            os.link(path, target)
        except FileExistsError:
            raise StorageError(
                f"{target} is there already: name another file, or remove it."
            ) from None
        except OSError:  # a file system without hard links
            if target.exists():
                raise
            path.rename(target)
        _sync(target.parent)


def keep(database: Path, kept: Path) -> bool:
    """Give the old file, with what SQLite keeps beside it, a second name; False if there is none.

    The old names stay until `replace`: whenever the machine stops, one whole set is there.
    """
    with _plainly(kept):
        if not database.exists():
            return False
        os.link(database, kept)
        for end in _SIDE_FILES:
            beside = database.with_name(database.name + end)
            if beside.exists():
                os.link(beside, kept.with_name(kept.name + end))
        _sync(database.parent)
    return True


def replace(path: Path, database: Path) -> None:
    """Put a finished copy in the place of the file, which nobody may have open.

    The old side files go first: beside the new file they would be read as its own.
    """
    with _plainly(database):
        belong_like(path, database if database.exists() else database.parent)
        _sync(path)
        for end in (*_SIDE_FILES, "-shm"):
            database.with_name(database.name + end).unlink(missing_ok=True)
        path.replace(database)
        _sync(database.parent)


def _copy(source: Path, target: Path) -> None:
    """One step, for one moment's state. The copy is one file: no write-ahead log beside it."""
    with _opened(source, read_only=True) as old, _opened(target, read_only=False) as new:
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[sqlite3.Connection]:
    """Not through our own file handles: closing one would drop the locks that this process's other
    connection holds on the same file (POSIX)."""
    mode = "ro" if read_only else "rw"
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,
        )
    except sqlite3.DatabaseError as error:
        raise StorageError(f"{path} can't be opened: {error}.") from error
    with contextlib.closing(connection):
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise StorageError(f"{path} can't be copied or read: {error}.") from error


def _passing_name(folder: Path, name: str) -> Path:
    with _plainly(folder):
        handle, path = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
        os.close(handle)
        return Path(path)


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path} can't be written: {error.strerror}.") from error


def _sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
