"""Webhook intake: Tributary and its contenders in turn, at 1, 32 and 256 connections."""

import os
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from benchmarks.load import Plan
from benchmarks.processes import Server, contender, telegram, tributary

OURS = "tributary"
BARE = "bare"
ONE_BY_ONE = "one_by_one"
ORM = "orm"
_APART = 1_000_000  # purchase numbers for one round; no round needs as many

Figures = dict[str, float]


@dataclass(slots=True)
class Rounds:
    """The figures of each round, by the contender's name; one round has all of them in turn."""

    rounds: dict[str, list[Figures]] = field(default_factory=dict, kw_only=True)

    def add(self, name: str, figures: Figures) -> None:
        self.rounds.setdefault(name, []).append(figures)

    def median(self, name: str, what: str) -> float:
        return statistics.median(one[what] for one in self.rounds[name])

    def spread(self, name: str, what: str) -> tuple[float, float]:
        values = [one[what] for one in self.rounds[name]]
        return min(values), max(values)

    def ratio(self, name: str, other: str, what: str = "per_second") -> float:
        """Return the median of the rounds' own ratios: a slow round doesn't change it."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(one[what] / two[what] for one, two in pairs)


@dataclass(slots=True)
class Contest(Rounds):
    """The rounds at a number of connections."""

    connections: int


@dataclass(slots=True)
class Arena:
    """The servers that are compared, and the next free number of a purchase."""

    servers: Sequence[Server]
    seconds: float
    next_first: int = 1

    def contest(
        self, connections: int, rounds: int, plans: Mapping[str, Plan] = MappingProxyType({})
    ) -> Contest:
        """Load the servers in turn; `plans` has what is particular about the load of some."""
        found = Contest(connections)
        for number in range(rounds + 1):
            for server in self.servers:
                plan = replace(
                    plans.get(server.name, Plan()),
                    connections=connections,
                    seconds=self.seconds,
                    first=self.next_first,
                )
                self.next_first += _APART
                figures = _loaded(server, plan)
                if number:  # the first round warms up
                    found.add(server.name, figures)
        return found


def _loaded(server: Server, plan: Plan) -> Figures:
    """Return the figures of a load, with what each delivery has cost the server."""
    spent, written = server.cpu_seconds(), server.written_kb()
    figures = server.load(plan)
    count = figures["count"]
    figures["cpu_ms"] = (server.cpu_seconds() - spent) / count * 1000
    figures["written_kb"] = (server.written_kb() - written) / count
    return figures


def contests(
    folder: Path, names: Sequence[str], sizes: Sequence[int], *, rounds: int, seconds: float
) -> list[Contest]:
    with ExitStack() as stack:
        port = stack.enter_context(telegram(folder))
        servers = [
            stack.enter_context(
                tributary(folder, port) if name == OURS else contender(name, folder)
            )
            for name in names
        ]
        arena = Arena(servers, seconds)
        return [arena.contest(size, rounds) for size in sizes]


def fsync_ms(folder: Path) -> float:
    """Return the milliseconds of one fsync of some pages here: the least that durability costs."""
    taken = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(100):
            os.write(file.fileno(), bytes(16 * 4096))
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
