"""Memory that was freed is of use to other threads, and large blocks are given back, under systemd
and in the image."""

import os
import subprocess
import sys

from tests.deploy.test_kit import DOCKERFILE, UNIT

_NAME = "MALLOC_ARENA_MAX"
_LARGE = "MALLOC_MMAP_THRESHOLD_"
_RESIDENT_MB = """
import threading
from pathlib import Path

kept = []

def leave_holes():
    # Larger than what Python gives out itself, so that malloc does; the last one stays.
    blocks = [bytes(2000) for _ in range(20_000)]
    kept.append(blocks[-1])

def in_threads(work):
    # In four threads, one after the other, all of which live until the end.
    ends = threading.Event()
    for _ in range(4):
        done = threading.Event()
        threading.Thread(target=lambda: (work(), done.set(), ends.wait())).start()
        done.wait()
    return ends

ends = in_threads(leave_holes)
print(int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 1_000_000)
ends.set()
"""


_MB_AFTER_LARGE_BLOCKS = """
from pathlib import Path

block = bytearray(30_000_000)
del block  # from now on, glibc would take blocks of this size from what it keeps
blocks = [bytearray(1_000_000) for _ in range(40)]
last = bytes(2000)
del blocks
print(int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 1_000_000)
"""


def _resident_mb(pools: int) -> int:
    environment = os.environ | {"MALLOC_TRIM_THRESHOLD_": "100000000", _NAME: str(pools)}
    command = [sys.executable, "-c", _RESIDENT_MB]
    return int(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)


def test_the_unit_and_the_image_set_them() -> None:
    assert f"\nEnvironment={_NAME}=2\n" in UNIT
    assert f"\nEnvironment={_LARGE}=131072\n" in UNIT
    assert f"\nENV {_NAME}=2 {_LARGE}=131072\n" in DOCKERFILE


def test_with_two_pools_a_thread_takes_what_another_has_freed() -> None:
    assert _resident_mb(2) + 60 < _resident_mb(8)


def test_a_large_block_is_given_back_also_after_a_larger_one() -> None:
    command = [sys.executable, "-c", _MB_AFTER_LARGE_BLOCKS]
    without = {name: value for name, value in os.environ.items() if name != _LARGE}
    as_set, as_usual = (
        int(subprocess.run(command, env=one, check=True, capture_output=True).stdout)
        for one in (without | {_LARGE: "131072"}, without)
    )
    assert as_set + 20 < as_usual
