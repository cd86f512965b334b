"""Ways to lose the database's file, and the payments that come in meanwhile."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import aiohttp

from bot.clock import FixedClock
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.bodies import purchase
from tests.handlers.http.conftest import HttpClient
from tests.invariants import assert_ledger_is_sound

Harm = Callable[[Path], object]


def unlink(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("old.db"))


def replace_by_an_empty_file(path: Path) -> None:
    path.with_name("new").touch()
    path.with_name("new").rename(path)


def replace_by_another_shop(path: Path) -> None:
    with sqlite3.connect(path.with_name("new")) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    path.with_name("new").rename(path)


def link_elsewhere(path: Path) -> None:
    path.unlink()
    path.with_name("other").touch()
    path.symlink_to(path.with_name("other"))


def move_and_link(path: Path) -> None:
    """The next start would look for the latest payments beside the moved file."""
    moved = path.parent.with_name("moved.db")
    path.rename(moved)
    path.symlink_to(moved)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def unlink_the_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


def replace_the_log(path: Path) -> None:
    unlink_the_log(path)
    path.with_name(path.name + "-wal").touch()


def empty_the_log(path: Path) -> None:
    """The next commit makes it as long as before, with a hole at its beginning."""
    path.with_name(path.name + "-wal").write_bytes(b"")


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_a_folder(path: Path) -> None:
    path.unlink()
    path.with_name("other").mkdir()
    path.symlink_to(path.with_name("other"))


def put_a_folder_in_place_of_the_log(path: Path) -> None:
    unlink_the_log(path)
    path.with_name(path.name + "-wal").mkdir()


def remove_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def unmount(path: Path) -> None:
    """Leave the place of the volume: an empty folder."""
    path.parent.rename(path.parent.with_name("volume"))
    path.parent.mkdir()


HARMS = (
    *(unlink, rename, replace_by_an_empty_file, replace_by_another_shop, link_elsewhere),
    *(put_a_folder_there, link_to_a_folder, put_a_folder_in_place_of_the_log),
    empty_the_log,
    *(move_and_link, empty, unlink_the_log, replace_the_log, remove_the_folder, unmount),
)


def open_lossy_world(clock: FixedClock, folder: Path, **settings: object):
    """Open a world whose database is in a folder of its own, which a test may remove."""
    (folder / "data").mkdir()
    return World.open(clock=clock, database_path=folder / "data" / "shop.db", **settings)


class Till:
    """Payments that come in one after the other, and those that were answered 200."""

    def __init__(self, world: World, session: aiohttp.ClientSession) -> None:
        self.client = HttpClient(session, world.app_url, world.settings.database_path)
        self.stored: list[int] = []
        self._number = 0

    async def sell(self) -> int:
        self._number += 1
        status, _ = await self.client.post(purchase(self._number))
        if status == 200:
            self.stored.append(self._number)
        return status

    async def sell_until_refused(self) -> None:
        async with asyncio.timeout(15):
            while await self.sell() != 503:
                await asyncio.sleep(0.05)


def stored_in(path: Path) -> list[int]:
    assert_ledger_is_sound(path)
    with open_read_only(path) as tx:
        return [row[0] for row in tx.all("SELECT purchase_id FROM purchases ORDER BY purchase_id")]


def file_in(text: str) -> Path:
    found = re.search(r"^(/\S+\.rescued-\d{8}T\d{6}Z(-\d+)?)$", text, re.MULTILINE)
    assert found is not None, text
    return Path(found[1])
