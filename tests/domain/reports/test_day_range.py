"""Ranges of days: their length, the range before, their moments and the steps of a chart."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reports.day_range import DayRange, Step

BERLIN = ZoneInfo("Europe/Berlin")
DATES = st.dates(min_value=date(2016, 1, 1), max_value=date(2090, 12, 31))


def days(first: str, last: str) -> DayRange:
    return DayRange(date.fromisoformat(first), date.fromisoformat(last))


def test_so_many_days_up_to_one_have_it_among_them() -> None:
    found = DayRange.up_to(date(2026, 3, 1), 7)
    assert found == days("2026-02-23", "2026-03-01")
    assert found.days == 7
    assert found.every_day()[0] == date(2026, 2, 23)
    assert found.every_day()[-1] == date(2026, 3, 1)


def test_the_range_before_has_the_same_length_and_touches_it() -> None:
    assert days("2026-05-01", "2026-05-31").before == days("2026-03-31", "2026-04-30")
    assert days("2026-01-01", "2026-01-01").before == days("2025-12-31", "2025-12-31")


def test_a_day_of_a_change_of_the_clocks_has_another_length() -> None:
    since, until = days("2026-03-29", "2026-03-29").moments(BERLIN)
    assert until - since == 23 * 3600
    since, until = days("2026-10-25", "2026-10-25").moments(BERLIN)
    assert until - since == 25 * 3600


@pytest.mark.parametrize(
    ("length", "step"),
    [(1, Step.DAY), (62, Step.DAY), (63, Step.WEEK), (371, Step.WEEK), (372, Step.MONTH)],
)
def test_longer_ranges_have_longer_steps(length: int, step: Step) -> None:
    assert DayRange.up_to(date(2026, 11, 29), length).step is step


def test_weeks_begin_on_monday_and_the_first_may_be_cut() -> None:
    steps = list(DayRange.up_to(date(2026, 11, 29), 63).steps())
    assert steps[0] == days("2026-09-28", "2026-10-04")
    assert [one.first.weekday() for one in steps] == [0] * 9
    cut = list(DayRange.up_to(date(2026, 11, 27), 63).steps())
    assert cut[0] == days("2026-09-26", "2026-09-27")
    assert cut[-1] == days("2026-11-23", "2026-11-27")


def test_months_are_those_of_the_calendar() -> None:
    steps = list(days("2024-01-31", "2025-02-15").steps())
    assert steps[0] == days("2024-01-31", "2024-01-31")
    assert steps[1] == days("2024-02-01", "2024-02-29")
    assert steps[11] == days("2024-12-01", "2024-12-31")
    assert steps[-1] == days("2025-02-01", "2025-02-15")


@given(last=DATES, length=st.integers(1, 3660))
def test_the_steps_are_the_range_without_a_gap(last: date, length: int) -> None:
    found = DayRange.up_to(last, length)
    steps = list(found.steps())
    assert steps[0].first == found.first
    assert steps[-1].last == found.last
    assert sum(one.days for one in steps) == length
    assert len(steps) <= 122
