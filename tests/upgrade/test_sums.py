"""An older file's numbers are what they were: the migration counts all that is in it, or nothing
changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.engine.database import open_database
from storage.engine.tx import Tx
from storage.queries import health, miscounted, statistics
from tests.upgrade.restored import load
from tests.usecases.reports import former_numbers
from tests.usecases.reports.test_sums import IN_PERIODS

DAY = 86400
VERSIONS = ["before_redesign", "before_plans"]


def _both(tx: Tx) -> list[tuple[object, object]]:
    """Return each number of the last year as the sums have it, and as the ledger has it."""
    last = tx.scalar("SELECT MAX(received_at) FROM purchases")
    periods = [(last - last % DAY - back * DAY, last + 1) for back in (0, 6, 29, 365)]
    found = [
        (getattr(statistics, name)(tx, *period), getattr(former_numbers, name)(tx, *period))
        for period in periods
        for name in IN_PERIODS
    ]
    return [
        *found,
        (statistics.active(tx, last), former_numbers.active(tx, last)),
        (statistics.active_by_plan(tx, last), former_numbers.active_by_plan(tx, last)),
        (sorted(statistics.came_back(tx, 0)), former_numbers.came_back(tx, 0)),
        (health.last_delivery(tx), former_numbers.last_delivery(tx)),
    ]


@pytest.mark.parametrize("version", VERSIONS)
async def test_an_older_file_is_counted_as_its_ledger_has_it(tmp_path: Path, version: str) -> None:
    load(tmp_path / "old.db", version)
    async with open_database(tmp_path / "old.db") as db:
        found = await db.read(_both)
        assert [one for one in found if one[0] != one[1]] == []
        assert any(one[0] not in (0, [], (0, 0), (0, [])) for one in found)
        assert await db.read(miscounted.every) == []


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_file_that_cannot_be_counted_stays_as_it_was(tmp_path: Path, version: str) -> None:
    """A view of that name is in the way; everything before it in the migration has succeeded."""
    path = tmp_path / "old.db"
    load(path, version)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE VIEW counting AS SELECT 1")
    before = _dump(path)
    with pytest.raises(StorageError, match="it is as it was"):
        async with open_database(path):
            pass
    assert _dump(path) == before


def _dump(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as file:
        return [file.execute("PRAGMA user_version").fetchone(), *file.iterdump()]
