"""The first update of a process: its types are built while the loop does other work."""

import subprocess
import sys

import pytest

_PROGRAM = """
import asyncio, threading
from bot.runtime import lazy_types
assert lazy_types.install()
from aiogram import Bot
from aiogram.types import Update
from bot.runtime.rests import Rests
from handlers.telegram.middlewares.lenient_updates import LenientDispatcher

held, free = threading.Event(), threading.Event()

class Noted(Rests):
    async def in_turns(self, work):
        print("in turns")
        return await super().in_turns(work)

def hold():
    with Update.model_rebuild.__func__._lock:
        held.set()
        free.wait()

async def main():
    threading.Thread(target=hold).start()
    held.wait()
    update = {"update_id": 1}
    feeding = asyncio.create_task(LenientDispatcher(Noted()).feed_raw_update(Bot("1:x"), update))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not Update.__pydantic_complete__
    free.set()
    await asyncio.wait({feeding})
    print(Update.__pydantic_complete__)

asyncio.run(main())
"""


@pytest.mark.long
def test_the_loop_goes_on_while_the_types_of_an_update_are_built() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (ran.stdout, ran.returncode) == ("in turns\nTrue\n", 0), ran.stderr
