"""Measures where the memory of a long run levels: sales, buyers, an admin and forged deliveries.

python -m benchmarks.lasting [--minutes N] [--rate SALES]

One process lives through all of it. It grows by the validators and handlers that the first messages
need, and by SQLite's page cache.
"""

import argparse
import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import chat, report
from benchmarks.filling import FIRST_PERSON
from benchmarks.load import Plan
from benchmarks.processes import ROOT, Server, telegram, tributary
from benchmarks.targets import Target

_ADMIN = FIRST_PERSON
_BUYERS = 2_000
_OF_BUYERS = ("/start", "/status", "/buy", "/help", "When does it begin?")
_OF_ADMIN = ("/stats", "/purchases", "/user 2000000001", "/attention", "/doctor", "/export")
_BUYERS_A_COMMAND = 50
_PAUSE_SECONDS = 0.1
_SETTLED_SECONDS = 5.0
_STEPS = 9
_MOST_MB = 110
_MOST_RISE_MB = 2


@dataclass(frozen=True, slots=True)
class Lasting:
    """The resident memory in MB: while nothing had happened, and after each part of the run."""

    sales: int
    minutes: float
    idle_mb: float
    later_mb: tuple[float, ...]

    @property
    def risen_mb(self) -> float:
        """How much of it came in the last third, where it should be level."""
        return self.later_mb[-1] - self.later_mb[len(self.later_mb) * 2 // 3 - 1]


def measure(folder: Path, *, minutes: float, rate: float) -> Lasting:
    """Let one process live through so many minutes of sales and messages."""
    shop = {**chat.WEBHOOK, "ADMIN_IDS": str(_ADMIN)}
    plan = Plan(connections=4, rate=rate, seconds=minutes * 60 / _STEPS)
    with telegram(folder) as port, tributary(folder, port, more=shop) as server:
        time.sleep(_SETTLED_SECONDS)
        idle, later, sales = server.resident_mb(), [], 0
        with _writing(server):
            for step in range(1, _STEPS + 1):
                sales += int(server.load(replace(plan, first=step * 1_000_000))["count"])
                server.load(replace(plan, seconds=0.5, forged=True))
                later.append(server.resident_mb())
    return Lasting(sales, minutes, idle, tuple(later))


@contextmanager
def _writing(server: Server) -> Iterator[None]:
    """Let buyers write about ten times a second, and an admin now and then."""
    stop = threading.Event()
    thread = threading.Thread(target=_write, args=(server, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _write(server: Server, stop: threading.Event) -> None:
    commands = itertools.cycle(_OF_ADMIN)
    for number in itertools.count():
        person = FIRST_PERSON + 1 + number % _BUYERS
        chat.say(server, person, _OF_BUYERS[number % len(_OF_BUYERS)])
        if number % _BUYERS_A_COMMAND == 0:
            chat.say(server, _ADMIN, next(commands))
        if stop.wait(_PAUSE_SECONDS):
            return


def targets(found: Lasting) -> list[Target]:
    """Return the targets of memory: how much at the end, and how level it is there."""
    return [
        Target(
            f"resident memory after {found.sales:,} sales",
            found.later_mb[-1],
            _MOST_MB,
            at_most=True,
            unit=" MB",
        ),
        Target(
            "its rise in the last third of that",
            found.risen_mb,
            _MOST_RISE_MB,
            at_most=True,
            unit=" MB",
        ),
    ]


def table(found: Lasting) -> str:
    """Return the memory at the start and after each part of the run."""
    times = (found.minutes * step / _STEPS for step in range(1, _STEPS + 1))
    rows = [("0", f"{found.idle_mb:.0f} MB")]
    for minutes, resident in zip(times, found.later_mb, strict=True):
        rows.append((f"{minutes:.1f}", f"{resident:.0f} MB"))
    return report.table(("minutes", "resident"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lasting")
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--rate", type=float, default=25.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        found = measure(Path(name), minutes=asked.minutes, rate=asked.rate)
    sys.stdout.write(f"{found.sales:,} sales\n{table(found)}\n{report.targets(targets(found))}\n")


if __name__ == "__main__":
    main()
