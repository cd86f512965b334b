"""Measures the overview of the console in a large shop, for days and for a year.

python -m benchmarks.overview [--purchases N] [--times N]

The clock time of each reading, and the time that the process computed for it: on a machine with
other work the two differ.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.filling import fill
from benchmarks.processes import ROOT
from bot.clock import SystemClock
from bot.usecases.reports.overview import overview
from bot.usecases.reports.statistics import Statistics
from storage.engine.database import open_database

_DAYS = (1, 7, 30, 90, 365)


async def measure(path: Path, days: int, times: int) -> tuple[float, float]:
    """Return the median milliseconds by the clock, and of computing."""
    clocks, computed = [], []
    async with open_database(path) as db:
        numbers = Statistics(db, SystemClock(), "Europe/Berlin")
        for _ in range(times):
            began, used = time.perf_counter(), time.process_time()
            await overview(numbers, days)
            clocks.append(time.perf_counter() - began)
            computed.append(time.process_time() - used)
    return statistics.median(clocks) * 1000, statistics.median(computed) * 1000


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overview", description=__doc__)
    parser.add_argument("--purchases", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=9)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as folder:
        path = Path(folder) / "shop.db"
        fill(path, arguments.purchases, SystemClock().now())
        for days in _DAYS:
            clock, computed = asyncio.run(measure(path, days, arguments.times))
            sys.stdout.write(f"{days} days: {clock:.0f} ms, {computed:.0f} ms computed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
