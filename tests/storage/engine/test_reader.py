"""Reports read beside the writer: no write waits for them, and they change and hold up nothing."""

import _sqlite3
import asyncio
import ctypes
import shutil
import sqlite3
import threading
from pathlib import Path
from secrets import token_hex

import pytest

from bot.errors import StorageUnavailable
from storage import facts
from storage.engine.database import Database, open_database
from storage.engine.tx import Tx

ENDLESS = (
    "WITH RECURSIVE n (i) AS (SELECT COUNT(*) FROM facts UNION ALL SELECT i + 1 FROM n)"
    " SELECT COUNT(*) FROM n"
)
CUT_BYTES = 32_000_000
"""The size to which SQLite cuts a longer log when it begins again."""


def colour(tx: Tx) -> str | None:
    return facts.get(tx, "colour")


async def paint(db: Database, value: str) -> None:
    await db.write(lambda tx: facts.put(tx, "colour", value))


async def fill(db: Database) -> None:
    """Let the log grow by about half a megabyte."""
    await paint(db, token_hex(250_000))


def is_beside(_: Tx) -> bool:
    return threading.current_thread().name.startswith("reports")


async def test_a_write_is_seen_by_the_next_report(db: Database) -> None:
    await paint(db, "blue")
    assert await db.report(colour) == "blue"


async def test_a_write_waits_for_no_report_and_the_report_does_not_see_it(db: Database) -> None:
    await paint(db, "blue")
    reading, may_end = threading.Event(), threading.Event()

    def slow(tx: Tx) -> tuple[str | None, str | None]:
        before = colour(tx)
        reading.set()
        may_end.wait(15)
        return before, colour(tx)

    async with asyncio.TaskGroup() as tasks:
        report = tasks.create_task(db.report(slow))
        await asyncio.to_thread(reading.wait, 15)
        await paint(db, "red")
        assert not report.done()
        assert await db.read(colour) == await db.report(colour) == "red"
        may_end.set()
    assert report.result() == ("blue", "blue")


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM facts", "PRAGMA user_version = 1", "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"],
)
async def test_a_report_can_neither_write_nor_checkpoint(
    db: Database, path: Path, statement: str
) -> None:
    await paint(db, "blue")
    log = path.with_name(path.name + "-wal")
    before = [one.read_bytes() for one in (path, log)]
    with pytest.raises((sqlite3.OperationalError, StorageUnavailable)):
        await db.report(lambda tx: (tx.execute("ROLLBACK"), tx.execute(statement)))
    assert [one.read_bytes() for one in (path, log)] == before
    assert await db.report(colour) == "blue"


@pytest.mark.long
async def test_the_log_grows_only_so_far_while_a_report_is_read(path: Path) -> None:
    most = CUT_BYTES + 4_000_000
    log = path.with_name(path.name + "-wal")
    began = 0

    def longest_at_first(tx: Tx) -> bool:
        nonlocal began
        began += 1
        return bool(tx.scalar(ENDLESS)) if began == 1 else is_beside(tx)

    async with open_database(path, most_log_bytes=most) as db, asyncio.TaskGroup() as tasks:
        report = tasks.create_task(db.report(longest_at_first))
        while not report.done():
            await fill(db)
        assert not await report, "the writer reads it, and no log grows meanwhile"
        assert log.stat().st_size < most + 20_000_000
        while log.stat().st_size > CUT_BYTES:
            await fill(db)
        assert await db.report(is_beside)


@pytest.mark.long
async def test_without_a_limit_a_report_holds_the_log(path: Path) -> None:
    """The limit is there because SQLite never begins the log again while somebody reads."""
    log = path.with_name(path.name + "-wal")
    with pytest.RaisesGroup(StorageUnavailable):
        async with asyncio.TaskGroup() as tasks, open_database(path, most_log_bytes=1 << 40) as db:
            tasks.create_task(db.report(lambda tx: tx.scalar(ENDLESS)))
            for _ in range(120):
                await fill(db)
            assert log.stat().st_size > 50_000_000


async def test_another_file_in_its_place_is_not_read(path: Path, tmp_path: Path) -> None:
    other, moved = tmp_path / "other.db", tmp_path / "moved.db"
    async with open_database(other) as theirs:
        await paint(theirs, "black")
    async with open_database(path) as db:
        await paint(db, "blue")
        shutil.move(path, moved)
        assert await db.report(colour) == "blue", "where there is no file any more"
        shutil.move(other, path)
        assert await db.report(colour) == "blue"
        shutil.move(moved, path)


async def test_the_end_waits_for_no_report(path: Path) -> None:
    async with open_database(path) as db:
        reports = asyncio.gather(
            *(db.report(lambda tx: tx.scalar(ENDLESS)) for _ in range(4)), return_exceptions=True
        )
        await asyncio.sleep(0)
    assert {type(one) for one in await reports} <= {StorageUnavailable, ValueError}
    with pytest.raises(ValueError, match="closed"):
        await db.report(colour)


async def test_a_connection_that_waits_for_the_next_report_keeps_no_pages(path: Path) -> None:
    async with open_database(path) as db:
        await fill(db)
        await db.report(colour)
        used = ctypes.CDLL(_sqlite3.__file__).sqlite3_memory_used
        used.restype = ctypes.c_int64
        before, most = used(), 0

        def read(tx: Tx) -> None:
            nonlocal most
            tx.scalar("SELECT COUNT(*) FROM facts WHERE value LIKE '%a%'")
            most = used()

        await db.report(read)
        assert most - before > 300_000
        assert used() - before < 100_000
