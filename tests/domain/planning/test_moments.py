"""A day and a time of the owner's calendar: past, too far, skipped by the clocks, or twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.planning.moments import Calendar, Moment, MomentProblem, NoMoment, Read

BERLIN = ZoneInfo("Europe/Berlin")
NINE = time(9)


def calendar(now: str, zone: ZoneInfo = BERLIN) -> Calendar:
    return Calendar(int(datetime.fromisoformat(now).replace(tzinfo=zone).timestamp()), zone)


def shown(found: Read, zone: ZoneInfo = BERLIN) -> str:
    """Return the moment as the owner's clock shows it, or why there is none."""
    if isinstance(found, NoMoment):
        return str(found.problem)
    return datetime.fromtimestamp(found.at, zone).strftime("%Y-%m-%d %H:%M %Z")


def test_a_moment_is_ahead_and_within_three_years() -> None:
    at_nine = calendar("2026-11-28T09:00")
    today = at_nine.today
    assert shown(at_nine.on(today, NINE)) == "past"
    assert shown(at_nine.on(today, time(9, 1))) == "2026-11-28 09:01 CET"
    assert shown(at_nine.on(date(2029, 11, 29), time(8))) == "2029-11-29 08:00 CET"
    assert shown(at_nine.on(date(2029, 11, 30), NINE)) == "2029-11-30 09:00 CET"
    assert shown(at_nine.on(date(2029, 11, 30), time(9, 1))) == "too-far"


@pytest.mark.parametrize(
    ("at", "found"),
    [("02:00", "02:00–03:00"), ("02:59", "02:00–03:00"), ("01:59", None), ("03:00", None)],
)
def test_a_time_over_which_the_clocks_go_forward_is_none(at: str, found: str | None) -> None:
    read = calendar("2027-03-20T10:00").on(date(2027, 3, 28), time.fromisoformat(at))
    if found is None:
        assert isinstance(read, Moment)
        assert not read.repeated
        return
    assert isinstance(read, NoMoment)
    assert (read.problem, read.skipped is not None) == (MomentProblem.SKIPPED, True)
    assert "–".join(f"{one:%H:%M}" for one in read.skipped or ()) == found


def test_a_whole_day_that_a_country_left_out_is_skipped() -> None:
    apia = ZoneInfo("Pacific/Apia")
    read = calendar("2011-12-20T10:00", apia).on(date(2011, 12, 30), NINE)
    assert read == NoMoment(
        MomentProblem.SKIPPED,
        (datetime(2011, 12, 30), datetime(2011, 12, 31)),  # noqa: DTZ001
    )


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    found = calendar("2027-10-20T10:00").on(date(2027, 10, 31), time(2, 30))
    assert found == Moment(
        int(datetime(2027, 10, 31, 0, 30, tzinfo=UTC).timestamp()), repeated=True
    )


def test_the_next_weekday_may_be_today() -> None:
    saturday = calendar("2026-11-28T12:00")
    assert shown(saturday.on_next_weekday(5, time(12, 1))) == "2026-11-28 12:01 CET"
    assert shown(saturday.on_next_weekday(5, time(12))) == "2026-12-05 12:00 CET"
    assert shown(saturday.on_next_weekday(6, NINE)) == "2026-11-29 09:00 CET"
    assert shown(saturday.on_next_weekday(0, NINE)) == "2026-11-30 09:00 CET"
    assert shown(saturday.in_next_week(5, NINE)) == "2026-12-05 09:00 CET"
    assert shown(saturday.in_next_week(6, NINE)) == "2026-12-06 09:00 CET"


def test_a_date_without_a_year_is_the_next_one_unless_it_was_lately() -> None:
    late = calendar("2026-11-28T12:00")
    assert shown(late.on_next_date(12, 31, NINE)) == "2026-12-31 09:00 CET"
    assert shown(late.on_next_date(11, 28, NINE)) == "past"
    assert shown(late.on_next_date(10, 1, NINE)) == "past"
    assert shown(late.on_next_date(9, 29, NINE)) == "past"
    assert shown(late.on_next_date(9, 28, NINE)) == "2027-09-28 09:00 CEST"
    assert shown(late.on_next_date(2, 29, NINE)) == "2028-02-29 09:00 CET"
    assert shown(late.on_next_date(2, 30, NINE)) == "no-such-day"
    assert shown(late.on_next_date(0, 1, NINE)) == "no-such-day"
    early = calendar("2027-01-15T12:00")
    assert shown(early.on_next_date(12, 31, NINE)) == "2027-12-31 09:00 CET"


def test_a_time_alone_is_today_or_tomorrow() -> None:
    noon = calendar("2026-11-28T12:00")
    assert shown(noon.at_next(time(12, 30))) == "2026-11-28 12:30 CET"
    assert shown(noon.at_next(NINE)) == "2026-11-29 09:00 CET"


def test_later_is_counted_in_real_time_and_may_name_a_time() -> None:
    evening = calendar("2027-03-27T23:00")
    assert shown(evening.after(timedelta(hours=4))) == "2027-03-28 04:00 CEST"
    assert shown(evening.after(timedelta(days=1), NINE)) == "2027-03-29 09:00 CEST"
    assert shown(evening.after(timedelta())) == "past"
    assert isinstance(evening.after(timedelta(days=3 * 366)), Moment)
    assert shown(evening.after(timedelta(days=3 * 366, seconds=1))) == "too-far"


@pytest.mark.usefixtures("in_new_york")
def test_later_is_counted_in_real_time_wherever_the_machine_is() -> None:
    before_its_clocks_change = calendar("2027-03-14T06:00")
    later = Moment(before_its_clocks_change.now + 6 * 3600)
    assert before_its_clocks_change.after(timedelta(hours=6)) == later
