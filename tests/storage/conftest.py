"""A database in a real file, whose ledger is checked after each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine.database import Database, open_database
from tests.invariants import assert_ledger_is_sound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
async def db(path: Path) -> AsyncIterator[Database]:
    async with open_database(path) as database:
        yield database
        assert_ledger_is_sound(path)
