"""How long the access check of a paid handler takes, known and unknown, among many subscribers.

python -m benchmarks.access_check [subscribers, 5000 at least]
"""

import asyncio
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import SystemClock
from bot.usecases.subscriptions import Subscriptions
from storage.database import open_database

_SUBSCRIBERS = 1_000_000
_ASKED = 5_000
_STRIDE = 7919  # a prime: far from each other in the file, and nobody twice
_MONTH_SECONDS = 30 * 86400


async def main(subscribers: int) -> None:
    clock = SystemClock()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.db"
        async with open_database(path):
            pass
        _fill(path, subscribers, clock.now())
        async with open_database(path) as db:
            subscriptions = Subscriptions(db, clock)
            people = [number * _STRIDE % subscribers + 1 for number in range(_ASKED)]
            unknown = await _ask(subscriptions, people)
            known = await _ask(subscriptions, people)
    sys.stdout.write(
        f"{subscribers:,} subscribers, {_ASKED:,} asked\n"
        f"  not known yet: {_show(unknown)}\n  known:         {_show(known)}\n"
    )


def _fill(path: Path, subscribers: int, now: int) -> None:
    """Everyone has bought one month; the tariff is found through their grant, as in life."""
    everyone = range(1, subscribers + 1)
    ends_at = now + _MONTH_SECONDS
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO tariffs VALUES (1, 1, 0, 0, 0)")
        file.executemany(
            "INSERT INTO people (telegram_user_id, first_seen_at) VALUES (?, 0)",
            ((person,) for person in everyone),
        )
        file.executemany(
            """INSERT INTO grants (telegram_user_id, source, tariff_id, months, days, lifetime,
                granted_at)
            VALUES (?, 'admin', 1, 1, 0, 0, ?)""",
            ((person, now) for person in everyone),
        )
        file.executemany(
            """INSERT INTO subscriptions (telegram_user_id, started_at, expires_at, changed_at)
            VALUES (?, ?, ?, ?)""",
            ((person, now, ends_at, now) for person in everyone),
        )


async def _ask(subscriptions: Subscriptions, people: Iterable[int]) -> list[float]:
    """Microseconds of each check."""
    taken = []
    for person in people:
        began = time.perf_counter()
        found = await subscriptions.current(person)
        taken.append((time.perf_counter() - began) * 1e6)
        if found is None or found.tariff is None:
            raise AssertionError(f"person {person} has access")
    return taken


def _show(taken: list[float]) -> str:
    worst = statistics.quantiles(taken, n=100)[98]
    return f"median {statistics.median(taken):.1f} µs, 99 of 100 within {worst:.1f} µs"


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else _SUBSCRIBERS))
