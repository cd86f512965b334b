"""A missing database: a new shop never begins unnoticed, nor where there was one before."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from bot.usecases.operations import backups
from storage.engine.marker import FILE_NAME
from tests.bodies import purchase
from tests.faults.conftest import ADMIN, Shop
from tests.handlers.telegram.talk import until
from tests.journeys.process import TOKEN

NEW = "A new, empty shop began"


def _marker(shop: Shop) -> Path:
    return shop.bot.database.parent / FILE_NAME


async def _open_and_close(shop: Shop) -> None:
    """Let the shop run until Telegram has its menus."""
    await shop.bot.start()
    await shop.telegram.wait_for_calls("setMyCommands", 3)
    assert await shop.bot.stop() == 0


async def _refused(shop: Shop) -> str:
    """Start it, and return the sentence with which it refuses."""
    shop.bot.launch()
    async with asyncio.timeout(30):
        assert await shop.bot.ended() == 2
    sentence = shop.bot.log().splitlines()[-1]
    assert sentence.startswith("tributary: ")
    return sentence


@pytest.fixture
async def closed(shop: Shop):
    """Yield a shop that ran once; at the end it has a ledger again, which is checked."""
    await _open_and_close(shop)
    kept = shop.bot.database.with_name("kept.db")
    shutil.copy(shop.bot.database, kept)
    yield shop
    if shop.bot.alive:
        await shop.bot.kill()
    if not shop.bot.database.exists() or not shop.bot.database.stat().st_size:
        kept.replace(shop.bot.database)


@pytest.mark.long
async def test_the_very_first_start_is_reported_once_and_leaves_the_marker(shop: Shop) -> None:
    for _ in range(2):
        await shop.bot.start()
        await until(lambda: shop.count_messages(ADMIN, NEW) == 1)
        assert await shop.bot.stop() == 0
    assert shop.count_messages(ADMIN, str(shop.bot.database)) == 1
    assert _marker(shop).is_file()


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def leave_what_a_start_killed_at_once_leaves(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.stat().st_size > 0


@pytest.mark.fault("S12", "the file is removed, empty, or has no tables; the marker is there")
@pytest.mark.parametrize("harm", [remove, empty, leave_what_a_start_killed_at_once_leaves])
@pytest.mark.long
async def test_a_missing_database_is_refused_where_the_marker_says_that_there_was_a_shop(
    closed: Shop, harm: Callable[[Path], None]
) -> None:
    database = closed.bot.database
    harm(database)
    before = database.stat().st_size if database.exists() else None
    sentence = await _refused(closed)
    assert str(_marker(closed)) in sentence
    assert "tributary run --new-shop`; with Docker" in sentence
    assert "docker-compose run --rm tributary tributary run --new-shop`" in sentence
    assert "python -m bot run --new-shop`" in sentence
    assert (database.stat().st_size if database.exists() else None) == before
    if harm is leave_what_a_start_killed_at_once_leaves:
        database.unlink()


@pytest.mark.fault("S12", "the file and the marker are gone; Telegram has the bot's menus")
@pytest.mark.long
async def test_a_missing_database_is_refused_where_telegram_knows_the_shop_s_commands(
    closed: Shop,
) -> None:
    remove(closed.bot.database)
    _marker(closed).unlink()
    assert "Telegram's list of commands" in await _refused(closed)
    assert not _marker(closed).exists()


@pytest.mark.parametrize("commands", [("start", "help"), ("status", "paysupport", "buy")])
@pytest.mark.long
async def test_a_token_that_another_kind_of_bot_used_is_no_reason_to_refuse(
    shop: Shop, commands: tuple[str, ...]
) -> None:
    listed = [{"command": one, "description": one} for one in commands]
    url = f"{shop.telegram.url}/bot{TOKEN}/setMyCommands"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json={"commands": listed}) as answer,
    ):
        assert answer.status == 200
    await shop.bot.start()
    await until(lambda: shop.count_messages(ADMIN, NEW) == 1)


@pytest.mark.fault("S12", "the file and the marker are gone; Telegram is silent")
@pytest.mark.long
async def test_without_marker_and_telegram_the_bot_starts_and_warns(closed: Shop) -> None:
    remove(closed.bot.database)
    _marker(closed).unlink()
    closed.telegram.fail("getMyCommands", status=502, times=99)
    await closed.bot.start()
    assert "Telegram can't be asked whether there was one" in closed.bot.log()
    await until(lambda: closed.count_messages(ADMIN, NEW) == 2)


@pytest.mark.long
async def test_new_shop_overrides_once_and_the_marker_knows_the_new_one(closed: Shop) -> None:
    remove(closed.bot.database)
    await _refused(closed)
    closed.bot.options = ("--new-shop",)
    await _open_and_close(closed)
    assert closed.count_messages(ADMIN, NEW) == 2
    closed.bot.options = ()
    await _open_and_close(closed)
    assert closed.count_messages(ADMIN, NEW) == 2
    remove(closed.bot.database)
    await _refused(closed)


@pytest.mark.long
async def test_new_shop_leaves_a_shop_alone_that_is_there(closed: Shop) -> None:
    closed.bot.options = ("--new-shop",)
    await closed.bot.start()
    assert await closed.bot.deliver(purchase(1)) == 200
    await closed.bot.kill()
    await closed.bot.start()
    assert await closed.bot.deliver(purchase(1)) == 200
    assert closed.count_messages(ADMIN, NEW) == 1


@pytest.mark.long
async def test_a_new_path_is_refused_with_the_old_one_named(closed: Shop, tmp_path: Path) -> None:
    closed.bot.settings["DATABASE_PATH"] = str(tmp_path / "typo.db")
    sentence = await _refused(closed)
    assert f"the database was {closed.bot.database}" in sentence
    assert not (tmp_path / "typo.db").exists()


@pytest.mark.long
async def test_a_copy_put_back_on_the_missing_path_opens_as_always(closed: Shop) -> None:
    copy = closed.bot.database.with_name("copy.db")
    backups.make(closed.bot.database, copy)
    remove(closed.bot.database)
    await _refused(closed)
    backups.restore(copy, closed.bot.database, 0)
    await closed.bot.start()
    assert closed.count_messages(ADMIN, NEW) == 1


@pytest.mark.long
async def test_the_refusal_names_the_latest_saved_file(closed: Shop) -> None:
    database = closed.bot.database
    for stamp in ("20260101T000000Z", "20260512T215900Z"):
        database.with_name(f"{database.name}.rescued-{stamp}").touch()
    remove(database)
    assert f"restore {database}.rescued-20260512T215900Z`" in await _refused(closed)


@pytest.mark.long
async def test_the_refusal_names_no_file_that_another_shop_has_saved(
    closed: Shop, tmp_path: Path
) -> None:
    """Two shops may have the folder in BACKUP_DIR, and databases of the same name elsewhere."""
    database, copies = closed.bot.database, tmp_path / "copies"
    copies.mkdir()
    closed.bot.settings["BACKUP_DIR"] = str(copies)
    other = tmp_path / "other" / database.name
    for path, at in ((database, 1_700_000_000), (other, 1_800_000_000)):
        (copies / backups.rescue_name(path, at, beside=False)).touch()
    remove(database)
    saved = copies / backups.rescue_name(database, 1_700_000_000, beside=False)
    assert f"restore {saved}`" in await _refused(closed)


@pytest.mark.long
async def test_a_shop_from_before_the_marker_gets_one_and_no_notice(closed: Shop) -> None:
    _marker(closed).unlink()
    await closed.bot.start()
    assert await closed.bot.deliver(purchase(1)) == 200
    await until(lambda: closed.count_messages(ADMIN, "Sale") == 1)
    assert _marker(closed).is_file()
    assert closed.count_messages(ADMIN, NEW) == 1
