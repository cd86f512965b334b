"""The sums are the ledger's own numbers after whatever happens, to the second, in every period."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from storage import plans
from storage.engine.database import open_database
from storage.engine.tx import Tx
from storage.queries import health, miscounted, statistics
from storage.queries.overview.periods import Summed, by_period
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, build_shop, seed
from tests.usecases.reports import former_numbers
from tests.usecases.reports.lives import DAY, QUARTER, Life

IN_PERIODS = (
    *("sales", "takings", "income", "recurring_sales", "refunded"),
    *("sold", "newcomers", "ended"),
)


def _periods(rng: random.Random, now: int) -> list[tuple[int, int]]:
    """Return periods as reports ask for them, in any time zone, and any others."""
    midnight = now - (now + rng.randint(-48, 56) * QUARTER) % DAY
    days = [midnight - back * DAY for back in (0, 1, 6, 29, 200)]
    odd = sorted(now - rng.randint(-2 * DAY, 60 * DAY) for _ in range(2))
    return [
        *((since, now + 1) for since in days),
        (days[3], days[2]),
        (odd[0], odd[1]),
        (now - rng.randint(0, QUARTER), now + 1),
    ]


def _differing(tx: Tx, rng: random.Random, now: int) -> list[object]:
    """Return the numbers that the sums and the ledger don't have in common."""
    found = [
        (name, period, mine, its)
        for period in _periods(rng, now)
        for name in IN_PERIODS
        if (mine := getattr(statistics, name)(tx, *period))
        != (its := getattr(former_numbers, name)(tx, *period))
    ]
    present = [
        (name, mine, its)
        for name in ("active", "active_by_plan")
        if (mine := getattr(statistics, name)(tx, now))
        != (its := getattr(former_numbers, name)(tx, now))
    ]
    edges = sorted({one for period in _periods(rng, now) for one in period})
    found += [
        ("by_period", period, mine, its)
        for period, one in zip(pairwise(edges), by_period(tx, edges), strict=True)
        if (mine := _summed(tx, one, *period)) != (its := _by_row(tx, *period))
    ]
    since = now - rng.randint(0, 60) * DAY
    back = sorted(statistics.came_back(tx, since)), former_numbers.came_back(tx, since)
    return [*found, *present, *([back] if back[0] != back[1] else []), *miscounted.every(tx)]


def _summed(tx: Tx, one: Summed, since: int, until: int) -> tuple[object, ...]:
    income, returned = Counter[str](), Counter[str]()
    for sums, money in ((income, one.income), (returned, one.returned)):
        for paid in money:
            sums[paid.currency] += paid.amount_minor
    gaps = statistics.gaps(tx, since, until)
    numbers = one.new, one.renewed, one.refunded, one.began - gaps, one.ended - gaps
    return dict(income), dict(returned), *numbers


def _by_row(tx: Tx, since: int, until: int) -> tuple[object, ...]:
    """Return the same, counted row by row."""
    income = Counter[str]()
    recurring = (one.paid for one in former_numbers.recurring_sales(tx, since, until))
    for paid in (*former_numbers.income(tx, since, until), *recurring):
        if paid is not None:
            income[paid.currency] += paid.amount_minor
    refunded, money = former_numbers.refunded(tx, since, until)
    return (
        dict(income),
        {one.currency: one.amount_minor for one in money},
        *former_numbers.newcomers(tx, since, until),
        refunded,
        former_numbers.started(tx, since, until),
        former_numbers.ended(tx, since, until),
    )


async def _live(number: int, path: Path, steps: int, plan_count: int) -> None:
    rng = random.Random(number)
    async with open_database(path) as db:
        shop = build_shop(db, FixedClock(NOW))
        for plan in range(2, plan_count + 1):
            await db.write(lambda tx, plan=plan: plans.insert(tx, f"plan-{plan}"))  # type: ignore[misc]
        await seed(shop, ("1 month", 456), ("3 months", 457), ("9 days", 458), ("lifetime", 459))
        await shop.recurring.bind(1644, FIRST_PLAN, ADMINS[0])
        life = Life(shop, rng, plan_count)
        for step in range(steps):
            act = await life.step()
            now = shop.clock.now()
            found = await db.read(lambda tx, now=now: _differing(tx, rng, now))  # type: ignore[misc]
            assert found == [], f"seed {number}, step {step}: {act}"
            if not life.set_back:
                assert await db.read(health.last_delivery) == await db.read(
                    former_numbers.last_delivery
                )


@pytest.mark.matrix
@pytest.mark.parametrize("plan_count", [1, 3])
@pytest.mark.parametrize("number", range(6))
async def test_a_history_is_counted_as_the_ledger_has_it(
    tmp_path: Path, number: int, plan_count: int
) -> None:
    await _live(number, tmp_path / "shop.db", 40, plan_count)


@pytest.mark.long
@pytest.mark.parametrize("plan_count", [1, 3])
async def test_many_histories_are_counted_as_the_ledger_has_them(
    tmp_path: Path, plan_count: int
) -> None:
    for number in range(100, 125):
        await _live(number, tmp_path / f"{number}.db", 60, plan_count)
