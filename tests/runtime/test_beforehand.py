"""The types of an update are made before the first one comes, once nobody waits for anything."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.runtime.beforehand import Beforehand
from storage import facts
from storage.engine.database import Database, open_database
from tests.handlers.telegram.talk import until

QUIET = 0.05
"""How long nothing may happen before a piece is made, in seconds."""
NEVER = 3600.0


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "shop.db") as found:
        yield found


def never_busy() -> bool:
    return False


async def test_each_piece_is_made_once_in_order_and_the_worker_ends(db: Database) -> None:
    made: list[str] = []
    pieces = (lambda: made.append("first"), lambda: made.append("second"))
    await Beforehand(db.follow, db.rests, never_busy, pieces, QUIET).run(asyncio.Event())
    assert made == ["first", "second"]


async def test_a_piece_waits_until_nothing_was_written_for_a_while(db: Database) -> None:
    loop = asyncio.get_running_loop()
    began, committed, looked, made = loop.time(), [loop.time()], [], []
    end = db.follow(lambda: committed.append(loop.time()))

    def look() -> bool:
        looked.append(loop.time())
        return False

    worker = Beforehand(db.follow, db.rests, look, [lambda: made.append(looked[-1])], QUIET)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.run(asyncio.Event()))
        while loop.time() < began + 6 * QUIET and not made:
            await db.write(lambda tx: facts.put(tx, "written", "1"))
            await asyncio.sleep(QUIET / 10)
        await until(lambda: made != [])
    end()
    last = max(one for one in committed if one <= made[0])
    assert made[0] - last >= QUIET * 0.9


async def test_a_piece_waits_while_an_update_is_under_way(db: Database) -> None:
    looks = 0
    made: list[int] = []

    def busy_three_times() -> bool:
        nonlocal looks
        looks += 1
        return looks <= 3

    worker = Beforehand(db.follow, db.rests, busy_three_times, [lambda: made.append(looks)], QUIET)
    await worker.run(asyncio.Event())
    assert made == [4]


async def test_a_stop_ends_the_wait_and_nothing_is_made_any_more(db: Database) -> None:
    made: list[str] = []
    worker = Beforehand(db.follow, db.rests, never_busy, [lambda: made.append("made")], NEVER)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(worker.run(stop))
        await asyncio.sleep(0)
        assert not running.done()
        stop.set()
    assert made == []


async def test_a_piece_that_fails_is_logged_once_with_its_traceback_and_the_next_is_made(
    db: Database,
) -> None:
    made: list[str] = []

    def fails() -> None:
        raise LookupError("nothing there")

    worker = Beforehand(
        db.follow, db.rests, never_busy, [fails, lambda: made.append("next")], QUIET
    )
    with capture_logs() as logged:
        await worker.run(asyncio.Event())
    (line,) = logged
    assert (line["event"], line["log_level"], line["exc_info"]) == (
        "not made beforehand",
        "error",
        True,
    )
    assert "fails" in line["piece"]
    assert made == ["next"]


async def test_nothing_is_written_and_nobody_follows_the_ledger_afterwards(db: Database) -> None:
    before = db._connection.commits
    await Beforehand(db.follow, db.rests, never_busy, [list], QUIET).run(asyncio.Event())
    assert db._connection.commits == before
    assert not db._connection.listeners._on_change


_PROGRAM = """
import asyncio, sys
from bot.runtime import lazy_types
assert lazy_types.install()
from aiogram.types import Update
from bot.clock import FixedClock
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World

async def main():
    async with World.open(clock=FixedClock(1_778_623_140)) as world:
        built = [Update.__pydantic_complete__]
        while not Update.__pydantic_complete__:
            await asyncio.sleep(0.01)
        before = set(sys.modules)
        sent = await world.telegram.send(BUYER.id, "/start")
        await world.telegram.wait_for(BUYER.id, lambda _: True, after=sent.message_id)
        later = [one for one in set(sys.modules) - before if one.startswith("aiogram.types.")]
        print("built at the start, imported later:", built, later)

asyncio.run(main())
"""


@pytest.mark.long
def test_a_process_makes_the_types_of_an_update_before_the_first_one_comes() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "built at the start, imported later: [False] []"
