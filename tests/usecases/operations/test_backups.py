"""Copies of the database: made while it is in use, never over a file, and once a day."""

import asyncio
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.runtime.rests import Rests
from bot.usecases.operations import backups
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.copies_folder import OWNER_FILE, AnotherShops, CopiesFolder
from storage.engine import marker
from storage.engine.database import open_read_only
from tests.bodies import purchase
from tests.invariants import assert_ledger_is_sound
from tests.rests import NotedRests
from tests.usecases.conftest import Shop
from tests.usecases.operations.copies import change, closed, copy, names, purchases_in

__all__ = ["closed", "copy"]


def daily_copies(shop: Shop, tmp_path: Path, path: Path, bot_id: int = 1) -> Backups:
    """Return the daily copies of the shop, with this bot, into the folder at `path`."""
    database = tmp_path / "shop.db"
    folder = CopiesFolder(path, marker.Shop.of(bot_id, database))
    return Backups(shop.db, database, shop.clock, folder, keep=3)


def copies_in(folder: Path) -> set[str]:
    return names(folder) - {OWNER_FILE}


@pytest.mark.fault("S10", "a copy made while two hundred payments come in")
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


@pytest.mark.fault("S10", "a copy of a file that another process writes to without a pause")
def test_a_copy_is_made_of_a_file_that_another_process_writes_to(tmp_path: Path) -> None:
    """`backup` runs like this beside the bot: two processes, and only one of them writes."""
    code = (
        "import asyncio, pathlib\n"
        "from storage import facts\n"
        "from storage.engine.database import open_database\n"
        "async def main():\n"
        "    async with open_database(pathlib.Path('shop.db')) as db:\n"
        "        for number in range(10**9):\n"
        "            await db.write(lambda tx: facts.put(tx, f'n{number}', 'x' * 3000))\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).parents[3]
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
    """Return the number of facts; zero while the database can't be read yet."""
    try:
        with open_read_only(path) as tx:
            found: int = tx.scalar("SELECT COUNT(*) FROM facts")
            return found
    except StorageError:
        return 0


def test_a_copy_is_one_file_that_only_its_owner_can_read(copy: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert names(copy.parent) == {"shop.db", "copy.db"}


def test_an_existing_file_is_not_overwritten(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(StorageError, match="there already"):
        backups.make(closed, target)
    assert target.read_text() == "precious"


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    make_sure = backups._refuse_unsound

    def somebody_else(copy: Path, what: str, rests: Rests | None) -> None:
        make_sure(copy, what, rests)
        target.write_text("precious")

    monkeypatch.setattr(backups, "_refuse_unsound", somebody_else)
    with pytest.raises(StorageError, match="there already"):
        backups.make(closed, target)
    assert target.read_text() == "precious"


def test_an_unsound_ledger_is_not_copied(closed: Path, tmp_path: Path) -> None:
    """Such a copy would push a good one out of the rotation."""
    change(closed, "UPDATE subscriptions SET expires_at = 1")
    with pytest.raises(StorageError, match="not what their grants add up to"):
        backups.make(closed, tmp_path / "copy.db")
    assert names(tmp_path) == {"shop.db"}


def test_a_missing_folder_is_an_error(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="doesn't exist"):
        backups.make(closed, tmp_path / "usb" / "copy.db")


async def test_one_copy_a_day_is_made_and_the_latest_are_kept(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "holiday.db").write_text("not ours")
    (folder / ".shop.db.killed.part").write_text("left by a killed process")
    daily = daily_copies(shop, tmp_path, folder)
    made = []
    for _ in range(10):
        made.append(await daily.make_daily())
        shop.clock.move(12 * 3600)
    assert made == [True, False] * 5
    assert names(folder) - {".shop.db.killed.part"} == {
        ".tributary-copies",
        "holiday.db",
        "tributary-20260514T215900Z.db",
        "tributary-20260515T215900Z.db",
        "tributary-20260516T215900Z.db",
    }
    shop.clock.move(400 * 86400)
    await daily.make_daily()
    assert ".shop.db.killed.part" not in names(folder)


@pytest.mark.fault("C9", "a daily copy while the clock was forty days ahead")
async def test_a_copy_from_a_wrong_clock_takes_no_other_copys_place(
    shop: Shop, tmp_path: Path
) -> None:
    """A copy was once made every minute until that time had come, and older ones were removed."""
    folder = tmp_path / "copies"
    folder.mkdir()
    daily = daily_copies(shop, tmp_path, folder)
    shop.clock.move(40 * 86400)
    assert await daily.make_daily()
    [ahead] = copies_in(folder)
    shop.clock.move(-40 * 86400)
    made = []
    for _ in range(8):
        made.append(await daily.make_daily())
        shop.clock.move(12 * 3600)
    assert made == [True, False] * 4
    assert len(copies_in(folder) - {ahead}) == 3
    assert ahead in copies_in(folder)


async def test_the_check_of_a_daily_copy_rests_so_that_payments_need_not_wait(
    shop: Shop, tmp_path: Path
) -> None:
    await shop.receive(purchase())
    shop.db.rests = rests = NotedRests()
    assert await daily_copies(shop, tmp_path, tmp_path).make_daily()
    assert len(rests.worked) > 20, "after each look, portion of people and range of time"


async def test_without_a_folder_there_are_no_daily_copies(shop: Shop, tmp_path: Path) -> None:
    assert not await Backups(shop.db, tmp_path / "shop.db", shop.clock, None, 7).make_daily()


async def test_a_folder_that_is_not_mounted_is_an_error_and_is_not_created(
    shop: Shop, tmp_path: Path
) -> None:
    daily = daily_copies(shop, tmp_path, tmp_path / "usb")
    with pytest.raises(StorageError, match="BACKUP_DIR"):
        await daily.make_daily()
    assert not (tmp_path / "usb").exists()


async def test_two_shops_never_take_each_others_copies_for_their_own(
    shop: Shop, tmp_path: Path
) -> None:
    """The second made none where the first had just made one, and said that it was copied."""
    folder = tmp_path / "copies"
    folder.mkdir()
    first = daily_copies(shop, tmp_path, folder)
    second = daily_copies(shop, tmp_path, folder, bot_id=2)
    assert await first.make_daily()
    before = names(folder)
    for act in (second.make_daily, second.latest):
        with pytest.raises(AnotherShops, match=r"shop\.db.*Name a folder for this shop alone"):
            await act()
    shop.clock.move(86400)
    with pytest.raises(AnotherShops):
        await second.make_daily()
    assert names(folder) == before
    assert await first.make_daily()
    (folder / OWNER_FILE).unlink()
    shop.clock.move(86400)
    assert await second.make_daily()
    with pytest.raises(AnotherShops):
        await first.latest()


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"bot": "1"}'])
async def test_a_folder_whose_owner_cannot_be_read_gets_no_copies(
    shop: Shop, tmp_path: Path, torn: str
) -> None:
    (tmp_path / OWNER_FILE).write_text(torn)
    before = names(tmp_path)
    with pytest.raises(StorageError, match="can't be read"):
        await daily_copies(shop, tmp_path, tmp_path).make_daily()
    assert names(tmp_path) == before
