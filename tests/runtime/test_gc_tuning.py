"""Garbage collection is paused during the start, and then looks only at later objects."""

import subprocess
import sys

_TRY = """
import gc
from bot.runtime import gc_tuning

gc_tuning.pause()
assert not gc.isenabled()
first = []
first.append(first)
gc_tuning.resume()
assert gc.isenabled()
assert gc.get_freeze_count() > 1000
assert not any(one is first for one in gc.get_objects())
later = [first]
assert any(one is later for one in gc.get_objects())
"""


def test_garbage_collection_is_paused_and_then_skips_the_objects_of_the_start() -> None:
    """It runs in a process of its own, because this one would keep the garbage of all its tests."""
    subprocess.run([sys.executable, "-c", _TRY], check=True)
