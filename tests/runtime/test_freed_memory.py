"""Freed memory goes back to the system when that is asked for, and after a look at a ledger."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine.database import open_database

pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library isn't glibc"
)

_HOLES = """
import sys, threading
from pathlib import Path

kept = []

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

def leave_holes():
    # Larger than what Python gives out itself, so that malloc does; the last one stays.
    blocks = [bytes(2000) for _ in range(20_000)]
    kept.append(blocks[-1])

def in_a_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""


def _run(program: str, *arguments: str) -> None:
    environment = os.environ | {"MALLOC_TRIM_THRESHOLD_": "100000000"}
    subprocess.run(
        [sys.executable, "-c", f"{_HOLES}{program}", *arguments], check=True, env=environment
    )


def test_holes_between_what_stays_are_given_back() -> None:
    _run(
        "from bot.runtime.freed_memory import give_back\n"
        "in_a_thread(leave_holes)\n"
        "before = resident_mb()\n"
        "give_back()\n"
        "assert before - resident_mb() > 30, (before, resident_mb())\n"
    )


async def test_a_look_at_the_whole_ledger_leaves_none(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db"):
        pass
    _run(
        "from storage.engine.database import open_read_only\n"
        "def look():\n"
        "    with open_read_only(Path(sys.argv[1])):\n"
        "        leave_holes()\n"
        "        most.append(resident_mb())\n"
        "most = []\n"
        "in_a_thread(look)\n"
        "assert most[0] - resident_mb() > 30, (most, resident_mb())\n",
        str(tmp_path / "shop.db"),
    )
