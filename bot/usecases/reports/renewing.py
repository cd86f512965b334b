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
    """A page of the rows."""

    rows: tuple[RenewingRow, ...]
    next: Place | None


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
    return RenewingPage(tuple(rows), next_)


async def total(numbers: Statistics, currency: str) -> MonthlyIncome | None:
    """Return what all rows make; None without any. Among very many that takes longer than a page
    of them."""
    now = numbers.clock.now()
    prices = await numbers.db.report(lambda tx: recurring_income.renewing(tx, now))
    every = monthly_income(prices, 0, 0)
    return next((one for one in every if one.income.currency == currency), None)
