"""Copies of the database: made while it is in use, and put back; refused copies change nothing."""

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.errors import StorageError
from bot.usecases import backups
from bot.usecases.backups import Backups
from bot.usecases.pauses import paused_since
from storage.database import open_database, open_read_only
from tests.bodies import purchase
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import Shop, build_shop


def purchases_in(path: Path) -> int:
    with open_read_only(path) as tx:
        found: int = tx.scalar("SELECT COUNT(*) FROM purchases")
        return found


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(sql)
    connection.close()


def names(folder: Path) -> set[str]:
    """What is there, without what SQLite keeps beside a database that was only looked at."""
    found = {path.name for path in folder.iterdir()}
    return found - {"shop.db.lock", "shop.db-wal", "shop.db-shm"}


@pytest.fixture
async def closed(tmp_path: Path, clock: FixedClock) -> Path:
    """A database that nobody uses, with one purchase in it."""
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await shop.tariffs.seed([("1 month", 456)])
        await shop.receive(purchase(1))
    return path


@pytest.fixture
def copy(closed: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copy.db"
    backups.make(closed, target)
    return target


async def test_a_copy_made_while_payments_come_in_is_whole(shop: Shop, tmp_path: Path) -> None:
    async def pay() -> None:
        for number in range(1, 200):
            await shop.receive(purchase(number))

    await shop.receive(purchase(1000))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(pay())
        await asyncio.sleep(0.02)
        await asyncio.to_thread(backups.make, tmp_path / "shop.db", tmp_path / "copy.db")
    assert_ledger_is_sound(tmp_path / "copy.db")
    assert 1 <= purchases_in(tmp_path / "copy.db") <= 200
    assert purchases_in(tmp_path / "shop.db") == 200


def test_a_copy_is_made_of_a_file_that_another_process_writes_to(tmp_path: Path) -> None:
    """As `backup` beside the running bot: two processes, and only one of them writes."""
    code = (
        "import asyncio, pathlib\n"
        "from storage import facts\n"
        "from storage.database import open_database\n"
        "async def main():\n"
        "    async with open_database(pathlib.Path('shop.db')) as db:\n"
        "        for number in range(10**9):\n"
        "            await db.write(lambda tx: facts.put(tx, f'n{number}', 'x' * 3000))\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(root)}
    ) as writer:
        try:
            while facts_in(tmp_path / "shop.db") < 50:
                time.sleep(0.02)
            backups.make(tmp_path / "shop.db", tmp_path / "copy.db")
            with pytest.raises(StorageError, match="stop it first"):
                backups.restore(tmp_path / "copy.db", tmp_path / "shop.db", 1)
        finally:
            writer.kill()
    assert_ledger_is_sound(tmp_path / "copy.db")
    assert 50 <= facts_in(tmp_path / "copy.db") <= facts_in(tmp_path / "shop.db")


def facts_in(path: Path) -> int:
    """Zero while there is nothing to be read yet."""
    try:
        with open_read_only(path) as tx:
            found: int = tx.scalar("SELECT COUNT(*) FROM facts")
            return found
    except StorageError:
        return 0


def test_a_copy_is_one_file_for_its_owner_alone(copy: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert names(copy.parent) == {"shop.db", "copy.db"}


def test_what_is_there_is_not_overwritten(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(StorageError, match="there already"):
        backups.make(closed, target)
    assert target.read_text() == "precious"


def test_what_appears_meanwhile_is_not_overwritten_either(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    make_sure = backups._refuse_unsound

    def somebody_else(copy: Path, what: str) -> None:
        make_sure(copy, what)
        target.write_text("precious")

    monkeypatch.setattr(backups, "_refuse_unsound", somebody_else)
    with pytest.raises(StorageError, match="there already"):
        backups.make(closed, target)
    assert target.read_text() == "precious"


def test_a_ledger_that_disagrees_with_itself_is_no_backup(closed: Path, tmp_path: Path) -> None:
    """It would push a good one out of the rotation."""
    change(closed, "UPDATE subscriptions SET expires_at = 1")
    with pytest.raises(StorageError, match="not what their grants add up to"):
        backups.make(closed, tmp_path / "copy.db")
    assert names(tmp_path) == {"shop.db"}


def test_a_folder_that_is_not_there_is_named(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="doesn't exist"):
        backups.make(closed, tmp_path / "usb" / "copy.db")


def test_a_restored_copy_keeps_the_old_file_and_pauses_what_would_be_sent(
    closed: Path, copy: Path, now: int
) -> None:
    change(closed, "UPDATE tariff_products SET name = 'since the copy'")
    kept = backups.restore(copy, closed, now)
    assert kept == closed.with_name("shop.db.before-restore-20260512T215900Z")
    assert_ledger_is_sound(closed)
    with open_read_only(closed) as tx:
        assert paused_since(tx) == now
        assert tx.scalar("SELECT name FROM tariff_products") is None
    with open_read_only(kept) as tx:
        assert tx.scalar("SELECT name FROM tariff_products") == "since the copy"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o600


def test_the_old_file_keeps_what_was_only_in_its_write_ahead_log(
    closed: Path, copy: Path, now: int, tmp_path: Path
) -> None:
    """As after a kill: the last payments are in the log beside the file."""
    connection = sqlite3.connect(closed, isolation_level=None)
    connection.execute("UPDATE tariff_products SET name = 'only in the log'")
    (tmp_path / "killed").mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{closed}{end}", tmp_path / "killed" / f"shop.db{end}")
    connection.close()
    killed = tmp_path / "killed" / "shop.db"
    kept = backups.restore(copy, killed, now)
    assert kept is not None
    assert not killed.with_name("shop.db-wal").exists()
    with open_read_only(kept) as tx:
        assert tx.scalar("SELECT name FROM tariff_products") == "only in the log"
    assert_ledger_is_sound(killed)


def test_on_a_new_machine_there_is_no_old_file_to_keep(
    copy: Path, now: int, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    assert backups.restore(copy, tmp_path / "new" / "shop.db", now) is None
    assert purchases_in(tmp_path / "new" / "shop.db") == 1


async def test_a_running_bot_keeps_its_database(shop: Shop, tmp_path: Path, now: int) -> None:
    database = tmp_path / "shop.db"
    backups.make(database, tmp_path / "copy.db")
    await shop.receive(purchase(1))
    with pytest.raises(StorageError, match="stop it first"):
        backups.restore(tmp_path / "copy.db", database, now)
    assert purchases_in(database) == 1


def _newer(copy: Path) -> None:
    change(copy, "PRAGMA user_version = 9999")


def _damaged(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096)


def _cut_short(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.truncate(3 * 4096)


def _something_else(copy: Path) -> None:
    copy.write_text("this is not a database, only a text that somebody has put here")


def _of_another_program(copy: Path) -> None:
    copy.unlink()
    change(copy, "CREATE TABLE notes (text TEXT)")


def _unsound(copy: Path) -> None:
    change(copy, "UPDATE subscriptions SET expires_at = 1")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_newer, "newer than this Tributary knows"),
        (_damaged, "doesn't pass the checks|can't be"),
        (_cut_short, "doesn't pass the checks|can't be"),
        (_something_else, "not a database"),
        (_of_another_program, "not one of Tributary's"),
        (_unsound, "not what their grants add up to"),
        (Path.unlink, "There is no file"),
    ],
)
def test_a_copy_that_is_none_changes_nothing(
    closed: Path, copy: Path, now: int, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(copy)
    before = closed.read_bytes()
    with pytest.raises(StorageError, match=words):
        backups.restore(copy, closed, now)
    assert closed.read_bytes() == before
    assert names(closed.parent) - {"copy.db"} == {"shop.db"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_root_puts_back_still_belongs_to_the_bot_s_user(
    closed: Path, copy: Path, now: int, tmp_path: Path
) -> None:
    os.chown(closed, 12345, 12345)
    backups.restore(copy, closed, now)
    assert closed.stat().st_uid == 12345
    (tmp_path / "new").mkdir()
    os.chown(tmp_path / "new", 12345, 12345)
    backups.restore(copy, tmp_path / "new" / "shop.db", now)
    made = (tmp_path / "new").iterdir()
    assert {path.name: path.stat().st_uid for path in made if path.suffix in {".db", ".lock"}} == {
        "shop.db": 12345,
        "shop.db.lock": 12345,
    }


def test_the_database_is_no_copy_of_itself(closed: Path, now: int) -> None:
    with pytest.raises(StorageError, match="the database itself"):
        backups.restore(closed, closed, now)


async def test_a_copy_of_an_older_schema_is_taken_and_migrated_by_the_next_start(
    closed: Path, tmp_path: Path, now: int
) -> None:
    """Before an upgrade migrates the file one wants a copy of it, made by the new code too."""
    for sql in (
        "DROP TABLE incidents",
        "DROP INDEX webhook_events_by_last_seen",
        "ALTER TABLE outbox DROP COLUMN event_id",
        "PRAGMA user_version = 6",
    ):
        change(closed, sql)
    backups.make(closed, tmp_path / "copy.db")
    backups.restore(tmp_path / "copy.db", closed, now)
    async with open_database(closed):
        pass
    assert_ledger_is_sound(closed)


async def test_one_copy_a_day_is_made_and_the_latest_are_kept(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "holiday.db").write_text("not ours")
    (folder / ".shop.db.killed.part").write_text("left by a killed process")
    daily = Backups(shop.db, tmp_path / "shop.db", shop.clock, folder, keep=3)
    made = []
    for _ in range(10):
        made.append(await daily.make_daily())
        shop.clock.move(12 * 3600)
    assert made == [True, False] * 5
    assert names(folder) - {".shop.db.killed.part"} == {
        "holiday.db",
        "tributary-20260514T215900Z.db",
        "tributary-20260515T215900Z.db",
        "tributary-20260516T215900Z.db",
    }
    shop.clock.move(400 * 86400)
    await daily.make_daily()
    assert ".shop.db.killed.part" not in names(folder)


async def test_without_a_folder_there_are_no_daily_copies(shop: Shop, tmp_path: Path) -> None:
    assert not await Backups(shop.db, tmp_path / "shop.db", shop.clock, None, 7).make_daily()


async def test_a_folder_that_is_not_mounted_is_told_and_not_made(
    shop: Shop, tmp_path: Path
) -> None:
    daily = Backups(shop.db, tmp_path / "shop.db", shop.clock, tmp_path / "usb", 7)
    with pytest.raises(StorageError, match="BACKUP_DIR"):
        await daily.make_daily()
    assert not (tmp_path / "usb").exists()
