"""After each commit its listeners are called, and a lost file takes no more writes."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.errors import StorageLost
from storage import facts
from storage.engine.database import open_database
from storage.engine.open_file import Loss
from storage.engine.tx import Tx


async def test_each_commit_is_told_with_its_number_of_units_and_its_seconds(path):
    told: list[tuple[int, float]] = []
    async with open_database(path, on_commit=lambda *one: told.append(one)) as db:
        await asyncio.gather(*(db.write(lambda tx: None) for _ in range(5)))
        await db.write(lambda tx: None)
    assert [units for units, _ in told] == [5, 1]
    assert all(0 < seconds < 60 for _, seconds in told)


async def test_every_listener_of_a_signal_is_called_once_a_unit_and_once_a_subject(db):
    heard: list[object] = []
    for name in ("a", "b"):
        db.on("bell", lambda name=name: heard.append(name))
        db.on_each("bell", lambda subject, name=name: heard.append((name, subject)))
    db.on_each("lamp", heard.append)
    await asyncio.gather(
        db.write(lambda tx: tx.signal("bell", 1)),
        db.write(lambda tx: tx.signal("lamp", 7)),
        db.write(lambda tx: tx.signal("bell")),
    )
    assert heard == ["a", "b", ("a", 1), ("b", 1), 7, "a", "b"]


@pytest.fixture
async def failures() -> list[object]:
    """Return the list to which the loop adds what its callbacks raise."""
    raised: list[object] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: raised.append(context["exception"])
    )
    return raised


async def test_a_signal_that_nobody_hears_raises_nothing(db, failures):
    await db.write(lambda tx: tx.signal("bell", 1))
    assert failures == []


async def test_a_listener_that_fails_leaves_no_caller_waiting(path, failures):
    told: list[None] = []
    async with open_database(path) as db:
        db.on("bell", told.pop)
        await db.write(lambda tx: tx.signal("bell"))
        assert await db.write(lambda tx: 42) == 42
    assert [type(one) for one in failures] == [IndexError]


async def test_a_write_that_comes_while_another_is_under_way_follows_it(db):
    began, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> bool:
        began.set()
        return go_on.wait(60)

    async with asyncio.timeout(60):
        first = asyncio.gather(db.write(slow))
        assert await asyncio.to_thread(began.wait, 60)
        second = asyncio.gather(db.write(lambda tx: "second"))
        await asyncio.sleep(0)
        go_on.set()
        assert [await first, await second] == [[True], ["second"]]


async def test_a_commit_that_is_refused_leaves_no_transaction_open(db):
    """SQLite looks at such a reference only at the end."""

    def refers_to_nobody(tx: Tx) -> None:
        tx.execute("PRAGMA defer_foreign_keys = ON")
        tx.execute("INSERT INTO subscriptions VALUES (1, 1, 0, 0, 0, 0, 0, 0, 0, 0)")

    with pytest.raises(sqlite3.IntegrityError):
        await db.write(refers_to_nobody)
    await db.write(lambda tx: facts.put(tx, "next", "written"))
    assert await db.read(lambda tx: facts.get(tx, "next")) == "written"
    assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM subscriptions")) == 0


async def test_a_closed_database_says_so(path):
    async with open_database(path) as db:
        pass
    with pytest.raises(ValueError, match=r"^the connection is closed$"):
        await db.write(lambda tx: None)


async def test_writes_that_are_gathered_while_the_thread_is_stopped_get_an_error(path):
    async with open_database(path) as db:
        writes = [db.write(lambda tx: None) for _ in range(2)]
        waiting = asyncio.gather(*writes, return_exceptions=True)
        await asyncio.sleep(0)
        stopped = db._connection.stop()
        assert [repr(one) for one in await waiting] == [
            "ValueError('the connection is closed')"
        ] * 2
        assert stopped is not None
        await stopped


def _remove(path: Path) -> None:
    path.unlink()


def _replace(path: Path) -> None:
    path.with_name("other").replace(path)


@pytest.mark.parametrize(("lose", "loss"), [(_remove, Loss.REMOVED), (_replace, Loss.REPLACED)])
async def test_a_lost_file_takes_no_writes_and_can_still_be_copied(tmp_path, lose, loss):
    path, saved = tmp_path / "shop.db", tmp_path / "saved.db"
    path.with_name("other").touch()
    async with open_database(path) as db:
        assert db.loss is None
        await db.read(lambda tx: None)
        lose(path)
        assert await db.look() is loss
        assert db.loss is loss
        with pytest.raises(StorageLost, match=rf"^the file of the database was lost \({loss}\)$"):
            await db.write(lambda tx: facts.put(tx, "late", ""))
        await db.copy_to(saved)
        assert db.folder == tmp_path.resolve()
        assert db.folder_is_there()
    assert [one.name for one in tmp_path.glob("saved*")] == ["saved.db"]
    copy = sqlite3.connect(saved)
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert copy.execute("SELECT COUNT(*) FROM facts WHERE name = 'late'").fetchone() == (0,)
    copy.close()


async def test_a_file_that_is_lost_before_a_write_is_noticed_by_it(path):
    async with open_database(path) as db:
        path.unlink()
        with pytest.raises(StorageLost):
            await db.write(lambda tx: None)
        assert db.loss is Loss.REMOVED


async def test_a_folder_that_was_moved_away_is_not_there(tmp_path):
    folder = tmp_path / "volume"
    folder.mkdir()
    async with open_database(folder / "shop.db") as db:
        assert db.folder == folder.resolve()
        folder.rename(tmp_path / "elsewhere")
        assert not db.folder_is_there()
        assert await db.look() is Loss.FOLDER


async def test_a_full_write_is_remembered_until_one_of_its_size_succeeds(db):
    pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
    large = db.write_together(
        lambda tx, names: [facts.put(tx, name, "x" * 50_000) for name in names], "a", 50_000
    )
    assert (await asyncio.gather(large, return_exceptions=True))[0] is not None
    assert (db.outcomes.failures, db.outcomes.failed_bytes) == (1, 50_000)
    await db.read(lambda tx: tx.scalar("PRAGMA max_page_count = 1000000"))
    await db.write(lambda tx: None)
    assert (db.outcomes.failures, db.outcomes.failed_bytes) == (1, 50_000)
