"""Compares a shop with twelve plans with the same shop with one, and with the base's shop.

The base is a checkout of an earlier commit, for example made by `git worktree add`; where it has an
environment of its own, its build runs with the libraries of its time.
`python -m benchmarks.twelve_plans` prints the tables.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import shops
from benchmarks.filling import FIRST_PERSON
from benchmarks.intake import Arena, Contest, Figures, Rounds
from benchmarks.load import Plan
from benchmarks.processes import ROOT, SETTLED_SECONDS, Server, python, telegram, tributary

BASE, ONE, TWELVE = "base", "one", "twelve"
CONNECTIONS = 32
_PERSONS = 5_000
"""How many people of the shop the API is asked about; the bot remembers as many."""
_TURNS_A_ROUND = 5
"""Rounds of updates for one of the others: they are over in some milliseconds."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop in its folder, and the checkout whose build serves it."""

    name: str
    folder: Path
    checkout: Path = ROOT

    def ask(self, script: str, *arguments: str) -> list[str]:
        """Return the command that runs a script of this checkout with the shop's build."""
        return [python(self.checkout), "-P", str(ROOT / "benchmarks" / script), *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.checkout)}


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures, each by the shop's name."""

    names: tuple[str, ...]
    intake: Contest
    api: Contest
    updates: Rounds
    """Microseconds of what buyers do."""
    idle: Rounds
    btrees: dict[str, list[str]]
    """The B-trees that a sale writes to."""
    migration: Figures | None = None

    @property
    def first(self) -> str:
        """The shop that the twelve plans are compared with."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    purchases: int
    rounds: int
    seconds: float


def fits(checkout: Path) -> bool:
    """Return whether the measurements from inside know the shape of this build's code."""
    known = ("bot/runtime/gc_tuning.py", "bot/usecases/webhook_intake/receive.py")
    return all((checkout / one).exists() for one in known)


def measure(folder: Path, scale: Scale, base: Path | None) -> Beside:
    """Compare the shops; without the base where it doesn't fit."""
    base = base if base and fits(base) else None
    made = _shops(folder, scale.purchases, base)
    btrees = {shop.name: _btrees(folder, shop) for shop in made if shop.name != TWELVE}
    # Updates first: each server changes its shop.
    updates = _updates(made, scale.rounds * _TURNS_A_ROUND)
    with telegram(folder) as port:
        idle = _idle(made, port, scale.rounds)
        with ExitStack() as stack:
            servers = [stack.enter_context(_serve(shop, port)) for shop in made]
            arena = Arena(servers, scale.seconds)
            twelve = {TWELVE: replace(Plan(), products=shops.PRODUCTS)}
            intake = arena.contest(CONNECTIONS, scale.rounds, twelve)
            asked = replace(Plan(), buyers=FIRST_PERSON + 1, asked=min(_PERSONS, scale.purchases))
            api = arena.contest(CONNECTIONS, scale.rounds, dict.fromkeys(_names(made), asked))
    return Beside(_names(made), intake, api, updates, idle, btrees)


def migration(folder: Path, base: Path, purchases: int) -> Figures:
    """Let this build migrate a shop of the base with so many purchases."""
    shops.fill(base, folder / "shop.db", purchases)
    return dict(_json([sys.executable, "-m", "benchmarks.migrating", str(folder / "shop.db")], {}))


def _names(made: Sequence[Shop]) -> tuple[str, ...]:
    return tuple(shop.name for shop in made)


def _shops(folder: Path, purchases: int, base: Path | None) -> list[Shop]:
    one, twelve = Shop(ONE, folder / ONE), Shop(TWELVE, folder / TWELVE)
    before = Shop(BASE, folder / BASE, base) if base else None
    first = before or one
    shops.one_plan(first.checkout, first.folder, purchases)
    if before:
        shutil.copytree(before.folder, one.folder)
    shops.twelve_plans(first.folder, twelve.folder)
    return [before, one, twelve] if before else [one, twelve]


def _serve(shop: Shop, port: int) -> Any:
    return tributary(shop.folder, port, shop.name, shop.checkout)


def _btrees(folder: Path, shop: Shop) -> list[str]:
    scratch = folder / f"btrees-{shop.name}"
    scratch.mkdir()
    return list(_json(shop.ask("btrees.py", str(scratch)), shop.environment))


def _json(command: list[str], environment: dict[str, str]) -> Any:
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr[-1000:])
    return json.loads(ran.stdout)


def _updates(made: Sequence[Shop], rounds: int) -> Rounds:
    found = Rounds()
    with ExitStack() as stack:
        processes = [(shop.name, stack.enter_context(_turns(shop))) for shop in made]
        for number in range(rounds + 1):
            for name, process in processes:
                figures = _turn(process)
                if number:  # the first round builds everything that is built only once
                    found.add(name, figures)
        for _, process in processes:
            process.communicate(timeout=60)
    return found


def _turns(shop: Shop) -> "subprocess.Popen[str]":
    command = shop.ask("inside.py", "--turns", str(shop.folder / "shop.db"))
    return subprocess.Popen(
        command,
        cwd=shop.folder,
        env=shop.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _turn(process: "subprocess.Popen[str]") -> Figures:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a turn needs both pipes")
    process.stdin.write("\n")
    process.stdin.flush()
    return dict(json.loads(process.stdout.readline()))


def _idle(made: Sequence[Shop], port: int, rounds: int) -> Rounds:
    """Start each shop in turn, and measure its memory when all its workers have started."""
    found = Rounds()
    for number in range(rounds + 1):
        for shop in made:
            began = time.perf_counter()
            with _serve(shop, port) as server:
                ready = time.perf_counter() - began
                if number:  # the first round warms up
                    time.sleep(SETTLED_SECONDS)
                    found.add(shop.name, _memory(server) | {"ready_seconds": ready})
    return found


def _memory(server: Server) -> Figures:
    return {"resident_mb": server.resident_mb(), "proportional_mb": server.proportional_mb()}
