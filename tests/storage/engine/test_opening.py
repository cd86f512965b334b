"""Opening the database: an unusable file is refused in one sentence and left as it was."""

import asyncio
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage import facts
from storage.engine.database import open_database, open_read_only
from storage.engine.migrate import MIGRATIONS, migrate


async def _open(path: Path, **options: bool) -> None:
    async with open_database(path, **options):
        pass


async def test_a_new_file_is_made_for_its_owner_only(tmp_path):
    path = tmp_path / "shop.db"
    await _open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_default_folder_is_made_and_closed_to_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asyncio.run(_open(Path("data/tributary.db")))
    assert stat.S_IMODE(Path("data").stat().st_mode) == 0o700


@pytest.mark.fault("S3", "the folder is not there")
async def test_a_missing_folder_is_refused_because_it_may_be_an_unmounted_volume(tmp_path):
    with pytest.raises(StorageError, match="doesn't exist"):
        await _open(tmp_path / "volume" / "shop.db")
    assert not (tmp_path / "volume").exists()


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(StorageError, match="is a folder"):
        await _open(tmp_path)


async def test_a_file_that_must_exist_is_not_made(tmp_path):
    with pytest.raises(StorageError, match="no database"):
        await _open(tmp_path / "shop.db", must_exist=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("S3", "a text file in its place")
@pytest.mark.parametrize("content", [b"x", b"this is not a database, just a text file"])
async def test_a_file_of_another_kind_is_refused_and_not_changed(tmp_path, content):
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="not a SQLite database"):
        await _open(path)
    assert path.read_bytes() == content


@pytest.mark.fault("S3", "a header followed by nonsense")
async def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "shop.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with pytest.raises(StorageError, match="can't be used"):
        await _open(path)


@pytest.mark.fault("S3", "one page of 4 KiB overwritten")
async def test_a_file_with_a_damaged_page_is_refused_and_not_changed(tmp_path):
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        await db.write(lambda tx: [facts.put(tx, f"fact {n}", "x" * 500) for n in range(200)])
    content = bytearray(path.read_bytes())
    content[-4096 * 5 : -4096 * 4] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"^The database is damaged \(.+\); restore a backup\.$"):
        await _open(path)
    assert path.read_bytes() == content


@pytest.mark.fault("S4", "a file of schema 9999")
async def test_a_file_of_a_newer_schema_is_refused(tmp_path):
    path = tmp_path / "shop.db"
    await _open(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(StorageError, match="newer"):
        await _open(path)


@pytest.mark.fault("S8", "the file opened twice")
async def test_a_second_process_on_the_same_file_is_refused(tmp_path):
    path = tmp_path / "shop.db"
    async with open_database(path):
        with pytest.raises(StorageError, match="already uses"):
            await _open(path)
    await _open(path)


def _write(folder: Path, first: str, second: str) -> None:
    (folder / "0001_first.sql").write_text(first)
    (folder / "0002_second.sql").write_text(second)


@pytest.mark.fault("S4", "a migration that is nonsense after two good ones")
@pytest.mark.parametrize("from_schema", [0, 1])
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(tmp_path, from_schema):
    """Earlier migrations of the same start are undone too: the version before would refuse them."""
    path = tmp_path / "shop.db"
    good = "CREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1); -- ; in a comment"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    if from_schema:
        (tmp_path / "0001_first.sql").write_text(good)
        migrate(connection, tmp_path)
    before = list(connection.iterdump()), path.read_bytes()
    _write(tmp_path, good, "CREATE TABLE b (x INTEGER);\nUPDATE a SET x = 2;\nNONSENSE;")
    with pytest.raises(StorageError, match=f"from schema {from_schema} to 2 .*it is as it was"):
        migrate(connection, tmp_path)
    assert (list(connection.iterdump()), path.read_bytes()) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (from_schema,)
    _write(tmp_path, good, "CREATE TABLE b (x INTEGER);")
    migrate(connection, tmp_path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


async def test_changes_by_a_failed_migration_do_not_come_back_from_the_wal(tmp_path, monkeypatch):
    """After a kill only the WAL holds the latest payments: they stay, and nothing else does."""
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        await db.write(lambda tx: tx.execute("INSERT INTO facts VALUES ('last', 'payment')"))
        for name in ("shop.db", "shop.db-wal"):  # as kill -9 would leave them
            (tmp_path / "killed").mkdir(exist_ok=True)
            shutil.copy(tmp_path / name, tmp_path / "killed" / name)
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "9999_broken.sql").write_text("DELETE FROM facts;\nNONSENSE;")
    monkeypatch.setattr("storage.engine.writer.migrate", lambda one: migrate(one, folder))
    with pytest.raises(StorageError, match="it is as it was"):
        await _open(tmp_path / "killed" / "shop.db")
    monkeypatch.undo()
    async with open_database(tmp_path / "killed" / "shop.db") as db:
        assert await db.read(lambda tx: tx.scalar("SELECT value FROM facts")) == "payment"
        assert await db.read(lambda tx: tx.scalar("PRAGMA integrity_check")) == "ok"


async def test_the_settings_of_sqlite_make_each_commit_durable(tmp_path):
    """`synchronous = FULL` in WAL mode is what makes a commit durable."""
    async with open_database(tmp_path / "shop.db") as db:
        assert await db.read(lambda tx: tx.scalar("PRAGMA synchronous")) == 2
        assert await db.read(lambda tx: tx.scalar("PRAGMA journal_mode")) == "wal"
        assert await db.read(lambda tx: tx.scalar("PRAGMA foreign_keys")) == 1


async def test_a_read_only_connection_works_beside_the_bot_and_cannot_write(tmp_path):
    path = tmp_path / "shop.db"
    async with open_database(path):
        with open_read_only(path) as tx:
            assert tx.scalar("SELECT COUNT(*) FROM purchases") == 0
        with pytest.raises(StorageError), open_read_only(path) as tx:
            tx.execute("DELETE FROM purchases")


def test_a_read_only_connection_to_a_missing_file_is_refused(tmp_path):
    with pytest.raises(StorageError, match="no database"), open_read_only(tmp_path / "shop.db"):
        pass


async def test_a_read_only_connection_to_an_older_schema_is_refused(tmp_path):
    path = tmp_path / "shop.db"
    await _open(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    refused = pytest.raises(StorageError, match="start the bot of this version once")
    with refused, open_read_only(path):
        pass


async def test_every_table_is_strict(tmp_path):
    async with open_database(tmp_path / "shop.db") as db:
        tables = await db.read(
            lambda tx: tx.all("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        )
    assert len(tables) > 10
    options = {row["name"]: row["sql"].rpartition(")")[2].strip().split(", ") for row in tables}
    assert [name for name, words in options.items() if "STRICT" not in words] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_that_this_user_may_not_read_is_refused_in_one_sentence(tmp_path):
    """This happens when another user than the bot's runs the doctor."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    os.seteuid(65534)
    try:
        refused = pytest.raises(StorageError, match="Permission denied")
        with refused, open_read_only(folder / "shop.db"):
            pass
    finally:
        os.seteuid(0)
