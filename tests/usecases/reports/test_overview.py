"""The overview says the same as /stats, /export and the ledger's own rows, over any days."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, ProductId
from bot.domain.money import Money
from bot.domain.records import NewTariff
from bot.domain.reports.day_range import DayRange
from bot.domain.reports.recurring_income import MonthlyIncome, RecurringPrice, monthly_income
from bot.usecases.reports.overview import Numbers, Overview, overview
from bot.usecases.reports.period import with_recurring
from bot.usecases.reports.renewing import renewing, total
from bot.usecases.reports.statistics import Statistics
from storage import plans, sums
from storage.engine.database import open_database
from storage.engine.tx import Tx
from storage.queries.overview import recurring_income
from storage.recurring import recurring_events
from storage.sums import RARE, Fact
from tests.bodies import ANNA, BORIS, purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.reports import former_numbers
from tests.usecases.reports.lives import PEOPLE, Life
from tests.usecases.stars.subscriber import subscriber
from tests.usecases.stars.till import open_till

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns")
DAY = 86400


def _of_ledger(tx: Tx, since: int, until: int) -> tuple[object, ...]:
    """Return the numbers of some time, counted row by row."""
    refunded, returned = former_numbers.refunded(tx, since, until)
    income = Counter[str]()
    for paid in former_numbers.income(tx, since, until):
        income[paid.currency] += paid.amount_minor
    for sale in former_numbers.recurring_sales(tx, since, until):
        if sale.paid is not None:
            income[sale.paid.currency] += sale.paid.amount_minor
    return (
        dict(income),
        former_numbers.newcomers(tx, since, until),
        former_numbers.ended(tx, since, until),
        refunded,
        returned,
    )


def _of_overview(numbers: Numbers) -> tuple[object, ...]:
    sums = numbers.sums
    return (
        {one.currency: one.amount_minor for one in sums.income},
        (sums.new, sums.renewed),
        sums.ended,
        sums.refunded,
        list(sums.returned),
    )


def _ranges(rng: random.Random, today: date) -> list[DayRange]:
    """Return those of /stats, and some others, also such that lie ahead."""
    last = today - timedelta(days=rng.randint(-3, 50))
    return [
        *(DayRange.up_to(today, days) for days in (1, 7, 30, 365)),
        DayRange.up_to(last, rng.randint(1, 500)),
    ]


def _assert_like_the_ledger(tx: Tx, found: Overview, now: int, zone: ZoneInfo) -> None:
    for numbers, days in ((found.now, found.days), (found.before, found.days.before)):
        since, until = (min(one, now + 1) for one in days.moments(zone))
        assert _of_overview(numbers) == _of_ledger(tx, since, until), days
    points = found.series.income
    income = {one.currency: one.amount_minor for one in found.now.sums.income}
    assert {currency: sum(amounts) for currency, amounts in points.items()} == income
    assert found.series.active[-1] == found.now.active
    if found.days.last >= found.today:
        assert found.now.active == sum(former_numbers.active(tx, now))


def _recurring_by_person(tx: Tx, now: int) -> Counter[tuple[Money, str | None]]:
    """Return what /status knows of each person: who renews, at which price."""
    found = [one for person in PEOPLE for one in recurring_events.standings(tx, person, now)]
    return Counter(
        (one.latest.price, one.latest.period)
        for one in found
        if one.renews_at is not None
        and now < one.over_at
        and one.latest.type != "trial"
        and one.latest.price is not None
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
        for _ in range(steps):
            await life.step()
            numbers = Statistics(db, shop.clock, rng.choice(ZONES))
            await _assert_right(numbers, rng)


async def _assert_right(numbers: Statistics, rng: random.Random) -> None:
    now, zone = numbers.clock.now(), ZoneInfo(numbers.timezone)
    today = datetime.fromtimestamp(now, zone).date()
    for days in _ranges(rng, today):
        found = await overview(numbers, days)
        await numbers.db.read(lambda tx, found=found: _assert_like_the_ledger(tx, found, now, zone))  # type: ignore[misc]
    for period in (await numbers.summary()).periods:
        sums = (await overview(numbers, period.days)).now.sums
        of_recurring = tuple(with_recurring((), period.recurring))
        assert (sums.income, sums.recurring, sums.returned, sums.new, sums.renewed) == (
            period.income,
            of_recurring,
            period.returned,
            period.new,
            period.renewed,
        )
        assert (sums.ended, sums.refunded) == (period.ended, period.refunded)
    by_day, last = await numbers.by_day(), await overview(numbers, 30)
    assert (last.series.active, last.series.income) == (by_day.active, by_day.income)
    prices = await numbers.db.read(lambda tx: recurring_income.renewing(tx, now))
    counted = Counter[tuple[Money, str | None]]()
    for one in prices:
        counted[one.price, one.period] += one.number
    assert counted == await numbers.db.read(lambda tx: _recurring_by_person(tx, now))
    for income in monthly_income(prices, 0, 0):
        await _assert_its_rows(numbers, income)


async def _assert_its_rows(numbers: Statistics, income: MonthlyIncome) -> None:
    """Read the rows of the monthly income in a currency page by page: they make just that."""
    currency, rows, place = income.income.currency, [], None
    while True:
        found = await renewing(numbers, currency, place, 2)
        rows += [one.renewing for one in found.rows]
        place = found.next
        if place is None:
            break
    assert await total(numbers, currency) == income
    each = (RecurringPrice(one.price, one.period, one.seconds, 1) for one in rows)
    assert monthly_income(each, 0, 0) == [income]
    assert len({one.place.row for one in rows}) == len(rows)


@pytest.mark.matrix
@pytest.mark.parametrize("plan_count", [1, 3])
@pytest.mark.parametrize("number", range(4))
async def test_the_overview_of_a_history_is_what_the_ledger_has(
    tmp_path: Path, number: int, plan_count: int
) -> None:
    await _live(number, tmp_path / "shop.db", 25, plan_count)


async def test_of_very_many_who_came_back_only_the_last_access_is_looked_at(shop: Shop) -> None:
    """Anna's first month was over in 2024, and she came back today, as many others did."""
    for number, at in enumerate((NOW - 800 * DAY, NOW), start=1):
        shop.clock.move(at - shop.clock.now())
        await shop.receive(purchase(number, telegram_user_id=ANNA, at=at))
    numbers = Statistics(shop.db, shop.clock, "UTC")
    assert await _active_in_her_first_month(numbers) == (1, True)
    await shop.db.write(_let_others_come_back)
    assert await _active_in_her_first_month(numbers) == (0, False)


async def _active_in_her_first_month(numbers: Statistics) -> tuple[int, bool]:
    first = datetime.fromtimestamp(NOW - 800 * DAY, UTC).date()
    found = await overview(numbers, DayRange(first, first))
    return found.now.active, found.counts_returned


def _let_others_come_back(tx: Tx) -> None:
    sums.add(tx, [Fact("returned", NOW, 5000 + n, area=RARE) for n in range(300)])


async def test_people_whose_access_ends_soon_are_listed_once(shop: Shop) -> None:
    """Boris has two plans: his last access is looked at."""
    pro = await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    for product, tariff in (
        (458, NewTariff(FIRST_PLAN, Duration(days=9))),
        (470, NewTariff(pro, Duration(days=8))),
    ):
        await shop.tariffs.bind(ProductId(product), tariff, ADMINS[0])
    for number, (person, product) in enumerate(((ANNA, 458), (BORIS, 458), (BORIS, 470)), start=1):
        await shop.receive(purchase(number, telegram_user_id=person, product_id=product, at=NOW))
    numbers = Statistics(shop.db, shop.clock, "UTC")
    shop.clock.move(4 * DAY)
    found = await overview(numbers, 1)
    assert [one.telegram_user_id for one in found.expiring] == [ANNA, BORIS]
    assert found.expiring_count == 2
    shop.clock.move(5 * DAY)
    assert (await overview(numbers, 1)).expiring == ()


async def test_somebody_who_renews_twice_in_stars_is_one_person_with_both_prices(
    shop: Shop,
) -> None:
    till = open_till(shop)
    first = await subscriber(till)
    await first.begins("charge-1")
    await replace(first, order=await till.order(renews=True)).begins("charge-2")
    found = await overview(Statistics(shop.db, shop.clock, "UTC"), 1)
    assert found.monthly == (MonthlyIncome(Money(507, "XTR"), 1),)  # 2 × 250 × 30.4375 / 30


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("plan_count", [1, 3])
async def test_the_overview_of_many_histories_is_what_the_ledger_has(
    tmp_path: Path, plan_count: int
) -> None:
    for number in range(100, 108):
        await _live(number, tmp_path / f"{number}.db", 60, plan_count)
