"""Checks that `tests/kept.py` keeps exactly those things that a start of the bot builds."""

import contextlib
import gc
import sqlite3
import weakref
from pathlib import Path
from typing import Any

import pytest
from aiogram.methods import Response
from aiogram.types import User

from bot.errors import StorageError
from storage.engine.migrate import migrate
from tests.kept import migrate_or_copy


def _opened(path: Path) -> contextlib.closing[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    return contextlib.closing(connection)


def _content(connection: sqlite3.Connection) -> tuple[Any, ...]:
    pragmas = ("user_version", "journal_mode", "page_size", "page_count", "integrity_check")
    return (
        *(connection.execute(f"PRAGMA {one}").fetchone()[0] for one in pragmas),
        [tuple(row) for row in connection.execute("SELECT * FROM sqlite_master")],
        list(connection.iterdump()),
    )


def test_a_copied_ledger_is_what_the_migrations_make(tmp_path: Path) -> None:
    with _opened(tmp_path / "migrated.db") as migrated, _opened(tmp_path / "copied.db") as copied:
        migrate(migrated)
        migrate_or_copy(copied)
        assert _content(copied) == _content(migrated)


def test_only_a_new_file_gets_a_copy(tmp_path: Path) -> None:
    with _opened(tmp_path / "of_another_program.db") as other:
        other.execute("CREATE TABLE theirs (x INTEGER)")
        with pytest.raises(StorageError, match="another program"):
            migrate_or_copy(other)
    with _opened(tmp_path / "too_new.db") as newer:
        newer.execute("PRAGMA user_version = 9999")
        with pytest.raises(StorageError, match="newer than this Tributary"):
            migrate_or_copy(newer)


def test_a_class_for_answers_is_not_forgotten() -> None:
    built = weakref.ref(Response[dict[str, User]])
    gc.collect()
    assert built() is not None
