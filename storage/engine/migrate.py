"""Migrations: numbered SQL files bring the database to the schema of this code."""

import contextlib
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.errors import StorageError
from storage.engine import people_to_fold
from storage.engine.tx import Tx

log = structlog.get_logger(__name__)

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_REPORT_EVERY_SECONDS = 5.0
_INSTRUCTIONS = 1_000_000
"""SQLite calls back after so many of its instructions, some tens of milliseconds."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The schema of a file, the one that this code works with, and the migrations between them."""

    schema: int
    newest: int
    names: tuple[str, ...]
    """Such as `0034_sums`, in their order."""


def pending(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> Pending:
    """Return which migrations the file lacks; refuse a file of a newer Tributary."""
    known = _numbered(folder)
    schema, newest = _version(connection), max(known)
    if schema > newest:
        raise StorageError(
            f"The database is of schema {schema}, newer than this Tributary knows "
            f"({newest}); upgrade Tributary or restore an older backup."
        )
    names = tuple(known[number].stem for number in sorted(known) if number > schema)
    return Pending(schema, newest, names)


def migrate(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> None:
    """Apply the missing migrations, all or none; refuse a file of a newer Tributary.

    They share one transaction: a file left half-way would be too new for the previous version, to
    which the owner returns when the new one fails.
    """
    found = pending(connection, folder)
    missing = [(folder / f"{name}.sql").read_text("utf-8") for name in found.names]
    if missing:
        try:
            _apply(connection, missing, found.newest)
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"The database could not be brought from schema {found.schema} to {found.newest} "
                f"({error}); it is as it was, and the version of Tributary before this one still "
                "runs with it."
            ) from error


def refuse_unmigrated(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> None:
    """Raise StorageError unless all migrations are applied; readers need the current schema."""
    version = _version(connection)
    newest = max(_numbered(folder))
    if version != newest:
        raise StorageError(
            f"The database is of schema {version}, this Tributary knows {newest}; "
            "start the bot of this version once, then try again."
        )


def newest_known(folder: Path = MIGRATIONS) -> int:
    """Return the schema that this code works with."""
    return max(_numbered(folder))


def _version(connection: sqlite3.Connection) -> int:
    """Return the file's schema, 0 for a new file; refuse a file with another program's tables."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0 and connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise StorageError("The database belongs to another program; check DATABASE_PATH.")
    return version


def _numbered(folder: Path) -> dict[int, Path]:
    return {
        int(match[1]): path
        for path in folder.glob("*.sql")
        if (match := re.match(r"(\d{4})_", path.name))
    }


def _apply(connection: sqlite3.Connection, scripts: list[str], newest: int) -> None:
    """Run the statements and record them in one transaction (executescript would commit).

    Tables that others refer to are rebuilt, so SQLite compares the references at the end instead of
    at each statement.
    """
    statements = [one for script in scripts for one in _statements(script)]
    with _without_foreign_keys(connection), _progress(connection, newest, len(statements)) as step:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
                step()
            _fold_again(connection)
            _refuse_dangling(connection)
            connection.execute(f"PRAGMA user_version = {newest:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def _without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    enforced: int = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA foreign_keys = {enforced:d}")


@contextlib.contextmanager
def _progress(
    connection: sqlite3.Connection, newest: int, steps: int
) -> Iterator[Callable[[], None]]:
    """Log every five seconds how far it is; yield the function to call after each step."""
    began_at = reported_at = time.monotonic()
    done = 0

    def look() -> int:
        nonlocal reported_at
        now = time.monotonic()
        if now - reported_at >= _REPORT_EVERY_SECONDS:
            reported_at = now
            seconds = round(now - began_at)
            log.info(
                "migrating the database", schema=newest, step=done + 1, of=steps, seconds=seconds
            )
        return 0

    def step() -> None:
        nonlocal done
        done += 1

    connection.set_progress_handler(look, _INSTRUCTIONS)
    try:
        yield step
    finally:
        connection.set_progress_handler(None, 0)


def _refuse_dangling(connection: sqlite3.Connection) -> None:
    row = connection.execute("PRAGMA foreign_key_check").fetchone()
    if row is not None:
        raise sqlite3.IntegrityError(
            f"row {row[1]} of table {row[0]} refers to a missing row of {row[2]}"
        )


def _fold_again(connection: sqlite3.Connection) -> None:
    """Fold whom the migrations name; a schema without the table can't name anybody."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'people_to_fold'").fetchone():
        people_to_fold.fold_all(Tx(connection))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
