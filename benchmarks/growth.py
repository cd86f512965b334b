"""Measures how speed changes as the file grows: a small shop beside one of a million purchases."""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.filling import fill, make_due
from benchmarks.intake import Arena, Contest
from benchmarks.plans import Plans, tick_plans
from benchmarks.processes import ROOT, telegram, tributary
from bot.clock import SystemClock

_CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Growth:
    """The results by number of purchases: the file's size, the time of each action, and intake."""

    sizes: tuple[int, ...]
    file_mb: dict[int, float]
    ready_seconds: dict[int, float]
    inside: dict[int, dict[str, list[float]]]
    """Microseconds, round by round."""
    intake: Contest
    tick_plans: Plans
    """SQLite's query plans for a tick of the clock, in the largest shop."""

    def speed(self, what: str, purchases: int) -> float:
        """Return the speed in that shop, compared with the smallest: 1 is as fast."""
        pairs = zip(self.inside[self.sizes[0]][what], self.inside[purchases][what], strict=True)
        return statistics.median(small / large for small, large in pairs)

    def taken(self, what: str, purchases: int) -> float:
        return statistics.median(self.inside[purchases][what])

    def intake_speed(self, purchases: int) -> float:
        return self.intake.ratio(str(purchases), str(self.sizes[0]))


def measure(folder: Path, sizes: tuple[int, ...], *, rounds: int, seconds: float) -> Growth:
    files = {size: _filled(folder, size) for size in sizes}
    file_mb = {size: file.stat().st_size / 1e6 for size, file in files.items()}
    # First the actions inside a process: the lifecycle workers of the servers would carry out the
    # ends that are made due for them.
    inside = _inside(files)
    largest = files[sizes[-1]]
    make_due(largest, range(900, 950), _now())
    plans = asyncio.run(tick_plans(largest))
    intake, ready = _serve(folder, files, rounds, seconds)
    return Growth(sizes, file_mb, ready, inside, intake, plans)


def _filled(folder: Path, size: int) -> Path:
    shop = folder / str(size)
    shop.mkdir()
    fill(shop / "shop.db", size, _now())
    return shop / "shop.db"


def _now() -> int:
    return SystemClock().now()


def _inside(files: dict[int, Path]) -> dict[int, dict[str, list[float]]]:
    command = [sys.executable, "-m", "benchmarks.inside", *map(str, files.values())]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr[-1000:])
    found = json.loads(ran.stdout)
    return {size: found[str(file)] for size, file in files.items()}


def _serve(
    folder: Path, files: dict[int, Path], rounds: int, seconds: float
) -> tuple[Contest, dict[int, float]]:
    ready = {}
    with ExitStack() as stack:
        port = stack.enter_context(telegram(folder))
        servers = []
        for size, file in files.items():
            began = time.perf_counter()
            servers.append(stack.enter_context(tributary(file.parent, port, str(size))))
            ready[size] = time.perf_counter() - began
        contest = Arena(servers, seconds).contest(_CONNECTIONS, rounds)
    return contest, ready
