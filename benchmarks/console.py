"""Measures the console in a large shop: its pages, sales beside ten open consoles, its memory.

python -m benchmarks.console [--purchases N] [--rounds N] [--seconds S]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.console_load import (
    CONSOLES,
    RATE,
    WEBHOOK,
    YEAR,
    Console,
    Scale,
    measure,
    screens,
    searches,
)
from benchmarks.filling import fill
from benchmarks.processes import ROOT
from benchmarks.targets import Target
from bot.clock import SystemClock

_MOST_PAGE_MS = 150
_MOST_SEARCH_MS = 200
_MOST_YEAR_MS = 300
_MOST_TIMES = 1.2
_MOST_RISE_MB = 2


def targets(found: Console) -> list[Target]:
    """Return the targets: the slowest page and search and the year, alone and beside sales; later
    webhooks; memory."""
    return [
        *_firsts(found, "first_ms", f"at {found.purchases:,} purchases"),
        *_firsts(found, "busy_ms", f"beside {RATE} sales a second"),
        beside(found),
        _rise(f"{found.scale.openings} openings", found.openings_mb),
        _rise("an hour’s news", found.live_mb),
    ]


def _firsts(found: Console, what: str, where: str) -> list[Target]:
    pages = [name for name in screens(found.purchases) if name != YEAR]
    sought = list(searches(found.purchases))
    judged = (
        ("the slowest page", pages, _MOST_PAGE_MS),
        ("the slowest search", sought, _MOST_SEARCH_MS),
        ("the overview of a year", [YEAR], _MOST_YEAR_MS),
    )
    return [
        Target(
            f"the console’s first answer {where}: {which}",
            max(found.pages.median(name, what) for name in names),
            most,
            at_most=True,
            unit=" ms",
        )
        for which, names, most in judged
    ]


def beside(found: Console) -> Target:
    """Return the target of webhooks beside consoles, a ratio of one run."""
    what = f"webhook p99 beside {CONSOLES} open consoles at {found.purchases:,} purchases, to alone"
    return Target(what, found.intake.median(WEBHOOK, "times"), _MOST_TIMES, at_most=True)


def _rise(what: str, memory: tuple[float, ...]) -> Target:
    whole = f"rise of memory with {what} of the console"
    return Target(whole, memory[-1] - memory[0], _MOST_RISE_MB, at_most=True, unit=" MB")


def table(found: Console) -> str:
    """Return the times of each page and search, the webhook's p99, and the memory."""
    looks = [
        (
            name,
            *(
                f"{found.pages.median(name, what):.0f}"
                for what in ("first_ms", "busy_ms", "later_ms")
            ),
            f"{found.pages.median(name, 'cpu_ms'):.1f}",
        )
        for name in found.pages.rounds
    ]
    sold = [found.intake.median(WEBHOOK, what) for what in ("alone_ms", "beside_ms", "answers")]
    memory = [
        (what, *(f"{one:.1f} MB" for one in each))
        for what, each in (("openings", found.openings_mb), ("an hour’s news", found.live_mb))
    ]
    parts = (
        report.table(
            ("page", "first, ms", "beside sales, ms", "later, ms", "processor, ms"), looks
        ),
        report.table(
            ("webhook p99 alone", "beside consoles", "answers to them"),
            [(f"{sold[0]:.1f} ms", f"{sold[1]:.1f} ms", f"{sold[2]:.0f}")],
        ),
        report.table(("resident after", "0", "¼", "½", "¾", "all"), memory),
    )
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.console")
    parser.add_argument("--purchases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        file = Path(name) / "shop.db"
        fill(file, asked.purchases, SystemClock().now())
        found = measure(Path(name), file, asked.purchases, Scale(asked.rounds, asked.seconds))
    sys.stdout.write(f"{report.targets(targets(found))}\n\n{table(found)}\n")


if __name__ == "__main__":
    main()
