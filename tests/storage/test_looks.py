"""Looks at the file in its place: cheap while nobody writes, and a stranger's write is noticed."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import facts
from storage.engine.database import Database, open_database
from storage.engine.open_file import Loss


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
async def db(path: Path) -> AsyncIterator[Database]:
    """Yield a database that was looked at once."""
    async with open_database(path) as db:
        await note(db)
        await settled(db)
        yield db


async def note(db: Database, word: str = "") -> None:
    await db.write(lambda tx: facts.put(tx, "a_test", word))


async def settled(db: Database) -> None:
    """Look as if a second had passed since the last look."""
    db._connection._looked_at = float("-inf")
    assert await db.look() is None


def _replace(path: Path) -> None:
    """Put another file there as a restore does, which removes the log of the old one."""
    for one in (path, path.with_name(f"{path.name}-wal")):
        one.rename(one.with_name(f"old-{one.name}"))
    path.write_bytes(b"")


def changes(db: Database) -> list[None]:
    found: list[None] = []
    db.follow(lambda: found.append(None))
    return found


async def test_while_nobody_writes_the_kernels_word_is_enough(db: Database) -> None:
    db._connection._looked_at = float("-inf")
    assert await db.look() is None
    assert db._connection._looked_at == float("-inf"), "the thread has looked"


async def test_after_a_write_the_thread_looks_at_the_file_again(db: Database) -> None:
    await note(db, "new")
    await settled(db)
    assert db._connection._looked_at > float("-inf")


async def test_the_bots_own_writes_are_one_change_each_and_looks_are_none(db: Database) -> None:
    found = changes(db)
    for number in range(3):
        await note(db, str(number))
        await settled(db)
        await settled(db)
    assert len(found) == 3


async def test_a_write_past_the_bot_counts_as_a_change_once(db: Database, path: Path) -> None:
    found = changes(db)
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("UPDATE facts SET value = 'past it' WHERE name = 'a_test'")
    await settled(db)
    await settled(db)
    assert len(found) == 1


async def test_a_write_that_fails_alone_is_no_change(db: Database) -> None:
    found = changes(db)
    with pytest.raises(ZeroDivisionError):
        await db.write(lambda _: 1 // 0)
    await note(db)
    assert len(found) == 2, "both commits, as even that of a unit that failed ends a transaction"


async def test_a_follower_that_ended_hears_no_more(db: Database) -> None:
    found: list[None] = []
    end = db.follow(lambda: found.append(None))
    await note(db, "one")
    end()
    await note(db, "two")
    assert len(found) == 1


async def test_a_file_that_was_replaced_is_lost_although_nobody_wrote(
    db: Database, path: Path
) -> None:
    _replace(path)
    db._connection._looked_at = float("-inf")
    assert await db.look() is Loss.REPLACED
    assert await db.look() is Loss.REPLACED, "a lost file stays lost"
