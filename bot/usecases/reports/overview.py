"""The overview of the console: the numbers of any days beside those of the days before, a chart of
them, what comes in every month, and whose access ends next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.reports.day_range import DayRange, Step, midnight
from bot.domain.reports.recurring_income import MonthlyIncome, monthly_income
from bot.usecases.reports.active import active_at, active_at_by_last_access
from bot.usecases.reports.period import Period, by_currency, read_period, with_recurring
from bot.usecases.reports.statistics import Statistics
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.overview import expiring, recurring_income
from storage.queries.overview.expiring import Expiring
from storage.stars import renewals

_DAY = timedelta(days=1)
_MOST_EXPIRING = 8
_MOST_RETURNS = 300
"""Each takes a quarter of a millisecond."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The sums of some days, and how many people came and stayed."""

    sums: Period
    active: int
    """How many people had access at the end of the last day, or have it now."""

    @property
    def churn(self) -> float | None:
        """The share of those with access in these days who have none at their end; None where
        there was nobody."""
        people = self.active + self.sums.ended
        return self.sums.ended / people if people else None


@dataclass(frozen=True, slots=True)
class Series:
    """The points of the chart, oldest first; people are counted at the end of each."""

    step: Step
    ranges: tuple[DayRange, ...]
    income: dict[str, tuple[int, ...]]
    """The income of each point by currency, in smallest units."""
    active: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows of one moment."""

    today: date
    days: DayRange
    now: Numbers
    before: Numbers
    series: Series
    counts_returned: bool
    """Whether people who came back count in `active` before their return too; of very many of them
    only the last access is looked at."""
    for_life: int
    """How many people have access for life today."""
    monthly: tuple[MonthlyIncome, ...]
    week: DayRange
    """Today and the six days after it."""
    expiring: tuple[Expiring, ...]
    """The first of those whose last access ends in it."""
    expiring_count: int


async def overview(numbers: Statistics, days: DayRange | int) -> Overview:
    """Read the overview of these days, or of so many days up to today. Days that are still to come
    have nothing in them."""
    now, zone = numbers.clock.now(), ZoneInfo(numbers.timezone)
    today = datetime.fromtimestamp(now, zone).date()
    chosen = DayRange.up_to(today, days) if isinstance(days, int) else days
    return await numbers.db.report(lambda tx: _read(tx, chosen, today, now, zone))


def _read(tx: Tx, days: DayRange, today: date, now: int, zone: ZoneInfo) -> Overview:
    def moment(day: date) -> int:
        return min(midnight(day, zone), now + 1)

    ranges = tuple(one for one in days.steps() if midnight(one.first, zone) <= now) or (days,)
    start, before = moment(days.first), moment(days.before.first)
    ends = [moment(one.last + _DAY) for one in ranges]
    people, is_whole = _active(tx, {before, start, *ends}, now)
    week = DayRange(today, today + 6 * _DAY)
    week_ends = midnight(week.last + _DAY, zone)
    renewing = renewals.renewing(tx, now)
    return Overview(
        today=today,
        days=days,
        now=_numbers(tx, days.days, (start, ends[-1]), people),
        before=_numbers(tx, days.days, (before, start), people),
        series=_series(tx, days.step, ranges, [start, *ends], people),
        counts_returned=is_whole,
        for_life=statistics.active(tx, now)[1],
        monthly=tuple(
            monthly_income(recurring_income.renewing(tx, now), renewing.stars, renewing.number)
        ),
        week=week,
        expiring=tuple(expiring.first(tx, now + 1, week_ends, _MOST_EXPIRING)),
        expiring_count=statistics.ended(tx, now + 1, week_ends),
    )


def _active(tx: Tx, moments: Iterable[int], now: int) -> tuple[dict[int, int], bool]:
    """Return how many people had access at each of these moments, and whether people who came back
    are counted before their return too."""
    in_order = sorted(moments)
    is_whole = statistics.returns(tx, in_order[0], _MOST_RETURNS + 1) <= _MOST_RETURNS
    counted = (active_at if is_whole else active_at_by_last_access)(tx, in_order, now)
    return dict(zip(in_order, counted, strict=True)), is_whole


def _numbers(tx: Tx, days: int, span: tuple[int, int], people: Mapping[int, int]) -> Numbers:
    since, until = span
    return Numbers(
        sums=read_period(tx, days, since, until),
        active=people[until],
    )


def _series(
    tx: Tx,
    step: Step,
    ranges: tuple[DayRange, ...],
    edges: Sequence[int],
    people: Mapping[int, int],
) -> Series:
    income = [
        with_recurring(
            statistics.income(tx, since, until), statistics.recurring_sales(tx, since, until)
        )
        for since, until in pairwise(edges)
    ]
    return Series(step, ranges, by_currency(income), tuple(people[until] for until in edges[1:]))
