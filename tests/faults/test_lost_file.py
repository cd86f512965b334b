"""The database's file is removed or replaced while the bot runs: noticed, saved, reported."""

import asyncio
import contextlib
import shutil
import signal
import sqlite3
import stat
from pathlib import Path

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.operations import backups
from tests.bodies import purchase
from tests.faults.conftest import ADMIN as SHOP_ADMIN
from tests.faults.conftest import Shop
from tests.faults.losses import (
    HARMS,
    Harm,
    Till,
    file_in,
    open_lossy_world,
    remove_the_folder,
    rename,
    stored_in,
    unlink,
    unmount,
)
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, until, words
from tests.invariants import assert_ledger_is_sound

LOST = "Nothing can be stored any more"


@pytest.mark.fault(
    "S11",
    "unlinked, renamed, replaced, emptied, linked elsewhere; its -wal; its folder; a folder there",
)
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.long
async def test_a_lost_file_is_noticed_and_all_that_was_answered_is_saved(
    clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Harm
) -> None:
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        for admin in (ADMIN, SECOND_ADMIN):
            await ask(world, admin.id, "/start")
        till = Till(world, session)
        assert [await till.sell() for _ in range(3)] == [200] * 3
        harm(world.settings.database_path)
        await till.sell_until_refused()
        status, content = await till.client.get("/readyz")
        assert (status, content["storage"]) == (503, "file removed or replaced")
        message = await hear(world, ADMIN.id, LOST)
        await hear(world, SECOND_ADMIN.id, "🛑")
        file = file_in(message.text)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stored_in(file) == till.stored
        assert f"python -m bot restore {file}\n" in message.text
        assert f"run --rm tributary tributary restore {file}\n" in message.text
        assert await till.sell() == 503


async def test_admins_get_one_message_however_long_it_lasts_and_whatever_is_put_back(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        await ask(world, ADMIN.id, "/start")
        till = Till(world, session)
        path = world.settings.database_path
        rename(path)
        await till.sell_until_refused()
        await hear(world, ADMIN.id, LOST)
        path.with_name("old.db").rename(path)
        for _ in range(12):
            assert await till.sell() == 503
            await asyncio.sleep(0.1)
        assert sum(LOST in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1
        assert len(list(path.parent.glob("*.rescued-*"))) == 1


async def test_an_idle_bot_notices_a_lost_file_too(clock: FixedClock, tmp_path: Path) -> None:
    async with open_lossy_world(clock, tmp_path) as world:
        await ask(world, ADMIN.id, "/start")
        unlink(world.settings.database_path)
        await hear(world, ADMIN.id, LOST)


async def test_a_moved_file_that_is_back_before_anybody_looks_is_no_loss(
    clock: FixedClock, tmp_path: Path
) -> None:
    """It is the same file in the same place: nothing was written elsewhere."""
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        path = world.settings.database_path
        till = Till(world, session)
        for _ in range(20):
            path.rename(path.with_name("old.db"))
            path.with_name("old.db").rename(path)
        assert [await till.sell() for _ in range(3)] == [200] * 3
        assert_ledger_is_sound(path)


async def test_a_checkpoint_from_outside_that_empties_the_log_is_no_loss(
    clock: FixedClock, tmp_path: Path
) -> None:
    """So do tools that copy the database continuously."""
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        till = Till(world, session)
        path = world.settings.database_path
        log = path.with_name(path.name + "-wal")
        emptied = 0
        async with asyncio.timeout(30):
            while emptied < 3:
                assert await till.sell() == 200
                with contextlib.closing(sqlite3.connect(path)) as connection:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    emptied += log.stat().st_size == 0
                await asyncio.sleep(1.1)
                assert await till.sell() == 200
        assert_ledger_is_sound(path)


async def test_the_saved_file_goes_to_the_folder_of_backups_where_its_own_is_gone(
    clock: FixedClock, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    async with open_lossy_world(clock, tmp_path, backup_dir=copies) as world:
        await ask(world, ADMIN.id, "/start")
        unmount(world.settings.database_path)
        message = await hear(world, ADMIN.id, LOST)
    assert file_in(message.text).parent == copies


async def test_a_saved_file_never_replaces_another(clock: FixedClock, tmp_path: Path) -> None:
    async with open_lossy_world(clock, tmp_path) as world:
        await ask(world, ADMIN.id, "/start")
        path = world.settings.database_path
        taken = path.with_name(backups.rescue_name(path, clock.now()))
        taken.write_text("mine")
        unlink(path)
        message = await hear(world, ADMIN.id, LOST)
        assert file_in(message.text) == taken.with_name(taken.name + "-2")
        assert taken.read_text() == "mine"


async def test_a_temporary_folder_is_the_last_one_and_said_to_be_temporary(
    clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = tmp_path / "tmp"
    last.mkdir()
    async with open_lossy_world(clock, tmp_path) as world:
        monkeypatch.setattr("tempfile.tempdir", str(last))
        await ask(world, ADMIN.id, "/start")
        remove_the_folder(world.settings.database_path)
        message = await hear(world, ADMIN.id, LOST)
    assert file_in(message.text).parent == last
    assert "temporary folder" in message.text


async def test_where_no_folder_takes_it_the_bot_tries_again_and_reports_when_it_succeeds(
    clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    async with open_lossy_world(clock, tmp_path, backup_dir=copies) as world:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
        await ask(world, ADMIN.id, "/start")
        await buy(world)
        remove_the_folder(world.settings.database_path)
        first = await hear(world, ADMIN.id, LOST)
        assert "couldn't be saved yet" in first.text
        assert "don't stop the bot" in first.text
        copies.mkdir()
        second = await hear(world, ADMIN.id, LOST, after=first.message_id)
        assert len(stored_in(file_in(second.text))) == 1


async def test_the_news_waits_for_telegram_and_needs_no_outbox(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with open_lossy_world(clock, tmp_path) as world:
        await ask(world, ADMIN.id, "/start")
        world.telegram.fail("sendMessage", status=502, times=2)
        unlink(world.settings.database_path)
        await hear(world, ADMIN.id, LOST)


async def test_people_still_get_answers_and_a_stop_is_quick(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with open_lossy_world(clock, tmp_path) as world:
        for person in (ADMIN, BUYER):
            await ask(world, person.id, "/start")
        await buy(world, BUYER.id)
        await hear(world, BUYER.id, "Thank you")
        unlink(world.settings.database_path)
        await hear(world, ADMIN.id, LOST)
        assert "until" in words(await ask(world, BUYER.id, "/status"))
        report = await hear(world, ADMIN.id, "nothing is stored", after=await _doctor(world))
        assert "removed or replaced" in report.text
        async with asyncio.timeout(15):
            await world.stop_app()


@pytest.mark.long
@pytest.mark.fault("S11", "its folder, in which the bot was started, too")
async def test_the_working_folder_may_be_removed_along_with_all_that_is_in_it(
    shop: Shop, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Then no path from there leads anywhere, and the process can't even say where it is."""
    last = tmp_path_factory.mktemp("last")
    (tmp_path / "copies").mkdir()
    shop.bot.settings |= {"DATABASE_PATH": "shop.db", "BACKUP_DIR": "copies", "TMPDIR": str(last)}
    await shop.bot.start()
    assert await shop.bot.deliver(purchase(1)) == 200
    shutil.rmtree(tmp_path)
    await until(lambda: shop.count_messages(SHOP_ADMIN, LOST) == 1)
    [saved] = last.glob("*.rescued-*")
    assert shop.count_messages(SHOP_ADMIN, f"cd {tmp_path} && tributary restore {saved}") == 1
    await shop.bot.kill()
    await asyncio.to_thread(tmp_path.mkdir)
    backups.restore(saved, shop.bot.database, 0)


async def _doctor(world: World) -> int:
    return (await world.telegram.send(ADMIN.id, "/doctor")).message_id


@pytest.mark.long
@pytest.mark.fault("S11", "unlinked amid deliveries, then SIGKILL")
async def test_after_a_kill_the_saved_file_has_every_delivery_that_was_answered(
    shop: Shop,
) -> None:
    await shop.bot.start()
    number, answered = 0, []
    async with asyncio.timeout(40):
        while True:
            number += 1
            status = await shop.bot.deliver(purchase(number))
            if status != 200:
                break
            answered.append(number)
            if number == 20:
                shop.bot.database.unlink()
    await until(lambda: shop.count_messages(SHOP_ADMIN, LOST) == 1)
    shop.bot.signal(signal.SIGKILL)
    await shop.bot.ended()
    [saved] = shop.bot.database.parent.glob("*.rescued-*")
    assert len(answered) >= 20
    assert stored_in(saved) == answered
    backups.restore(saved, shop.bot.database, 0)
