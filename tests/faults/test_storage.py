"""Faults of the storage: a full disk, a lock, a damaged file, a second process, a kill."""

import asyncio
import contextlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.errors import StorageUnavailable
from bot.sandbox.world import World
from storage import facts
from storage.engine import integrity
from storage.engine.database import Database, open_database
from storage.engine.migrate import migrate
from tests.bodies import purchase
from tests.faults.conftest import Shop
from tests.faults.forked import ForkedBot
from tests.handlers.http.conftest import HttpClient
from tests.invariants import assert_ledger_is_sound

ROOT = Path(__file__).parents[2]
PAGE_BYTES = 4096


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of 4 MB; skip the test where this user may not."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, check=False).returncode:
        pytest.skip("may not mount a small disk; the tests with max_page_count stand for this")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Use up the free space; return the file that does."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * PAGE_BYTES):
            pass
    return filler


@pytest.mark.fault("S1", "a disk of 4 MB, filled up")
async def test_on_a_full_disk_the_answer_is_503_until_space_is_freed(clock, small_disk) -> None:
    path = small_disk / "shop.db"
    async with (
        World.open(clock=clock, database_path=path) as world,
        aiohttp.ClientSession() as session,
    ):
        client = HttpClient(session, world.app_url, path)
        assert (await client.post(purchase(1)))[0] == 200
        filler = fill(small_disk)
        large = [purchase(n, product_name="x" * 60_000) for n in (2, 3)]
        assert [(await client.post(body))[0] for body in large] == [503, 503]
        assert await client.events() == 1
        assert (await client.get("/readyz"))[0] == 503
        filler.unlink()
        assert [(await client.post(body))[0] for body in large] == [200, 200]
        assert_ledger_is_sound(path)


@pytest.mark.long
@pytest.mark.fault("S13", "40 large deliveries, 8 at once, to a process whose file can't grow")
async def test_a_storage_that_fails_all_the_time_is_one_line_of_the_log(shop: Shop) -> None:
    await shop.bot.start()
    large = [purchase(n, product_name="x" * 50_000) for n in range(1, 41)]
    shop.bot.levers.disk_full = 1
    for first in range(0, len(large), 8):
        answers = await asyncio.gather(*map(shop.bot.deliver, large[first : first + 8]))
        assert answers == [503] * 8
        assert await _ready(shop.bot) == 503
    shop.bot.levers.disk_full = 0
    assert await _ready_again(shop.bot)
    assert await shop.bot.deliver(large[0]) == 200
    failures = [line for line in shop.bot.log().splitlines() if "[error" in line]
    assert len(failures) == 1


async def _ready(bot: ForkedBot) -> int:
    async with aiohttp.ClientSession() as session, session.get(bot.url + "/readyz") as answer:
        return answer.status


async def _ready_again(bot: ForkedBot) -> bool:
    """Wait until the bot is ready; its probe is a second old at most."""
    async with asyncio.timeout(10):
        while await _ready(bot) != 200:
            await asyncio.sleep(0.05)
    return True


@pytest.mark.fault("S2", "another connection holds the write lock")
async def test_under_a_lock_of_another_process_a_delivery_waits_then_gets_503(
    client, world
) -> None:
    db = world.app.deps.readiness.db
    await db.read(lambda tx: tx.scalar("PRAGMA busy_timeout = 100"))
    with contextlib.closing(sqlite3.connect(client.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert (await client.post(purchase(1)))[0] == 503
        await db.read(lambda tx: tx.scalar("PRAGMA busy_timeout = 5000"))
        waiting = asyncio.gather(client.post(purchase(1)), client.post(purchase(2)))
        await asyncio.sleep(0.05)
        other.execute("ROLLBACK")
    assert [status for status, _ in await waiting] == [200, 200]


async def _fill_shop(path: Path) -> None:
    async with open_database(path) as db:
        await db.write(lambda tx: [facts.put(tx, f"fact {n}", "x" * 500) for n in range(200)])


async def test_a_very_large_file_is_not_checked_at_the_start(tmp_path: Path, monkeypatch) -> None:
    """The check has a limit, because it takes as long as reading the whole file."""
    path = tmp_path / "shop.db"
    await _fill_shop(path)
    path.write_bytes(path.read_bytes()[: -PAGE_BYTES * 5] + b"\xa5" * PAGE_BYTES * 5)
    monkeypatch.setattr(integrity, "_LARGEST_CHECKED_BYTES", 1)
    async with open_database(path) as db:
        assert await db.read(lambda tx: tx.scalar("PRAGMA quick_check(1)")) != "ok"


_MIGRATES = """
import os, signal, sqlite3, sys
from pathlib import Path
from storage.engine.migrate import migrate
class Doomed(sqlite3.Connection):
    def execute(self, sql, *parameters):
        if "second" in sql:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(sql, *parameters)
connection = sqlite3.connect(sys.argv[1], isolation_level=None, factory=Doomed)
connection.execute("PRAGMA journal_mode = WAL")
migrate(connection, Path(sys.argv[2]))
"""


def _python(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.fault("S4", "SIGKILL between two statements of a migration")
def test_a_kill_in_a_migration_leaves_the_file_as_before_and_the_next_start_migrates_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "0001_old.sql").write_text("CREATE TABLE old (x INTEGER);")
    path = tmp_path / "shop.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, tmp_path)
    new = "ALTER TABLE old ADD COLUMN y INTEGER;\nCREATE TABLE first (x INTEGER);\n"
    (tmp_path / "0002_new.sql").write_text(new + "CREATE TABLE second (x INTEGER);")
    assert _python(_MIGRATES, path, tmp_path).returncode == -signal.SIGKILL
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema = connection.execute("SELECT sql FROM sqlite_master").fetchall()
        assert schema == [("CREATE TABLE old (x INTEGER)",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        migrate(connection, tmp_path)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


_OPENS = """
import asyncio, sys
from pathlib import Path
from bot.errors import StorageError
from storage.engine.database import open_database
async def main():
    async with open_database(Path(sys.argv[1])):
        print("opened")
try:
    asyncio.run(main())
except StorageError as error:
    sys.exit(str(error))
"""


@pytest.mark.fault("S8", "opened by a second process while the first lives, and after its end")
async def test_a_second_process_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    async with open_database(path):
        second = await asyncio.to_thread(_python, _OPENS, path)
        assert second.returncode == 1
        assert "Another Tributary already uses" in second.stderr
    assert (await asyncio.to_thread(_python, _OPENS, path)).stdout == "opened\n"


@pytest.mark.fault("S6", "a full disk in the middle of a grouped commit")
async def test_on_a_full_disk_every_caller_of_a_grouped_commit_gets_the_error(
    tmp_path: Path,
) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
        await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
        results = await asyncio.gather(
            *(_put(db, f"fact {n}", "x" * size) for n, size in enumerate((1, 100_000, 1))),
            return_exceptions=True,
        )
        assert all(isinstance(result, StorageUnavailable) for result in results)
        await db.read(lambda tx: tx.scalar("PRAGMA max_page_count = 100000"))
        await _put(db, "after", "")
        assert_ledger_is_sound(tmp_path / "shop.db")


async def _put(db: Database, name: str, value: str) -> None:
    await db.write(lambda tx: facts.put(tx, name, value))
