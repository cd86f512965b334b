"""The saved ledger of a lost file is restored as the message says, and the shop goes on."""

import asyncio
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.errors import StorageError
from bot.sandbox.cast import ADMIN
from bot.usecases.operations import backups
from storage.engine.database import open_database
from tests.bodies import purchase
from tests.faults.losses import (
    Harm,
    Till,
    file_in,
    link_to_a_folder,
    open_lossy_world,
    put_a_folder_in_place_of_the_log,
    put_a_folder_there,
    replace_by_an_empty_file,
    stored_in,
)
from tests.handlers.telegram.talk import ask, hear
from tests.invariants import assert_ledger_is_sound
from tests.journeys.process import KEY, TOKEN

LOST = "Nothing can be stored any more"


async def test_the_saved_file_can_be_restored_and_the_shop_goes_on(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        await ask(world, ADMIN.id, "/start")
        till = Till(world, session)
        assert await till.sell() == 200
        path = world.settings.database_path
        replace_by_an_empty_file(path)
        message = await hear(world, ADMIN.id, LOST)
        with pytest.raises(StorageError, match="already uses"):
            backups.restore(file_in(message.text), path, clock.now())
        await world.stop_app()
        backups.restore(file_in(message.text), path, clock.now())
        await world.start_app()
        again = Till(world, session)
        assert (await again.client.post(purchase(1)))[1]["outcome"] == "duplicate"
        assert (await again.client.post(purchase(2)))[1]["outcome"] == "applied"
        assert_ledger_is_sound(path)


def _restore(file: Path, database: Path) -> tuple[int, str]:
    """Run the line of the message; return its exit code and what it complains about."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "restore", str(file)],
        env={"BOT_TOKEN": TOKEN, "TRIBUTE_API_KEY": KEY, "DATABASE_PATH": str(database)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    "harm",
    [put_a_folder_there, link_to_a_folder, put_a_folder_in_place_of_the_log],
    ids=lambda harm: harm.__name__,
)
@pytest.mark.long
async def test_the_restore_line_puts_a_folder_aside(
    clock: FixedClock, tmp_path: Path, harm: Harm
) -> None:
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        await ask(world, ADMIN.id, "/start")
        till = Till(world, session)
        assert await till.sell() == 200
        path = world.settings.database_path
        harm(path)
        message = await hear(world, ADMIN.id, LOST)
        await world.stop_app()
        code, errors = await asyncio.to_thread(_restore, file_in(message.text), path)
        assert (code, errors) == (0, "")
        await world.start_app()
        assert (await Till(world, session).client.post(purchase(1)))[1]["outcome"] == "duplicate"
        assert_ledger_is_sound(path)


async def test_a_restore_beneath_the_running_bot_is_noticed_and_keeps_the_new_file(
    clock: FixedClock, tmp_path: Path
) -> None:
    """The lock forbids it, unless somebody has removed the lock, or copies the file themselves."""
    async with open_lossy_world(clock, tmp_path) as world, aiohttp.ClientSession() as session:
        await ask(world, ADMIN.id, "/start")
        path = world.settings.database_path
        till = Till(world, session)
        assert await till.sell() == 200
        backups.make(path, tmp_path / "copy.db")
        assert await till.sell() == 200
        path.with_name(path.name + ".lock").unlink()
        backups.restore(tmp_path / "copy.db", path, clock.now())
        await till.sell_until_refused()
        message = await hear(world, ADMIN.id, "Another file is in the place of the database")
        assert stored_in(file_in(message.text)) == till.stored
        await world.stop_app()
        assert stored_in(path) == [1]
        async with open_database(path):
            pass
