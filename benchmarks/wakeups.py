"""Counts how often the bot wakes while nothing happens in its shop, by webhook and by long polling.

python -m benchmarks.wakeups [--beside PATH] [--seconds S]

A wakeup is a context switch of any of the process's threads, voluntary or not, as the kernel counts
them. All builds and both ways run beside one another, each with a simulator of Telegram.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import ROOT, Server, telegram, tributary

WEBHOOK, POLLING = "webhook", "polling"
WAYS = {WEBHOOK: {"PUBLIC_URL": "https://shop.example"}, POLLING: {}}
"""The settings of each way in which Telegram's updates come."""
SETTLED_SECONDS = 40.0
"""Until then the workers have looked at everything that the start has written."""


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout, under the name that the table has for it."""

    name: str
    checkout: Path


def measure(folder: Path, builds: list[Build], seconds: float) -> dict[tuple[str, str], float]:
    """Return the wakeups a second, by the build's name and the way."""
    with ExitStack() as stack:
        servers = {
            (build.name, way): _start(stack, folder / f"{build.name}-{way}", build, settings)
            for build in builds
            for way, settings in WAYS.items()
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
    parser.add_argument("--beside", type=Path, metavar="PATH", help="an older version's checkout")
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    older = [Build("older", asked.beside.resolve())] if asked.beside else []
    builds = [*older, Build("this", ROOT)]
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        found = measure(Path(name), builds, asked.seconds)
    sys.stdout.write("wakeups a second, idle\n")
    for (build, way), rate in found.items():
        sys.stdout.write(f"{build:<8} {way:<8} {rate:6.2f}\n")


if __name__ == "__main__":
    main()
