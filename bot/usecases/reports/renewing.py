"""The rows behind the recurring income per month: whose subscription renews, and for how much."""

from dataclasses import dataclass

from bot.domain.listing.renewing import Place
from bot.domain.money import Money
from bot.domain.records import Person
from bot.domain.reports.recurring_income import MonthlyIncome, monthly_income, per_month
from bot.usecases.reports.statistics import Statistics
from storage import people
from storage.engine.tx import Tx
from storage.queries.overview import recurring_income
from storage.queries.overview.recurring_income import Renewing


@dataclass(frozen=True, slots=True)
class RenewingRow:
    """Somebody's subscription, with the part of its price that falls on a month."""

    renewing: Renewing
    person: Person | None
    monthly: Money


@dataclass(frozen=True, slots=True)
class RenewingPage:
    """A page of the rows; `total` is what all of them make, on the first page."""

    rows: tuple[RenewingRow, ...]
    next: Place | None
    total: MonthlyIncome | None


async def renewing(
    numbers: Statistics, currency: str, after: Place | None, limit: int
) -> RenewingPage:
    """Read a page of Tribute's subscriptions in this currency that renew."""
    now = numbers.clock.now()
    return await numbers.db.report(lambda tx: _read(tx, currency, after, limit, now))


def _read(tx: Tx, currency: str, after: Place | None, limit: int, now: int) -> RenewingPage:
    found, next_ = recurring_income.page(tx, currency, after, limit, now)
    rows = (
        RenewingRow(
            one,
            people.get(tx, one.telegram_user_id),
            per_month(one.price, one.period, one.seconds),
        )
        for one in found
    )
    return RenewingPage(tuple(rows), next_, _total(tx, currency, now) if after is None else None)


def _total(tx: Tx, currency: str, now: int) -> MonthlyIncome | None:
    every = monthly_income(recurring_income.renewing(tx, now), 0, 0)
    return next((one for one in every if one.income.currency == currency), None)
