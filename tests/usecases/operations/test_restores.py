"""Restores: the old file is kept and sending is paused; an unusable copy changes nothing."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.usecases.operations import backups
from bot.usecases.outbox.pause import paused_since
from storage.engine.database import open_database, open_read_only
from tests.bodies import purchase
from tests.invariants import assert_ledger_is_sound
from tests.upgrade.restored import ask_file, load
from tests.usecases.conftest import Shop
from tests.usecases.operations.copies import change, closed, copy, names, purchases_in

__all__ = ["closed", "copy"]


def test_a_restore_keeps_the_old_file_and_pauses_sending(
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


def test_the_old_file_keeps_changes_that_were_only_in_its_write_ahead_log(
    closed: Path, copy: Path, now: int, tmp_path: Path
) -> None:
    """After a kill the last payments are only in the log beside the file."""
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


@pytest.mark.fault("S10", "restore while the bot runs")
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


@pytest.mark.fault(
    "S10", "restore of a damaged, shortened, newer, foreign, unsound or missing copy"
)
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
def test_an_unusable_copy_changes_nothing(
    closed: Path, copy: Path, now: int, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(copy)
    before = closed.read_bytes()
    with pytest.raises(StorageError, match=words):
        backups.restore(copy, closed, now)
    assert closed.read_bytes() == before
    assert names(closed.parent) - {"copy.db"} == {"shop.db"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_restored_by_root_still_belongs_to_the_bots_user(
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


def test_the_database_cannot_be_restored_from_itself(closed: Path, now: int) -> None:
    with pytest.raises(StorageError, match="the database itself"):
        backups.restore(closed, closed, now)


async def test_a_copy_with_an_older_schema_is_restored_and_migrated_at_the_next_start(
    closed: Path, tmp_path: Path, now: int
) -> None:
    """Owners make a copy before an upgrade migrates the file, sometimes with the new code."""
    older = tmp_path / "older.db"
    load(older)
    [(before,)] = ask_file(older, "PRAGMA user_version")
    backups.make(older, tmp_path / "copy.db")
    backups.restore(tmp_path / "copy.db", closed, now)
    people = "SELECT telegram_user_id, started_at FROM people ORDER BY 1"
    assert ask_file(closed, people) == ask_file(older, people)
    assert ask_file(closed, "PRAGMA user_version") == [(before,)]
    async with open_database(closed):
        pass
    assert ask_file(closed, people) == ask_file(older, people)
    assert ask_file(closed, "PRAGMA user_version") > [(before,)]
    assert_ledger_is_sound(closed)
