"""Measures how much longer deliveries wait while admins read: numbers, a person, tables, checks.

python -m benchmarks.reads [--purchases N] [--rounds N] [--seconds S] [--settled S]

Sales come at 300 a second, first alone and then beside two admins who ask again and again. With
`--settled 0` they come as soon as the process has started.
"""

import argparse
import itertools
import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import chat, report
from benchmarks.filling import FIRST_PERSON, fill
from benchmarks.intake import Figures, Rounds
from benchmarks.load import Plan
from benchmarks.processes import ROOT, SETTLED_SECONDS, Server, telegram, tributary
from benchmarks.targets import Target
from bot.clock import SystemClock

READS = {
    "`/stats`": "/stats",
    "a search": "/user @buyer{}",
    "an export": "/export",
    "the doctor": "/doctor",
}
RATE = 300
"""Sales a second."""
_MOST_TIMES = 2
_PAUSE_SECONDS = 0.25
"""An admin's pause between an answer and the next question."""
_ADMINS = (FIRST_PERSON + 1, FIRST_PERSON + 2)
_SALES = Plan(connections=8, rate=RATE)
_WARM_UP_SECONDS = 1.0
_LATER = f"""Each row is a process of its own. In its first {SETTLED_SECONDS:.0f} seconds nothing
was asked of it, and it has made what updates need. Beside the first questions it makes what admins
need; *later* are the next seconds, in which they ask on."""
_NOTHING_DUE = (
    "UPDATE outbox SET state = 'sent', done_at = created_at WHERE state = 'queued'",
    "UPDATE subscriptions SET check_at = NULL WHERE check_at IS NOT NULL",
)
_FIRST = 500_000_000
_APART = 1_000_000
_numbers = itertools.count(1)


def measure(
    folder: Path, file: Path, *, rounds: int, seconds: float, settled: float = SETTLED_SECONDS
) -> Rounds:
    """Return the p99 of the webhook alone and beside each of the reads, in this shop's file.

    Each read has a process of its own: an export goes on when the round is over.
    """
    found = Rounds()
    shop = {**chat.WEBHOOK, "ADMIN_IDS": ",".join(map(str, _ADMINS))}
    with telegram(folder) as port:
        for _, (name, text) in itertools.product(range(rounds), READS.items()):
            _let_nothing_be_due(file)
            with tributary(file.parent, port, more=shop) as server:
                time.sleep(settled)
                found.add(name, _beside(server, text, seconds))
                os.kill(server.pid, signal.SIGKILL)  # a stop would wait for the export
    return found


def _let_nothing_be_due(file: Path) -> None:
    """Leave nothing to send: at Telegram's pace the notices of a round take minutes, and a process
    that sends them isn't quiet."""
    with closing(sqlite3.connect(file)) as shop, shop:
        for statement in _NOTHING_DUE:
            shop.execute(statement)


def _beside(server: Server, text: str, seconds: float) -> Figures:
    _sell(server, _WARM_UP_SECONDS)
    alone = _sell(server, seconds)
    with _asking(server, text) as answered:
        beside, later = _sell(server, seconds), _sell(server, seconds)
    return {
        "alone_ms": alone["p99_ms"],
        "beside_ms": beside["p99_ms"],
        "times": beside["p99_ms"] / alone["p99_ms"],
        "later_ms": later["p99_ms"],
        "times_later": later["p99_ms"] / alone["p99_ms"],
        "answers": len(answered),
    }


def _sell(server: Server, seconds: float) -> Figures:
    return server.load(replace(_SALES, seconds=seconds, first=_FIRST + next(_numbers) * _APART))


@contextmanager
def _asking(server: Server, text: str) -> Iterator[list[str]]:
    """Let each admin ask the same again and again; yield the questions that are answered."""
    answered: list[str] = []
    stop = threading.Event()
    for admin in _ADMINS:
        asked = (server, admin, text, answered, stop)
        threading.Thread(target=_ask, args=asked, daemon=True).start()
    yield answered
    stop.set()


def _ask(server: Server, admin: int, text: str, answered: list[str], stop: threading.Event) -> None:
    """Ask until `stop`, or until the server has ended."""
    while not stop.is_set():
        question = text.format(next(_numbers))
        try:
            chat.say(server, admin, question)
        except OSError:
            return
        answered.append(question)
        stop.wait(_PAUSE_SECONDS)


def targets(found: Rounds, purchases: int) -> list[Target]:
    """Return the targets: how many times as long the slowest hundredth may wait beside each."""
    return [
        Target(
            f"webhook p99 beside {name} at {purchases:,} purchases, to alone",
            found.median(name, "times"),
            _MOST_TIMES,
            at_most=True,
        )
        for name in found.rounds
    ]


def table(found: Rounds) -> str:
    """Return the webhook's p99 alone and beside each read, at first and later."""
    rows = [
        (
            name,
            f"{found.median(name, 'alone_ms'):.1f}",
            f"{found.median(name, 'beside_ms'):.1f}",
            f"{found.median(name, 'times'):.2f}",
            f"{found.median(name, 'later_ms'):.1f}",
            f"{found.median(name, 'times_later'):.2f}",
            f"{found.median(name, 'answers'):.0f}",
        )
        for name in found.rounds
    ]
    head = ("beside", "p99 alone, ms", "beside it, ms", "times", "later, ms", "times", "answers")
    return f"{report.table(head, rows)}\n\n{_LATER}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reads")
    parser.add_argument("--purchases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--settled", type=float, default=SETTLED_SECONDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        file = Path(name) / "shop.db"
        fill(file, asked.purchases, SystemClock().now())
        found = measure(
            Path(name), file, rounds=asked.rounds, seconds=asked.seconds, settled=asked.settled
        )
    sys.stdout.write(f"{table(found)}\n")


if __name__ == "__main__":
    main()
