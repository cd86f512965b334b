"""Runs all benchmarks: `make bench` writes docs/benchmarks.md, `make bench-smoke` only judges.

With `--base` the build of an earlier commit, in a checkout of its own, is measured in the same run.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    beside,
    beside_report,
    builds,
    console,
    cost,
    first_view,
    growth,
    intake,
    judged,
    lasting,
    plot,
    reads,
    report,
    whole,
)
from benchmarks.intake import BARE, ONE_BY_ONE, OURS
from benchmarks.processes import ROOT

_PLOTTED = ("/start", "/status", "/user", "/stats", "tick, 50 due")
_SMOKE_SHOP = beside.Scale(purchases=2_000, rounds=3, seconds=0.5)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="quick: only ratios, and a verdict")
    parser.add_argument("--base", type=Path, metavar="PATH", help="an earlier commit's checkout")
    arguments = parser.parse_args(argv)
    base = arguments.base.resolve() if arguments.base else None
    # Under the repository, not /tmp: that may be memory, where an fsync costs nothing.
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        return _smoke(Path(name), base) if arguments.smoke else _whole(Path(name), base)


def _whole(folder: Path, base: Path | None) -> int:
    where = report.machine()
    found = whole.measure(folder, base)
    pages = {
        "where": where,
        "targets": report.targets(judged.all_targets(found)),
        "builds": builds.table(found.builds),
        "limit": builds.limit(found.builds),
        "intake": report.intake(found.contests),
        "latency": report.latency(found.latencies, found.fsync_ms, found.contests[0]),
        "growth": report.growth(found.grown),
        "reads": reads.table(found.reads),
        "console": console.table(found.console),
        "first_view": first_view.table(found.first_view),
        "plans": report.plans(found.grown.tick_plans),
        "cost": report.cost(found.costs, found.grown),
        "lasting": lasting.table(found.lasting),
        "beside": beside_report.table(found.planned),
        "migration": beside_report.migration(found.planned, whole.SIZES[-1]),
    }
    for name, page in pages.items():
        _say(f"\n{name}\n{page}")
    report.write(ROOT / "docs", pages, plot.plot(whole.SIZES, _lines(found.grown)))
    return 0


def _smoke(folder: Path, base: Path | None) -> int:
    """Judge the medians of interleaved rounds: other work of the machine slows them all alike.

    The p99 beside open consoles is for `make bench`: that of a few seconds says more about the
    machine. Three runs of one build gave 1.1, 1.6 and 2.0.
    """
    contests = intake.contests(folder, (BARE, OURS, ONE_BY_ONE), (32,), rounds=5, seconds=0.6)
    costs = cost.measure(_subfolder(folder, "c"), 2)
    grown = growth.measure(_subfolder(folder, "g"), (1_000, 100_000), rounds=3, seconds=0.5)
    planned = beside.measure(_subfolder(folder, "p"), _SMOKE_SHOP, base)
    targets = [
        *judged.contest(contests[0]),
        *judged.growth(grown),
        *judged.cost_ratios(costs),
        *beside_report.targets(planned),
    ]
    _say(report.targets(targets))
    fallen = [target.what for target in targets if target.fallen]
    for what in fallen:
        _say(f"worse than its target by more than a third: {what}")
    return 1 if fallen else 0


def _lines(grown: growth.Growth) -> list[plot.Line]:
    lines: list[plot.Line] = [
        ("intake", [grown.intake_speed(size) for size in grown.sizes]),
    ]
    return lines + [(what, [grown.speed(what, size) for size in grown.sizes]) for what in _PLOTTED]


def _subfolder(folder: Path, name: str) -> Path:
    subfolder = folder / name
    subfolder.mkdir()
    return subfolder


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
