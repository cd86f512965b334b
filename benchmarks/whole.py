"""All that `make bench` measures, one after the other, in one run."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from benchmarks import (
    beside,
    builds,
    console_load,
    cost,
    first_view,
    growth,
    intake,
    lasting,
    latency,
    reads,
    wakeups,
)
from benchmarks.intake import BARE, ONE_BY_ONE, ORM, OURS, Contest, Rounds
from benchmarks.processes import ROOT

T = TypeVar("T")
SIZES = (1_000, 100_000, 1_000_000)
_SHOP = beside.Scale(purchases=10_000, rounds=6, seconds=1.5)
_CONTENDERS = (BARE, OURS, ONE_BY_ONE, ORM)
_CONSOLE = console_load.Scale(rounds=3, seconds=4.0)
_GROWTH = "growth"
_QUIET_SECONDS = 60.0
_LASTING_MINUTES = 3.0
_LASTING_SALES_A_SECOND = 125.0


@dataclass(frozen=True, slots=True)
class Whole:
    """The figures of each part."""

    builds: builds.Builds
    wakeups: dict[tuple[str, str], float]
    contests: list[Contest]
    fsync_ms: float
    latencies: dict[str, dict[str, float]]
    grown: growth.Growth
    reads: Rounds
    console: console_load.Console
    first_view: dict[str, list[first_view.FirstView]]
    planned: beside.Beside
    costs: dict[str, float]
    lasting: lasting.Lasting


def measure(folder: Path, base: Path | None) -> Whole:
    """Measure everything; `base` is the checkout of an earlier commit, if there is one."""
    return Whole(
        builds=_part(folder, "builds", lambda at: builds.measure(at, base, rounds=8, seconds=1.2)),
        contests=_part(folder, "contest", _contests),
        fsync_ms=intake.fsync_ms(folder),
        latencies=_part(folder, "payment to message", lambda at: latency.measure(at, 40)),
        grown=_part(folder, _GROWTH, _growth),
        reads=_part(folder, "reads beside writes", lambda at: _reads(at, folder / _GROWTH)),
        console=_part(folder, "the console", lambda at: _console(at, folder / _GROWTH)),
        first_view=_part(folder, "the first view", lambda _: asyncio.run(first_view.measure(5, 4))),
        planned=_part(folder, "plans", lambda at: _planned(at, base)),
        costs=_part(folder, "cost", lambda at: cost.measure(at, 5)),
        lasting=_part(folder, "a long run", _lasting),
        wakeups=_part(folder, "wakeups", lambda at: _wakeups(at, base)),
    )


def _part(folder: Path, name: str, measured: Callable[[Path], T]) -> T:
    """Measure one part in a folder of its own, and say so: all of them take many minutes."""
    sys.stdout.write(f"{name} …\n")
    sys.stdout.flush()
    return measured(_subfolder(folder, name))


def _subfolder(folder: Path, name: str) -> Path:
    subfolder = folder / name
    subfolder.mkdir()
    return subfolder


def _contests(folder: Path) -> list[Contest]:
    return intake.contests(folder, _CONTENDERS, (1, 32, 256), rounds=4, seconds=1.0)


def _growth(folder: Path) -> growth.Growth:
    return growth.measure(folder, SIZES, rounds=4, seconds=0.8)


def _reads(folder: Path, shops: Path) -> Rounds:
    """Read in the largest shop, where it has grown already."""
    return reads.measure(folder, shops / str(SIZES[-1]) / "shop.db", rounds=3, seconds=4.0)


def _console(folder: Path, shops: Path) -> console_load.Console:
    """Open the console in the same shop."""
    largest = SIZES[-1]
    return console_load.measure(folder, shops / str(largest) / "shop.db", largest, _CONSOLE)


def _planned(folder: Path, base: Path | None) -> beside.Beside:
    """Measure a shop with twelve plans beside others, and the migration from the base."""
    found = beside.measure(_subfolder(folder, "shops"), _SHOP, base)
    if base is None:
        return found
    migrated = beside.migration(_subfolder(folder, "migration"), base, SIZES[-1])
    return replace(found, migration=migrated)


def _lasting(folder: Path) -> lasting.Lasting:
    return lasting.measure(folder, minutes=_LASTING_MINUTES, rate=_LASTING_SALES_A_SECOND)


def _wakeups(folder: Path, base: Path | None) -> dict[tuple[str, str], float]:
    older = [wakeups.Build(builds.BASE, base)] if base else []
    both = [*older, wakeups.Build(builds.THIS, ROOT)]
    return wakeups.measure(folder, both, _QUIET_SECONDS, (wakeups.WEBHOOK,))
