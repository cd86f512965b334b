"""Counts how often the bot wakes while nothing happens in its shop, by webhook and by long polling.

python -m benchmarks.wakeups [--base PATH] [--seconds S]

A wakeup is a voluntary context switch of any of the process's threads, as the kernel counts them:
whoever gave up a processor to wait for something had woken before. An involuntary one wakes nobody;
it takes the processor from a thread that is awake, mostly for another process measured beside it.
All builds and both ways run beside one another, each with a simulator of Telegram.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import ROOT, Server, telegram, tributary

WEBHOOK, POLLING = "webhook", "polling"
WAYS = {WEBHOOK: {"PUBLIC_URL": "https://shop.example"}, POLLING: {}}
"""The settings of each way in which Telegram's updates come."""
SETTLED_SECONDS = 70.0
"""Until then the workers have looked at everything that the start has written; the monitor's second
look, half a minute after its first, is the last of these."""


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout, under the name that the table has for it."""

    name: str
    checkout: Path


def measure(
    folder: Path, builds: Sequence[Build], seconds: float, ways: Sequence[str] = tuple(WAYS)
) -> dict[tuple[str, str], float]:
    """Return the wakeups a second, by the build's name and the way."""
    with ExitStack() as stack:
        servers = {
            (build.name, way): _start(stack, folder / f"{build.name}-{way}", build, WAYS[way])
            for build in builds
            for way in ways
        }
        time.sleep(SETTLED_SECONDS)
        began = time.perf_counter()
        before = {name: server.wakeups() for name, server in servers.items()}
        time.sleep(seconds)
        after = {name: server.wakeups() for name, server in servers.items()}
        took = time.perf_counter() - began
    return {name: (after[name] - before[name]) / took for name in servers}


def _start(stack: ExitStack, folder: Path, build: Build, settings: dict[str, str]) -> Server:
    folder.mkdir()
    port = stack.enter_context(telegram(folder))
    shop = tributary(folder, port, build.name, build.checkout, settings)
    return stack.enter_context(shop)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wakeups")
    parser.add_argument("--base", type=Path, metavar="PATH", help="an earlier commit's checkout")
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    base = [Build("base", asked.base.resolve())] if asked.base else []
    builds = [*base, Build("this", ROOT)]
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        found = measure(Path(name), builds, asked.seconds)
    sys.stdout.write("wakeups a second, idle\n")
    for (build, way), rate in found.items():
        sys.stdout.write(f"{build:<8} {way:<8} {rate:6.2f}\n")


if __name__ == "__main__":
    main()
