"""Which SQLite this is, and whether a known fault of it can hurt here."""

import sqlite3
from pathlib import Path

SQLITE = sqlite3.sqlite_version

_RACE_FIXED = (3, 51, 3)
"""The WAL-reset race: two connections that write or checkpoint can, rarely, damage the file
(SQLite 3.7.0 to 3.51.2). This bot uses one; somebody else's would be the second."""


def has_wal_race(version: tuple[int, ...]) -> bool:
    return version < _RACE_FIXED


def litestream_folder(database: Path) -> Path:
    """Litestream keeps its state beside the file; where that is, it opens the file too."""
    return database.with_name(f".{database.name}-litestream")


def endangered(database: Path) -> bool:
    return has_wal_race(sqlite3.sqlite_version_info) and litestream_folder(database).is_dir()
