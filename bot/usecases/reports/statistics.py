"""The shop's statistics: sums for 1, 7 and 30 days, and by day, in the owner's time zone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.models import PlanId
from bot.domain.money import STARS, Money, Takings
from bot.domain.records import PlanPeople
from bot.domain.reports.day_range import DayRange, midnight
from bot.usecases.reports.active import active_at
from bot.usecases.reports.period import Period, by_currency, read_period, with_recurring
from storage import plans
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import held_purchases, statistics
from storage.queries.overview.periods import by_period
from storage.stars import renewals
from storage.stars.renewals import Renewing

DAYS = 30


@dataclass(frozen=True, slots=True)
class Summary:
    """The present numbers, and the sums of the last 1, 7 and 30 days."""

    at: int
    active: int
    for_life: int
    held: int
    plans: tuple[PlanPeople, ...]
    """The people of each plan, where there are several; retired ones only with people inside."""
    periods: tuple[Period, ...]
    renewing: Renewing
    """The renewals in Stars now: how many, and for how many Stars every 30 days."""


@dataclass(frozen=True, slots=True)
class Today:
    """The numbers since the owner's midnight, counted as a `Period` is."""

    sales: int
    """Those in money; free trials aren't sold."""
    income: tuple[Money, ...]
    stars_sales: int
    stars: Money | None
    new: int
    renewed: int
    refunded: int
    returned: tuple[Money, ...]
    held: int


@dataclass(frozen=True, slots=True)
class Days:
    """Day by day, oldest first, today last. `active` is at the end of each day, as known now."""

    dates: tuple[date, ...]
    income: dict[str, tuple[int, ...]]
    """The income of each day by currency, in smallest units."""
    active: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Reads the numbers beside the writes: no payment waits for them."""

    db: Database
    clock: Clock
    timezone: str

    async def summary(self) -> Summary:
        now = self.clock.now()
        starts = [start for _, start in self._days(now)]
        return await self.db.report(lambda tx: _summary(tx, starts, now))

    async def today(self) -> Today:
        """Return the numbers of today alone: what it reads grows with a day's sales only."""
        now = self.clock.now()
        since = self._days(now)[-1][1]
        return await self.db.report(lambda tx: _today(tx, since, now + 1))

    async def by_day(self) -> Days:
        """Return income and active subscribers of the last 30 days."""
        now = self.clock.now()
        days = self._days(now)
        return await self.db.report(lambda tx: _by_day(tx, days, now))

    def _days(self, now: int) -> list[tuple[date, int]]:
        """Return the last days, each with the moment it begins; today is last."""
        zone = ZoneInfo(self.timezone)
        today = datetime.fromtimestamp(now, zone).date()
        every = DayRange.up_to(today, DAYS).every_day()
        return [(day, midnight(day, zone)) for day in every]


def _summary(tx: Tx, starts: list[int], now: int) -> Summary:
    periods = tuple(read_period(tx, days, starts[-days], now + 1) for days in (1, 7, 30))
    limited, for_life = statistics.active(tx, now)
    held = held_purchases.count_held(tx)
    by_plan, renewing = tuple(_by_plan(tx, now)), renewals.renewing(tx, now)
    return Summary(now, limited + for_life, for_life, held, by_plan, periods, renewing)


def _today(tx: Tx, since: int, until: int) -> Today:
    recurring = statistics.recurring_sales(tx, since, until)
    takings = [
        *statistics.takings(tx, since, until),
        *(Takings(one.count, one.paid) for one in recurring if one.paid is not None),
    ]
    stars = [one for one in takings if one.paid is not None and one.paid.currency == STARS]
    money = [one for one in takings if one not in stars]
    new, renewed = statistics.newcomers(tx, since, until)
    refunded, returned = statistics.refunded(tx, since, until)
    return Today(
        sales=sum(one.count for one in money),
        income=tuple(with_recurring([one.paid for one in money if one.paid is not None], [])),
        stars_sales=sum(one.count for one in stars),
        stars=next(
            iter(with_recurring([one.paid for one in stars if one.paid is not None], [])), None
        ),
        new=new,
        renewed=renewed,
        refunded=refunded,
        returned=tuple(returned),
        held=statistics.held(tx, since, until),
    )


def _by_plan(tx: Tx, now: int) -> Iterator[PlanPeople]:
    """Yield the people of each of several plans, in the order of the plans."""
    known, inclusions = plans.every(tx), plans.inclusions(tx)
    if len(known) < 2:
        return
    counts = statistics.active_by_plan(tx, now)
    for one in known:
        count = counts.get(one.id, 0)
        by = tuple(each.id for each in known if (each.id, one.id) in inclusions.pairs)
        if count or one.retired_at is None:
            included = _included(tx, one.id, inclusions.innermost(by), counts, now)
            yield PlanPeople(one.id, count, by, included)


def _included(
    tx: Tx, plan_id: PlanId, by: Sequence[PlanId], counts: Mapping[PlanId, int], now: int
) -> int:
    """Return how many people have the plan now and one of those that include it.

    People with one that includes it have the plan too, once everybody is folded with today's
    inclusions. So they are counted one by one only where several unrelated plans include it.
    """
    if len(by) < 2 and plans.refolded_up_to(tx) is None:
        return sum(counts.get(one, 0) for one in by)
    return statistics.active_with(tx, plan_id, by, now) if by else 0


def _by_day(tx: Tx, days: list[tuple[date, int]], now: int) -> Days:
    moments = [*(start for _, start in days), now + 1]
    periods = by_period(tx, moments)
    active = active_at(tx, moments[1:], periods[1:], sum(statistics.active(tx, now)))
    income = by_currency([one.income for one in periods])
    return Days(tuple(day for day, _ in days), income, tuple(active))
