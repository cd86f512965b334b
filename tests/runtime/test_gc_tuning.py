"""Garbage is looked for seldom during the start, and then only among later objects."""

import subprocess
import sys

_TRY = """
import gc
from bot.runtime import gc_tuning

usual = gc.get_threshold()[0]
gc_tuning.slow_down()
assert gc.get_threshold()[0] > 10 * usual
first = []
first.append(first)
gc_tuning.resume()
assert usual < gc.get_threshold()[0] < 10 * usual
assert gc.isenabled()
assert gc.get_freeze_count() > 1000
assert not any(one is first for one in gc.get_objects())
later = [first]
assert any(one is later for one in gc.get_objects())
"""


def test_garbage_is_looked_for_seldom_at_the_start_and_then_among_later_objects() -> None:
    """It runs in a process of its own, because this one would keep the garbage of all its tests."""
    subprocess.run([sys.executable, "-c", _TRY], check=True)
