"""Recurring income per month: prices of different periods, each currency apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bot.domain.money import STARS, Money

_DAYS_OF_A_MONTH = Fraction(1461, 48)
"""A year of 365.25 days has twelve: 30.4375 days each."""
_DAY_SECONDS = 86400
_STARS_PERIOD_DAYS = 30
"""Telegram renews every 30 days (core.telegram.org/bots/api, `subscription_period`)."""
_MONTHS = {"monthly": 1, "quarterly": 3, "halfyearly": 6, "half-yearly": 6, "yearly": 12}
_LENGTHS = ((7, Fraction(7) / _DAYS_OF_A_MONTH), *((m * 30.4, m) for m in (1, 2, 3, 6, 12)))
"""Usual lengths of periods in days, and in months."""
_TOLERANCE = 0.08
"""Months have 28 to 31 days."""


@dataclass(frozen=True, slots=True)
class RecurringPrice:
    """A price that some people pay at Tribute each period; `seconds` is what one payment of it
    covered, and None where that isn't known."""

    price: Money
    period: str | None
    seconds: int | None
    number: int


@dataclass(frozen=True, slots=True)
class MonthlyIncome:
    """The income per month in one currency while nobody stops, and from how many subscriptions at
    Tribute it comes; of Stars, from how many people: each is in the list of people once."""

    income: Money
    number: int


def monthly_income(
    prices: Iterable[RecurringPrice], in_stars: int, people_in_stars: int
) -> list[MonthlyIncome]:
    """Return the recurring income per month, by currency: at Tribute, and of so many people who
    renew for so many Stars every 30 days. The sum of each is rounded once, half up."""
    sums: dict[str, Fraction] = {}
    numbers: dict[str, int] = {}
    for one in prices:
        currency = one.price.currency
        months = months_of(one.period, one.seconds)
        sums[currency] = (
            sums.get(currency, Fraction()) + one.price.amount_minor * one.number / months
        )
        numbers[currency] = numbers.get(currency, 0) + one.number
    if people_in_stars:
        sums[STARS] = sums.get(STARS, Fraction()) + in_stars * _DAYS_OF_A_MONTH / _STARS_PERIOD_DAYS
        numbers[STARS] = numbers.get(STARS, 0) + people_in_stars
    return [
        MonthlyIncome(Money(int(sums[one] + Fraction(1, 2)), one), numbers[one])
        for one in sorted(sums)
    ]


def per_month(price: Money, period: str | None, seconds: int | None) -> Money:
    """Return the part of a price that falls on a month, rounded half up."""
    share = price.amount_minor / months_of(period, seconds)
    return Money(int(share + Fraction(1, 2)), price.currency)


def months_of(period: str | None, seconds: int | None) -> Fraction:
    """Return how many months a period has: by Tribute's name for it, else by what a payment of it
    covered. Where neither is known it is a month, as most are."""
    if period is not None and period.lower() in _MONTHS:
        return Fraction(_MONTHS[period.lower()])
    if seconds is None or seconds < _DAY_SECONDS:
        return Fraction(1)
    days = seconds / _DAY_SECONDS
    for usual, months in _LENGTHS:
        if abs(days - usual) <= usual * _TOLERANCE:
            return Fraction(months)
    return Fraction(seconds, _DAY_SECONDS) / _DAYS_OF_A_MONTH
