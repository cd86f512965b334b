"""Databases and copies of them, for the tests of backup and restore."""

import sqlite3
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.usecases.operations import backups
from storage.engine.database import open_database, open_read_only
from tests.bodies import purchase
from tests.usecases.conftest import build_shop, seed


def purchases_in(path: Path) -> int:
    with open_read_only(path) as tx:
        found: int = tx.scalar("SELECT COUNT(*) FROM purchases")
        return found


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(sql)
    connection.close()


def names(folder: Path) -> set[str]:
    """Return the files of a folder, without those that SQLite keeps beside a database."""
    found = {path.name for path in folder.iterdir()}
    return found - {"shop.db.lock", "shop.db-wal", "shop.db-shm"}


@pytest.fixture
async def closed(tmp_path: Path, clock: FixedClock) -> Path:
    """Return a closed database with one purchase in it."""
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await seed(shop, ("1 month", 456))
        await shop.receive(purchase(1))
    return path


@pytest.fixture
def copy(closed: Path, tmp_path: Path) -> Path:
    """Return a copy of the closed database."""
    target = tmp_path / "copy.db"
    backups.make(closed, target)
    return target
