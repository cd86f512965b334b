"""The collector rests until the start is over, and then looks only at what came after it."""

import subprocess
import sys

_TRY = """
import gc
from bot.runtime import gc_tuning

gc_tuning.rest()
assert not gc.isenabled()
first = []
first.append(first)
gc_tuning.settle()
assert gc.isenabled()
assert gc.get_freeze_count() > 1000
assert not any(one is first for one in gc.get_objects())
later = [first]
assert any(one is later for one in gc.get_objects())
"""


def test_it_rests_and_then_leaves_alone_what_was_there_before() -> None:
    """In a process of its own: this one would keep all its tests' garbage."""
    subprocess.run([sys.executable, "-c", _TRY], check=True)
