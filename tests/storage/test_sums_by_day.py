"""Numbers of many days are read from the sums of days, not of their quarters of an hour."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import sums
from storage.engine.migrate import migrate
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.overview.periods import by_period
from storage.sums import DAY_SECONDS, QUARTER_SECONDS, Fact

FIRST = 20_000 * DAY_SECONDS
DAYS = 400
_MOST_A_DAY = 200
"""SQLite's instructions; a day has 96 quarters with three kinds each."""


def _steps(file: sqlite3.Connection, query: Callable[[Tx], object]) -> tuple[object, int]:
    """Return what a query finds, and how many instructions SQLite needs for it."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    file.set_progress_handler(count, 1)
    found = query(Tx(file))
    file.set_progress_handler(None, 0)
    return found, steps


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (lambda tx: by_period(tx, [FIRST, FIRST + DAYS * DAY_SECONDS])[0].began, DAYS * 96),
        (lambda tx: statistics.sold(tx, FIRST, FIRST + DAYS * DAY_SECONDS), DAYS * 96),
        (sums.currencies, ["EUR", "USD"]),
    ],
    ids=["starts", "sales", "currencies"],
)
def test_many_days_cost_a_few_steps_each(
    tmp_path: Path, query: Callable[[Tx], object], expected: object
) -> None:
    with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as file:
        migrate(file)
        tx = Tx(file)
        for day in range(DAYS):
            sums.add(tx, _facts_of_day(FIRST + day * DAY_SECONDS, "EUR" if day == 7 else "USD"))
        found, steps = _steps(file, query)
    assert found == expected
    assert steps < DAYS * _MOST_A_DAY


def _facts_of_day(midnight: int, currency: str) -> list[Fact]:
    return [
        fact
        for at in range(midnight, midnight + DAY_SECONDS, QUARTER_SECONDS)
        for fact in (
            Fact("began", at, 1),
            Fact("first", at),
            Fact("sold", at, 1, currency, 500),
        )
    ]


def test_currencies_of_days_far_apart_are_found(tmp_path: Path) -> None:
    """A clock that was wrong leaves days of decades ago or ahead."""
    with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as file:
        migrate(file)
        tx = Tx(file)
        assert sums.currencies(tx) == []
        for at, currency in ((0, "CHF"), (FIRST + 17, "EUR"), (200 * FIRST, "GBP")):
            sums.add(tx, [Fact("sold", at, 1, currency, 500)])
        sums.add(tx, [Fact("refunded", FIRST - 900 * DAY_SECONDS, 0, "USD", 500)])
        sums.delivered(tx, 1, FIRST + 50 * DAY_SECONDS)
        assert sums.currencies(tx) == ["CHF", "EUR", "GBP", "USD"]
