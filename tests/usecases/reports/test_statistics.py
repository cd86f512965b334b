"""The owner's statistics are right to the day, and every query of them is cheap."""

import itertools
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access.subscription import spans
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId
from bot.texts import Texts
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.chart import chart
from bot.usecases.reports.statistics import Days, Statistics
from storage import plans
from storage.queries import granted_plans, statistics, subscribers
from storage.queries.overview.periods import by_period
from tests.bodies import ANNA, BORIS, CLARA, purchase, refund
from tests.plans import fold_first

DAY = 86400


@pytest.fixture
def at(now):
    """Return a function that gives the time this number of days ago."""
    return lambda days: now - days * DAY


async def sell(shop, number, person, at, **changes):
    shop.clock.move(at - shop.clock.now())
    await shop.receive(purchase(number, telegram_user_id=person, at=at, **changes))


async def test_each_day_counts_the_people_with_access_at_its_end(shop, now, at):
    """Anna pauses and returns, Boris has access for life, Clara's month ended five days ago."""
    await sell(shop, 1, ANNA, at(57))
    await sell(shop, 2, CLARA, at(35))
    await sell(shop, 3, BORIS, at(20), product_id=459)
    await sell(shop, 4, ANNA, at(10))
    shop.clock.move(now - shop.clock.now())
    days = await Statistics(shop.db, shop.clock, "UTC").by_day()
    subscription = {person: await shop.subscription(person) for person in (ANNA, BORIS, CLARA)}
    assert subscription[ANNA].started_at == at(10)
    assert days.dates[-1] == date(2026, 5, 12)
    by_date = dict(zip(days.dates, days.active, strict=True))
    assert by_date[date(2026, 4, 14)] == 2  # Anna's first month, till 16 April, and Clara's
    assert by_date[date(2026, 4, 18)] == 1
    assert by_date[date(2026, 4, 22)] == 2
    assert by_date[date(2026, 5, 2)] == 3
    assert by_date[date(2026, 5, 12)] == 2
    assert sum(days.income["USD"]) == 1000
    assert days.income["USD"][days.dates.index(date(2026, 5, 2))] == 500


async def test_a_refund_removes_its_payment_from_the_income(shop, now):
    await sell(shop, 1, ANNA, now - 100)
    await sell(shop, 2, BORIS, now - 50)
    await shop.receive(refund(1, at=now))
    shop.clock.move(now - shop.clock.now())
    today = (await Statistics(shop.db, shop.clock, "UTC").summary()).periods[0]
    assert [money.amount_minor for money in today.income] == [500]
    assert today.refunded == 1
    assert [money.amount_minor for money in today.returned] == [500]
    assert (today.new, today.renewed) == (1, 0)


async def test_a_sale_at_midnight_belongs_to_the_new_day(shop):
    midnight = 1_778_623_140 + 60 + 2 * 3600  # 13 May 2026, 00:00 UTC
    await sell(shop, 1, ANNA, midnight - 1)
    await sell(shop, 2, BORIS, midnight)
    shop.clock.move(10)
    days = await Statistics(shop.db, shop.clock, "UTC").by_day()
    assert days.income["USD"][-2:] == (500, 500)


@given(
    st.lists(
        st.tuples(st.integers(0, 40 * DAY), st.integers(0, 2), st.integers(1, 9)),
        min_size=1,
        max_size=6,
    )
)
def test_the_last_span_is_the_fold_and_spans_never_touch(drawn):
    grants = [
        Grant(number, at, Duration(months, days)) for number, (at, months, days) in enumerate(drawn)
    ]
    found = spans(grants)
    last = fold_first(PersonId(ANNA), grants)
    assert last is not None
    assert found[-1] == (last.started_at, last.expires_at)
    for earlier, later in itertools.pairwise(found):
        assert earlier.expires_at is not None
        assert earlier.expires_at < later.started_at


@pytest.mark.parametrize(
    "query",
    [
        partial(statistics.sales, since=900, until=9 * DAY + 1),
        partial(statistics.income, since=900, until=9 * DAY + 1),
        partial(statistics.takings, since=900, until=9 * DAY + 1),
        partial(statistics.refunded, since=900, until=9 * DAY + 1),
        partial(statistics.newcomers, since=900, until=9 * DAY + 1),
        partial(statistics.ended, since=900, until=9 * DAY + 1),
        partial(by_period, edges=[900, DAY + 900, 9 * DAY + 1]),
        partial(statistics.held, since=900, until=9 * DAY + 1),
        partial(statistics.active, now=1),
        partial(statistics.came_back, since=900),
        partial(statistics.active_by_plan, now=1),
        partial(statistics.active_with, plan_id=1, others=[2, 3], now=1),
        partial(subscribers.after, place=(1, 1), limit=9, now=1),
        partial(granted_plans.of_purchases, rows=[1, 2]),
        partial(granted_plans.of_recurring, rows=[1, 2]),
    ],
    ids=lambda query: query.func.__name__,
)
@pytest.mark.parametrize("number", [1, 2], ids=["one plan", "two plans"])
async def test_each_query_of_the_statistics_uses_an_index(shop, query, number):
    """A SCAN reads a whole table; only the few held payments may be scanned, by their index, and
    the few plans, and what was summed up."""
    if number > 1:
        await shop.db.write(lambda tx: plans.insert(tx, "pro"))

    def steps_of(tx):
        asked = []

        class Watched:
            def __getattr__(self, name):
                def ask(sql, parameters=()):
                    asked.append((sql, tuple(parameters)))
                    return getattr(tx, name)(sql, parameters)

                return ask

        query(Watched())
        return [
            row["detail"]
            for sql, parameters in asked
            for row in tx.all(f"EXPLAIN QUERY PLAN {sql}", parameters)
        ]

    steps = await shop.db.read(steps_of)
    scans = [
        step
        for step in steps
        if step.startswith("SCAN")
        and "(subquery" not in step
        and "CONSTANT ROW" not in step
        and step.split()[1] not in {"plans", "summed", "days", "span"}
    ]
    assert all("USING INDEX held_purchases" in step for step in scans), steps


def test_the_most_sold_currency_is_charted_first_and_stars_without_emoji():
    dates = tuple(date(2026, 5, day) for day in range(1, 4))
    income = {
        "EUR": (0, 100, 0),
        "XTR": (500, 0, 700),
        "RUB": (30000, 100, 30050),
        "USD": (1, 0, 0),
    }
    made = chart(Wording(Texts(), "ru"), Days(dates, income, (1, 2, 1234)), "UTC")
    assert [panel.y_label for panel in made.panels] == ["RUB", "звёзды", "EUR", "человек"]
    assert made.panels[0].values == (300.0, 1.0, 300.5)
    assert "★" in made.panels[1].title
    assert "⭐" not in made.panels[1].title
    assert made.days == ("1 мая", "2 мая", "3 мая")


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Kiritimati"])
async def test_today_counts_as_its_period_does(shop, now, zone):
    await sell(shop, 1, ANNA, now - 2 * DAY)
    await sell(shop, 2, BORIS, now - 3600)
    await sell(shop, 3, ANNA, now - 60, amount=700, currency="eur")
    await sell(shop, 4, CLARA, now - 30, amount=300, currency="xtr")
    await shop.receive(refund(2, at=now - 10))
    shop.clock.move(now - shop.clock.now())
    found = Statistics(shop.db, shop.clock, zone)
    today, period = await found.today(), (await found.summary()).periods[0]
    stars = [money for money in period.income if money.currency == "XTR"]
    assert (today.new, today.renewed) == (period.new, period.renewed)
    assert (today.refunded, today.returned) == (period.refunded, period.returned)
    assert today.sales + today.stars_sales == sum(one.count for one in period.sales) == 2
    assert [*today.income, today.stars] == [*period.income[:1], *stars]
    assert today.held == period.held
