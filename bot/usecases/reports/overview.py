"""The overview of the console: the numbers of any days beside those of the days before, a chart of
them, what comes in every month, and whose access ends next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from bot.domain.money import Money
from bot.domain.reports.day_range import DayRange, Step, midnight
from bot.domain.reports.recurring_income import MonthlyIncome, monthly_income
from bot.usecases.reports.active import active_at, active_at_by_last_access
from bot.usecases.reports.period import by_currency, with_recurring
from bot.usecases.reports.statistics import Statistics
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.listing import recurring_payments
from storage.queries.overview import expiring, recurring_income
from storage.queries.overview.expiring import Expiring
from storage.queries.overview.periods import Summed, by_period
from storage.queries.statistics import MOST_RETURNS
from storage.stars import renewals

_DAY = timedelta(days=1)
_MOST_EXPIRING = 8


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of some days, as /stats has them: a sum of money for each currency."""

    income: tuple[Money, ...]
    recurring: tuple[Money, ...]
    """The part of the income that Tribute's recurring subscriptions brought."""
    returned: tuple[Money, ...]
    new: int
    renewed: int
    ended: int
    refunded: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The sums of some days, and how many people came and stayed."""

    sums: Sums
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
    has_recurring: bool
    """Whether Tribute ever reported a recurring subscription, for whose payments no purchases
    stand."""
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
    edges = [moment(one) for one in (days.before.first, days.first)]
    edges += [moment(one.last + _DAY) for one in ranges]
    periods = by_period(tx, [*edges, now + 1])
    limited, for_life = statistics.active(tx, now)
    active, is_whole = _active(tx, [*edges, now + 1], periods, limited + for_life)
    former, chosen = periods[:1], periods[1:-1]
    week = DayRange(today, today + 6 * _DAY)
    week_ends = midnight(week.last + _DAY, zone)
    renewing = renewals.renewing(tx, now)
    return Overview(
        today=today,
        days=days,
        now=Numbers(_sums(tx, chosen, edges[1], edges[-1]), active[-2]),
        before=Numbers(_sums(tx, former, edges[0], edges[1]), active[1]),
        series=Series(
            days.step, ranges, by_currency([one.income for one in chosen]), tuple(active[2:-1])
        ),
        counts_returned=is_whole,
        for_life=for_life,
        monthly=tuple(
            monthly_income(recurring_income.renewing(tx, now), renewing.stars, renewing.people)
        ),
        has_recurring=recurring_payments.any_ever(tx),
        week=week,
        expiring=tuple(expiring.first(tx, now + 1, week_ends, _MOST_EXPIRING)),
        expiring_count=statistics.ended(tx, now + 1, week_ends),
    )


def _active(
    tx: Tx, moments: Sequence[int], periods: Sequence[Summed], count: int
) -> tuple[list[int], bool]:
    """Return how many people had access at each of these moments, and whether people who came back
    are counted before their return too."""
    if statistics.returns(tx, moments[0], MOST_RETURNS + 1) <= MOST_RETURNS:
        return active_at(tx, moments, periods, count), True
    return active_at_by_last_access(periods, count), False


def _sums(tx: Tx, periods: Sequence[Summed], since: int, until: int) -> Sums:
    """Return the sums of these periods together."""
    return Sums(
        income=_added(one.income for one in periods),
        recurring=_added(one.recurring for one in periods),
        returned=_added(one.returned for one in periods),
        new=sum(one.new for one in periods),
        renewed=sum(one.renewed for one in periods),
        ended=sum(one.ended for one in periods) - statistics.gaps(tx, since, until),
        refunded=sum(one.refunded for one in periods),
    )


def _added(some: Iterable[Sequence[Money]]) -> tuple[Money, ...]:
    return tuple(with_recurring(chain.from_iterable(some), ()))
