"""Compares this build with its base, the build of an earlier commit, in one run.

python -m benchmarks.builds [--base PATH] [--rounds N] [--seconds S]

PATH is a checkout of that commit, made for example by `git worktree add`; where it has an
environment of its own, its build runs with the libraries of its time. The builds take turns with a
responder that does nothing: so the same run says how much the load could send at most.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import report
from benchmarks.intake import Arena, Contest
from benchmarks.processes import ROOT, contender, telegram, tributary
from benchmarks.targets import Target

BASE, THIS, RESPONDER = "base", "this", "responder"
MANY, ONE = 32, 1
_NAMES = {RESPONDER: "the responder", BASE: "the base", THIS: "**this build**"}
_LEAST_SPEED = 1.35
_MOST_CPU_MS = 0.115
_MOST_CPU = 0.767
"""0.115 of the 0.15 ms that the base took on the day and the machine of the target."""
_MOST_TIME = 0.88
_MOST_KB = 200


@dataclass(frozen=True, slots=True)
class Builds:
    """The rounds of the responder, of the base if there is one, and of this build."""

    many: Contest
    one: Contest

    @property
    def has_base(self) -> bool:
        return BASE in self.many.rounds

    def of_base(self, contest: Contest, what: str) -> float | None:
        """Return the base's own figure, if there is a base."""
        return contest.median(BASE, what) if self.has_base else None


def measure(folder: Path, base: Path | None, *, rounds: int, seconds: float) -> Builds:
    """Sell in turn to new shops of both builds, over many connections and over one."""
    checkouts = {BASE: base, THIS: ROOT} if base else {THIS: ROOT}
    with ExitStack() as stack:
        port = stack.enter_context(telegram(folder))
        servers = [stack.enter_context(contender(RESPONDER, folder))]
        for name, checkout in checkouts.items():
            (folder / name).mkdir()
            shop = tributary(folder / name, port, name, checkout)
            servers.append(stack.enter_context(shop))
        arena = Arena(servers, seconds)
        return Builds(arena.contest(MANY, rounds), arena.contest(ONE, rounds))


def targets(found: Builds) -> list[Target]:
    """Return the targets of a sale; those that compare with the base need one."""
    kept = [
        Target(
            f"processor time of a sale, {MANY} connections",
            found.many.median(THIS, "cpu_ms"),
            _MOST_CPU_MS,
            at_most=True,
            unit=" ms",
            base=found.of_base(found.many, "cpu_ms"),
        ),
        Target(
            "written to the disk for a sale, 1 connection",
            found.one.median(THIS, "written_kb"),
            _MOST_KB,
            at_most=True,
            unit=" KB",
            base=found.of_base(found.one, "written_kb"),
        ),
    ]
    return [*_to_base(found), *kept] if found.has_base else kept


def _to_base(found: Builds) -> list[Target]:
    speed = found.many.ratio(THIS, BASE)
    time = found.one.ratio(THIS, BASE, "p50_ms")
    cpu = found.many.ratio(THIS, BASE, "cpu_ms")
    of_cpu = f"processor time of a sale, {MANY} connections, to the base"
    return [
        Target(f"intake, {MANY} connections, to the base", speed, _LEAST_SPEED, base=1),
        Target(of_cpu, cpu, _MOST_CPU, at_most=True, base=1),
        Target("median answer, 1 connection, to the base", time, _MOST_TIME, at_most=True, base=1),
    ]


def table(found: Builds) -> str:
    """Return the figures of the builds, and of the responder that shows the load's own limit."""
    head = ("connections", "a second", "p50 ms", "p99 ms", "CPU ms", "KB written", "load's CPU ms")
    rows = [
        (
            f"{contest.connections}, {_NAMES[name]}",
            f"{contest.median(name, 'per_second'):,.0f}",
            f"{contest.median(name, 'p50_ms'):.2f}",
            f"{contest.median(name, 'p99_ms'):.1f}",
            f"{contest.median(name, 'cpu_ms'):.3f}",
            f"{contest.median(name, 'written_kb'):.1f}",
            f"{contest.median(name, 'load_cpu_ms'):.3f}",
        )
        for contest in (found.many, found.one)
        for name in contest.rounds
    ]
    return report.table(head, rows)


def limit(found: Builds) -> str:
    """Return a sentence about the most that the load can send."""
    most = found.many.median(RESPONDER, "per_second")
    share = found.many.median(THIS, "per_second") / most
    return (
        f"The load reaches {most:,.0f} deliveries a second at the responder; this build takes"
        f" {share:.0%} of that, so the load is not the limit."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.builds")
    parser.add_argument("--base", type=Path, metavar="PATH", help="an earlier commit's checkout")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    asked = parser.parse_args()
    base = asked.base and asked.base.resolve()
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        found = measure(Path(name), base, rounds=asked.rounds, seconds=asked.seconds)
    judged = report.targets(targets(found))
    sys.stdout.write(f"{judged}\n\n{table(found)}\n\n{limit(found)}\n")


if __name__ == "__main__":
    main()
