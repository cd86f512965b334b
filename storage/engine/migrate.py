"""Brings the file to the schema this code knows: numbered SQL files, all applied or none."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.errors import StorageError

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def migrate(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> None:
    """Apply what is missing, all of it or nothing; refuse a file that a newer Tributary wrote.

    All in one transaction: a file left half-way would be too new for the version before, which the
    owner goes back to when the new one fails.
    """
    known = _numbered(folder)
    version = _version(connection)
    newest = max(known)
    if version > newest:
        raise StorageError(
            f"The database is of schema {version}, newer than this Tributary knows "
            f"({newest}); upgrade Tributary or restore an older backup."
        )
    missing = [known[number].read_text("utf-8") for number in sorted(known) if number > version]
    if missing:
        try:
            _apply(connection, missing, newest)
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"The database could not be brought from schema {version} to {newest} ({error}); "
                "it is as it was, and the version of Tributary before this one still runs with it."
            ) from error


def refuse_unmigrated(connection: sqlite3.Connection, folder: Path = MIGRATIONS) -> None:
    """For those who only look: a file that waits for its migrations can't be understood yet."""
    version = _version(connection)
    newest = max(_numbered(folder))
    if version != newest:
        raise StorageError(
            f"The database is of schema {version}, this Tributary knows {newest}; "
            "start the bot of this version once, then try again."
        )


def newest_known(folder: Path = MIGRATIONS) -> int:
    """The schema that this code works with."""
    return max(_numbered(folder))


def _version(connection: sqlite3.Connection) -> int:
    """The file's schema; 0 is a new file. One that holds something else's tables is refused."""
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
    """One transaction for the statements and the record of them (executescript would commit)."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in scripts:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
