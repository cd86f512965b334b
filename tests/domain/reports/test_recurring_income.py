"""Recurring income per month: periods of any length, each currency apart."""

import pytest

from bot.domain.money import Money
from bot.domain.reports.recurring_income import MonthlyIncome, RecurringPrice, monthly_income

DAY = 86400


def of_one(amount: int, period: str | None, seconds: int | None) -> int:
    """Return the income per month of one price that one person pays."""
    price = RecurringPrice(Money(amount, "EUR"), period, seconds, 1)
    (found,) = monthly_income([price], 0, 0)
    return found.income.amount_minor


@pytest.mark.parametrize(
    ("period", "income"),
    [
        ("monthly", 1200),
        ("Monthly", 1200),
        ("quarterly", 400),
        ("halfyearly", 200),
        ("yearly", 100),
    ],
)
def test_a_period_that_tribute_names_is_divided_by_its_months(period: str, income: int) -> None:
    assert of_one(1200, period, None) == income
    assert of_one(1200, period, 5 * DAY) == income


@pytest.mark.parametrize(
    ("days", "income"),
    [(28, 1200), (31, 1200), (59, 600), (92, 400), (182, 200), (366, 100), (7, 5218), (10, 3653)],
)
def test_another_name_is_read_from_the_time_that_was_paid(days: int, income: int) -> None:
    assert of_one(1200, "something new", days * DAY) == income
    assert of_one(1200, None, days * DAY) == income


@pytest.mark.parametrize("seconds", [None, 0, -5, 3600])
def test_without_a_believable_time_it_is_a_month(seconds: int | None) -> None:
    assert of_one(1200, None, seconds) == 1200


def test_each_currency_is_apart_and_rounded_once() -> None:
    prices = [
        RecurringPrice(Money(100, "EUR"), "yearly", None, 5),
        RecurringPrice(Money(100, "EUR"), "quarterly", None, 1),
        RecurringPrice(Money(30000, "RUB"), "monthly", None, 2),
    ]
    assert monthly_income(prices, 300, 3) == [
        MonthlyIncome(Money(75, "EUR"), 6),  # 41.67 + 33.33
        MonthlyIncome(Money(60000, "RUB"), 2),
        MonthlyIncome(Money(304, "XTR"), 3),  # 300 every 30 days
    ]


def test_nobody_who_renews_is_no_income() -> None:
    assert monthly_income([], 0, 0) == []
