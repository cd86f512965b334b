"""The version of SQLite, and whether a known bug of it can do harm here."""

import sqlite3
from pathlib import Path

import structlog

_log = structlog.get_logger(__name__)

SQLITE = sqlite3.sqlite_version

_RACE_FIXED = (3, 51, 3)
"""The version that fixed the WAL-reset race, where two connections that write or checkpoint can,
rarely, damage the file (SQLite 3.7.0 to 3.51.2). The bot uses one connection; another program's
would be the second."""


def has_wal_race(version: tuple[int, ...]) -> bool:
    """Return whether this version of SQLite has the WAL-reset race."""
    return version < _RACE_FIXED


def litestream_folder(database: Path) -> Path:
    """Return the folder of Litestream's state; if it exists, Litestream opens the file too."""
    return database.with_name(f".{database.name}-litestream")


def is_old_litestream(database: Path) -> bool:
    """Return whether Litestream 0.3 uses the file, known by the folder that only it has.

    Its SQLite is of 2023 at the latest (0.3.13 has 3.42.0), so it has the race whatever ours is.
    """
    return (litestream_folder(database) / "generations").is_dir()


def race_possible(database: Path) -> bool:
    """Return whether the race can occur: our SQLite has it, and Litestream uses the file too."""
    return has_wal_race(sqlite3.sqlite_version_info) and litestream_folder(database).is_dir()


def log(database: Path) -> None:
    """Log which SQLite writes the ledger; as a warning where that version can damage it."""
    if race_possible(database):
        _log.warning(
            "this SQLite has the WAL-reset race, and Litestream opens the database too: use daily"
            " backups (BACKUP_DIR) instead, or an SQLite of 3.51.3 or newer; see docs/backups.md",
            sqlite=SQLITE,
        )
    elif is_old_litestream(database):
        _log.warning(
            "Litestream 0.3 opens the database too, and its own SQLite has the WAL-reset race: use"
            " Litestream 0.5, or daily backups (BACKUP_DIR) instead; see docs/backups.md",
            sqlite=SQLITE,
        )
    else:
        _log.info("database open", sqlite=SQLITE)
