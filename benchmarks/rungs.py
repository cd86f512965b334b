"""Measures the cost of each further step of webhook intake, from a bare handler to a whole sale.

python -m benchmarks.rungs prints the figures behind docs/profile.md. Nothing is patched for it:
forged deliveries stop before the ledger, repeated ones are found there, donations are only stored.
"""

import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.intake import BARE, fsync_ms
from benchmarks.load import Plan
from benchmarks.processes import ROOT, Server, contender, telegram, tributary
from benchmarks.report import table

_ROUNDS = 5
_SECONDS = 1.5
_PLAIN = Plan(seconds=_SECONDS)
_OURS = {
    "forged: our HTTP side, the HMAC, refused": replace(_PLAIN, forged=True),
    "repeated: and read, into the thread, found, counted, committed": replace(
        _PLAIN, repeated=True, name="new_donation"
    ),
    "a donation: and its row": replace(_PLAIN, name="new_donation"),
    "a sale: and the buyer, purchase, grant, access, notice": _PLAIN,
}


def main() -> None:
    # Under the repository, not /tmp: that may be memory, where an fsync costs nothing.
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name, ExitStack() as stack:
        folder = Path(name)
        bare = stack.enter_context(contender(BARE, folder))
        ours = stack.enter_context(tributary(folder, stack.enter_context(telegram(folder))))
        steps: dict[str, tuple[Server, Plan]] = {
            "a bare handler": (bare, _PLAIN),
            **{what: (ours, plan) for what, plan in _OURS.items()},
        }
        rows = [_row(what, *step, number) for number, (what, step) in enumerate(steps.items())]
        sys.stdout.write(f"{table(_HEAD, rows)}\n\none fsync: {fsync_ms(folder):.2f} ms\n")


_HEAD = ("", "1 connection, p50 ms", "32 connections, µs each", "of it processor, µs")


def _row(what: str, server: Server, plan: Plan, step: int) -> tuple[str, ...]:
    alone, each, spent = [], [], []
    for number in range(_ROUNDS):
        first = (step * _ROUNDS + number + 1) * 1_000_000
        alone.append(server.load(replace(plan, first=first))["p50_ms"])
        before = server.cpu_seconds()
        found = server.load(replace(plan, first=first + 500_000, connections=32))
        spent.append((server.cpu_seconds() - before) / found["count"] * 1e6)
        each.append(1e6 / found["per_second"])
    figures = (statistics.median(alone), statistics.median(each), statistics.median(spent))
    return (what, f"{figures[0]:.2f}", f"{figures[1]:.0f}", f"{figures[2]:.0f}")


if __name__ == "__main__":
    main()
