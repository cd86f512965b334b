"""Files that hold no ledger yet: missing, empty, or left by a start that was killed at once."""

import contextlib
import sqlite3
from pathlib import Path


def is_new(path: Path) -> bool:
    """Return whether opening this path would begin a new ledger.

    A file that can't be read, or a folder that is missing, isn't new: opening it says what is
    wrong. This process may not have the file open (POSIX locks).
    """
    try:
        if not path.exists():
            return path.parent.is_dir() or path.parent == Path("data")
        return path.is_file() and (path.stat().st_size == 0 or _has_no_tables(path))
    except OSError:
        return False


def _has_no_tables(path: Path) -> bool:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(connection):
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            found = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        return False
    return version == 0 and found is None
