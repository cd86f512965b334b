"""The shop's statistics: sums for 1, 7 and 30 days, and by day, in the owner's time zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.access.chain import Span
from bot.domain.access.subscription import spans
from bot.domain.models import PersonId
from bot.domain.money import STARS, Money, Takings
from bot.domain.records import PlanPeople, TariffSales
from bot.domain.recurring import RecurringSales
from storage import grants, plans, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import held_purchases, statistics

T = TypeVar("T")
DAYS = 30
_PEOPLE_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Period:
    """The sums of one period; refunded and held payments are in no sum but their own."""

    days: int
    income: tuple[Money, ...]
    sales: tuple[TariffSales, ...]
    recurring: tuple[RecurringSales, ...]
    new: int
    renewed: int
    ended: int
    refunded: int
    returned: tuple[Money, ...]
    held: int


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
    """Reads each sum in a read of its own, so that a payment waits for one of them at most."""

    db: Database
    clock: Clock
    timezone: str

    async def summary(self) -> Summary:
        now = self.clock.now()
        starts = [start for _, start in self._days(now)]
        periods = []
        for days in (1, 7, 30):
            since = starts[-days]
            periods.append(await self._period(days, since, now + 1))
        limited, for_life = await self.db.read(lambda tx: statistics.active(tx, now))
        held = await self.db.read(held_purchases.count_held)
        by_plan = tuple(await self._by_plan(now))
        return Summary(now, limited + for_life, for_life, held, by_plan, tuple(periods))

    async def today(self) -> Today:
        """Return the numbers of today alone: what it reads grows with a day's sales only."""
        now = self.clock.now()
        since = self._days(now)[-1][1]
        recurring = await self._sum(statistics.recurring_sales, since, now + 1)
        takings = [
            *await self._sum(statistics.takings, since, now + 1),
            *(Takings(one.count, one.paid) for one in recurring if one.paid is not None),
        ]
        stars = [one for one in takings if one.paid is not None and one.paid.currency == STARS]
        money = [one for one in takings if one not in stars]
        new, renewed = await self._sum(statistics.newcomers, since, now + 1)
        refunded, returned = await self._sum(statistics.refunded, since, now + 1)
        return Today(
            sales=sum(one.count for one in money),
            income=tuple(_added([one.paid for one in money if one.paid is not None], [])),
            stars_sales=sum(one.count for one in stars),
            stars=next(iter(_added([one.paid for one in stars if one.paid is not None], [])), None),
            new=new,
            renewed=renewed,
            refunded=refunded,
            returned=tuple(returned),
            held=await self._sum(statistics.held, since, now + 1),
        )

    async def _by_plan(self, now: int) -> list[PlanPeople]:
        """Return the people of each of several plans, in the order of the plans."""
        known, inclusions = await self.db.read(plans.every), await self.db.read(plans.inclusions)
        if len(known) < 2:
            return []
        counts = await self.db.read(lambda tx: statistics.active_by_plan(tx, now))
        found = []
        for one in known:
            count = counts.get(one.id, 0)
            by = tuple(each.id for each in known if (each.id, one.id) in inclusions.pairs)
            query = partial(statistics.active_with, plan_id=one.id, others=by, now=now)
            included = await self.db.read(query) if by and count else 0
            if count or one.retired_at is None:
                found.append(PlanPeople(one.id, count, by, included))
        return found

    async def _period(self, days: int, since: int, until: int) -> Period:
        """Return the sums of one period."""
        new, renewed = await self._sum(statistics.newcomers, since, until)
        refunded, returned = await self._sum(statistics.refunded, since, until)
        recurring = await self._sum(statistics.recurring_sales, since, until)
        return Period(
            days=days,
            income=tuple(_added(await self._sum(statistics.income, since, until), recurring)),
            sales=tuple(await self._sum(statistics.sales, since, until)),
            recurring=tuple(recurring),
            new=new,
            renewed=renewed,
            ended=await self._sum(statistics.ended, since, until),
            refunded=refunded,
            returned=tuple(returned),
            held=await self._sum(statistics.held, since, until),
        )

    async def _sum(self, query: Callable[[Tx, int, int], T], since: int, until: int) -> T:
        return await self.db.read(lambda tx: query(tx, since, until))

    async def by_day(self) -> Days:
        """Return income and active subscribers of the last 30 days."""
        now = self.clock.now()
        days = self._days(now)
        ends = [start for _, start in days[1:]] + [now + 1]
        income = [
            _added(
                await self._sum(statistics.income, since, until),
                await self._sum(statistics.recurring_sales, since, until),
            )
            for (_, since), until in zip(days, ends, strict=True)
        ]
        currencies = sorted({money.currency for day in income for money in day})
        by_currency = {
            currency: tuple(
                sum(money.amount_minor for money in day if money.currency == currency)
                for day in income
            )
            for currency in currencies
        }
        return Days(tuple(day for day, _ in days), by_currency, await self._active(ends, now))

    def _days(self, now: int) -> list[tuple[date, int]]:
        """Return the last days, each with the moment it begins; today is last."""
        zone = ZoneInfo(self.timezone)
        today = datetime.fromtimestamp(now, zone).date()
        found = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        return [
            (day, int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()))
            for day in found
        ]

    async def _active(self, ends: list[int], now: int) -> tuple[int, ...]:
        """Return the number of people with access at each of these moments.

        Count back from now: a day earlier, people whose access has ended since are added, people
        whose access has begun since are subtracted. That knows only the last access to each plan;
        people who came back to a plan are looked at one by one.
        """
        limited, for_life = await self.db.read(lambda tx: statistics.active(tx, now))
        count = limited + for_life
        counts = [count]
        for earlier, later in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
            began = await self._sum(statistics.started, earlier, later)
            over = await self._sum(statistics.ended, earlier, later)
            count += over - began
            counts.insert(0, count)
        for known, whole in await self._accesses_of_returned(ends[0]):
            for index, end in enumerate(ends):
                counts[index] += _any_at(end, whole) - _any_at(end, known)
        return tuple(counts)

    async def _accesses_of_returned(self, since: int) -> list[tuple[list[Span], list[Span]]]:
        """Return the last access to each plan, and all access ever, of people who came back since
        then."""
        people = await self.db.read(lambda tx: statistics.came_back(tx, since))
        found: list[tuple[list[Span], list[Span]]] = []
        for first in range(0, len(people), _PEOPLE_AT_ONCE):
            some = people[first : first + _PEOPLE_AT_ONCE]
            found += await self.db.read(partial(_known_and_whole, people=some))
        return found


def _added(income: list[Money], recurring: list[RecurringSales]) -> list[Money]:
    """Add up the income of purchases and recurring sales, a sum for each currency."""
    sums: dict[str, int] = {}
    for money in [*income, *(sale.paid for sale in recurring if sale.paid is not None)]:
        sums[money.currency] = sums.get(money.currency, 0) + money.amount_minor
    return [Money(sums[currency], currency) for currency in sorted(sums)]


def _known_and_whole(tx: Tx, people: list[PersonId]) -> list[tuple[list[Span], list[Span]]]:
    inclusions, live = plans.inclusions(tx), grants.live_of(tx, people)
    last = subscriptions.of_people(tx, people)
    return [
        (
            [Span(one.started_at, one.expires_at) for one in last.get(person, {}).values()],
            spans(live.get(person, ()), inclusions),
        )
        for person in people
    ]


def _any_at(at: int, found: list[Span]) -> bool:
    """Return whether one of these was running just before the moment."""
    return any(
        one.started_at < at and (one.expires_at is None or at <= one.expires_at) for one in found
    )
