"""Copies of the whole database file: made while it is in use, and never visible half-written."""

import contextlib
import glob
import itertools
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.errors import StorageError
from storage import facts
from storage.engine.database import BUSY_TIMEOUT_SECONDS
from storage.engine.migrate import newest_known
from storage.engine.owner import copy_owner
from storage.engine.tx import Tx

_SIDE_FILES = ("-wal", "-journal")
"""Files that SQLite keeps beside the database and that are part of its content."""


@contextlib.contextmanager
def copied(source: Path, folder: Path) -> Iterator[Path]:
    """Yield a copy of `source` as it is now: one file with a temporary name in `folder`.

    Only its owner can read it, and it is removed at the end unless it was moved away. `source` may
    be in use by a running Tributary: it is read by SQLite's own backup, through a connection that
    can neither write nor checkpoint. Raises StorageError.
    """
    if not source.is_file():
        raise StorageError(f"There is no file {source}.")
    with unfinished(folder, source.name) as path:
        _copy(source, path)
        yield path


@contextlib.contextmanager
def unfinished(folder: Path, name: str) -> Iterator[Path]:
    """Yield a new, empty file with a temporary name, which its owner alone can read.

    It is removed at the end unless it was moved away. Raises StorageError.
    """
    path = _temporary_name(folder, name)
    try:
        yield path
    finally:
        for leftover in (path, *(path.with_name(path.name + end) for end in _SIDE_FILES)):
            leftover.unlink(missing_ok=True)


def schema_of(path: Path) -> int:
    """Return the file's schema; raise StorageError if it isn't Tributary's, or of a newer one."""
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


def find_damage(path: Path) -> list[str]:
    """Return SQLite's findings about the file, whatever its schema; empty if it is sound."""
    with _opened(path, read_only=True) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [one for one in found if one != "ok"]


def put_fact(path: Path, name: str, value: str) -> None:
    """Write one fact into a copy, before it becomes the database."""
    with _opened(path, read_only=False) as connection:
        facts.put(Tx(connection), name, value)


def remove_unfinished(folder: Path, name: str, made_before: int) -> None:
    """Remove unfinished copies that a killed process has left behind."""
    for path in folder.glob(f".{glob.escape(name)}.*.part*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < made_before:
                path.unlink()


def publish(path: Path, target: Path) -> None:
    """Give a finished copy its name, durably and in one step; an existing file is never replaced.

    Raises StorageError.
    """
    with _storage_errors(target):
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


def publish_numbered(path: Path, target: Path) -> Path:
    """Give a finished copy the first free name of `target`, `target-2`, …; return that name.

    Raises StorageError.
    """
    for number in itertools.count(1):
        numbered = target if number == 1 else target.with_name(f"{target.name}-{number}")
        if not numbered.exists():
            publish(path, numbered)
            return numbered
    raise AssertionError("numbers don't end")


def keep(database: Path, kept: Path) -> bool:
    """Give the old file and SQLite's files beside it a second name; return False if there is none.

    The old names stay until `replace`: whenever the machine stops, one complete set exists. A
    folder that has come into the place of a file is put aside under the second name.
    """
    with _storage_errors(kept):
        for end in ("", *_SIDE_FILES, "-shm"):
            in_its_place = database.with_name(database.name + end)
            if in_its_place.is_dir():
                in_its_place.rename(kept.with_name(kept.name + end))
        if not database.exists():
            return kept.exists()
        os.link(database, kept)
        for end in _SIDE_FILES:
            beside = database.with_name(database.name + end)
            if beside.exists():
                os.link(beside, kept.with_name(kept.name + end))
        _sync(database.parent)
    return True


def replace(path: Path, database: Path) -> None:
    """Put a finished copy in the place of the file, which no process may have open.

    The old side files are removed first: SQLite would take them for the new file's own.
    """
    with _storage_errors(database):
        copy_owner(path, database if database.exists() else database.parent)
        _sync(path)
        for end in (*_SIDE_FILES, "-shm"):
            database.with_name(database.name + end).unlink(missing_ok=True)
        path.replace(database)
        _sync(database.parent)


def _copy(source: Path, target: Path) -> None:
    """Copy all pages in one step, so that the copy has the state of one moment, in one file."""
    with _opened(source, read_only=True) as old, _opened(target, read_only=False) as new:
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[sqlite3.Connection]:
    """Open the file through SQLite alone.

    Closing any other handle on it would drop the locks that this process's main connection holds
    (POSIX).
    """
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


def _temporary_name(folder: Path, name: str) -> Path:
    with _storage_errors(folder):
        handle, path = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
        os.close(handle)
        return Path(path)


@contextlib.contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn the file system's errors into StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path} can't be written: {error.strerror}.") from error


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
