"""Checks that the check of each test's ledger finds in a copy what it finds in the file."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_database
from tests.invariants import Prepared, assert_ledger_is_sound

WRONG = {
    "an unknown value": "INSERT INTO incidents (kind, subject, began_at) VALUES ('unheard', '', 0)",
    "no reason": """INSERT INTO outbox
        (dedupe_key, lane, kind, chat_id, state, not_before, created_at)
        VALUES ('once', 1, 'welcome', 1, 'undeliverable', 0, 0)""",
    "a sum": "INSERT INTO sums VALUES (0, 900, 900, 'sold', 1, 'eur', 1, 1, 0, 1, 0, 1, 1)",
}

ELSEWHERE = """DROP VIEW counted_in_days; DROP INDEX held_purchases;
    CREATE TABLE first (x); CREATE TABLE second (x); DROP TABLE first;
    CREATE INDEX held_purchases ON purchases (id) WHERE status = 'held'"""


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    async with open_database(path):
        return path


@contextlib.contextmanager
def changed(path: Path, sql: str) -> Iterator[None]:
    """Let another program change the file, which stays open and keeps the change in its `-wal`."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(sql)
        yield


@pytest.mark.parametrize("sql", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found_between_files_that_are_sound(
    path: Path, tmp_path: Path, sql: str
) -> None:
    wrong = tmp_path / "wrong.db"
    shutil.copyfile(path, wrong)
    assert_ledger_is_sound(wrong)
    with changed(wrong, sql):
        with pytest.raises(AssertionError):
            assert_ledger_is_sound(wrong)
        assert_ledger_is_sound(path)
        with pytest.raises(AssertionError):
            assert_ledger_is_sound(wrong)


@pytest.mark.parametrize(
    "sql",
    ["CREATE TABLE other (x)", "PRAGMA user_version = 1", "DROP VIEW counted", ELSEWHERE],
    ids=["more", "older", "fewer", "elsewhere"],
)
def test_queries_are_prepared_for_no_other_tables(path: Path, tmp_path: Path, sql: str) -> None:
    prepared, other = Prepared(tmp_path), tmp_path / "other.db"
    shutil.copyfile(path, other)
    with changed(other, sql):
        for _ in range(2):
            with prepared.copy_of(other) as tx:
                assert not prepared.suits(tx)
            with prepared.copy_of(path) as tx:
                assert prepared.suits(tx)
                assert check(tx) == []


def test_a_file_of_another_version_is_read_itself(path: Path) -> None:
    with changed(path, "PRAGMA user_version = 1"), pytest.raises(StorageError, match="schema 1"):
        assert_ledger_is_sound(path)
