"""Durations and the calendar."""

from datetime import UTC, datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import END_OF_CALENDAR, Duration, add_calendar, calendar_left


def at(year: int, month: int, day: int, hour: int = 12) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("1 day", Duration(days=1)),
        ("10 days", Duration(days=10)),
        ("2 weeks", Duration(days=14)),
        ("1 month", Duration(months=1)),
        (" 3  Months ", Duration(months=3)),
        ("1 year", Duration(months=12)),
        ("100 years", Duration(months=1200)),
        ("36600 days", Duration(days=36600)),
        ("lifetime", Duration(lifetime=True)),
        ("LIFETIME", Duration(lifetime=True)),
    ],
)
def test_a_duration_is_read(text: str, duration: Duration) -> None:
    assert Duration.parse(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "month",
        "1",
        "1.5 months",
        "-1 day",
        "0 days",
        "1 hour",
        "101 years",
        "٣ days",
        "1 month 2",
    ],
)
def test_an_invalid_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a duration"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 hour", "a duration looks like “1 month”, “10 days” or “lifetime”"),
        ("0 days", "a duration is at least one day"),
        ("101 years", "a duration is at most 100 years"),
        ("36601 days", "a duration is at most 100 years"),
    ],
)
def test_an_invalid_duration_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        Duration.parse(text)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"months": -1},
        {"months": 1, "days": -1},
        {"months": -1, "days": 1},
        {"months": 1201},
        {"days": 36601},
        {"lifetime": True, "months": 1},
        {"lifetime": True, "days": 1},
    ],
)
def test_an_impossible_duration_cannot_be_made(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"a (duration|lifetime)"):
        Duration(**parts)  # type: ignore[arg-type]


def test_a_lifetime_with_months_is_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match=r"^a lifetime has no months or days$"):
        Duration(lifetime=True, months=1)


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(months=1), "1 month"),
        (Duration(months=18), "18 months"),
        (Duration(months=24), "2 years"),
        (Duration(days=1), "1 day"),
        (Duration(months=1, days=3), "1 month 3 days"),
        (Duration(lifetime=True), "lifetime"),
    ],
)
def test_a_duration_has_one_canonical_form(duration: Duration, text: str) -> None:
    assert str(duration) == text


@given(
    st.builds(Duration, months=st.integers(1, 1200))
    | st.builds(Duration, days=st.integers(1, 36600))
    | st.just(Duration(lifetime=True))
)
def test_the_canonical_form_reads_back(duration: Duration) -> None:
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("start", "months", "days", "end"),
    [
        (at(2026, 1, 31), 1, 0, at(2026, 2, 28)),
        (at(2028, 1, 31), 1, 0, at(2028, 2, 29)),
        (at(2026, 1, 31), 2, 0, at(2026, 3, 31)),
        (at(2028, 2, 29), 12, 0, at(2029, 2, 28)),
        (at(2026, 12, 31), 2, 0, at(2027, 2, 28)),
        (at(2026, 1, 31), 1, 1, at(2026, 3, 1)),
        (at(2026, 3, 28), 0, 1, at(2026, 3, 29)),
    ],
)
def test_months_are_calendar_months(start: int, months: int, days: int, end: int) -> None:
    assert add_calendar(start, months, days) == end


@pytest.mark.fault("C2", "a day across the change to summer time")
def test_a_day_is_24_hours_also_when_local_clocks_change() -> None:
    assert add_calendar(at(2026, 3, 29), 0, 1) - at(2026, 3, 29) == 86400


@pytest.mark.parametrize("start", [at(9999, 12, 30), 2**40])
def test_an_end_beyond_the_calendar_becomes_the_last_day_of_the_calendar(start: int) -> None:
    assert add_calendar(start, 1200, 0) == END_OF_CALENDAR


@given(st.integers(0, 250_000_000_000), st.integers(-1200, 1200), st.integers(-36_600, 36_600))
def test_the_calendar_agrees_with_dateutil(start: int, months: int, days: int) -> None:
    try:
        moved = datetime.fromtimestamp(start, UTC) + relativedelta(months=months, days=days)
    except (OverflowError, ValueError):
        assert add_calendar(start, months, days) == END_OF_CALENDAR
    else:
        assert add_calendar(start, months, days) == int(moved.timestamp())


@given(st.integers(0, 4_000_000_000), st.integers(0, 4_000_000_000))
def test_the_time_that_is_left_agrees_with_dateutil(now: int, seconds: int) -> None:
    first, last = (datetime.fromtimestamp(one, UTC) for one in (now, now + seconds))
    left = relativedelta(last, first)
    months, rest = calendar_left(now, now + seconds)
    assert months == left.years * 12 + left.months
    assert rest == (last - (first + relativedelta(months=months))).total_seconds()


@pytest.mark.parametrize(
    ("now", "until", "left"),
    [
        (at(2026, 1, 31), at(2026, 2, 28), (1, 0)),
        (at(2026, 1, 31), at(2026, 2, 27), (0, 27 * 86400)),
        (at(2026, 1, 31), at(2026, 3, 1), (1, 86400)),
        (at(2026, 5, 12), at(2026, 5, 12), (0, 0)),
        (at(2026, 5, 12, 12), at(2026, 6, 12, 11), (0, 31 * 86400 - 3600)),
    ],
)
def test_the_time_that_is_left_is_in_whole_months_and_seconds(
    now: int, until: int, left: tuple[int, int]
) -> None:
    assert calendar_left(now, until) == left


@pytest.mark.usefixtures("in_new_york")
def test_months_end_in_utc_wherever_the_machine_is() -> None:
    assert add_calendar(at(2026, 3, 1, 3), 1, 0) == at(2026, 4, 1, 3)
