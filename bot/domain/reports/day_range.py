"""Ranges of calendar days, as reports have them, and the steps that a chart of one is drawn in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MOST_DAYS_BY_DAY = 62
_MOST_DAYS_BY_WEEK = 371
"""A year and the rest of its weeks."""


class Step(StrEnum):
    """The length of a chart's steps."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days from `first` to `last`, both of them in it."""

    first: date
    last: date

    @classmethod
    def up_to(cls, last: date, days: int) -> "DayRange":
        """Return so many days, of which this is the last."""
        return cls(last - (days - 1) * _DAY, last)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "DayRange":
        """The range of the same length that ends the day before."""
        return self.up_to(self.first - _DAY, self.days)

    @property
    def step(self) -> Step:
        """The steps that make a chart of some sixty at most, but for many years."""
        if self.days <= _MOST_DAYS_BY_DAY:
            return Step.DAY
        return Step.WEEK if self.days <= _MOST_DAYS_BY_WEEK else Step.MONTH

    def moments(self, zone: ZoneInfo) -> tuple[int, int]:
        """Return when it begins in this time zone, and when the day after it does."""
        return midnight(self.first, zone), midnight(self.last + _DAY, zone)

    def every_day(self) -> list[date]:
        """Return its days in order."""
        return [self.first + back * _DAY for back in range(self.days)]

    def steps(self) -> Iterator["DayRange"]:
        """Yield its days, weeks from Monday on or months; the first and the last one may be cut."""
        first = self.first
        while first <= self.last:
            last = min(_last_of_step(first, self.step), self.last)
            yield DayRange(first, last)
            first = last + _DAY


def midnight(day: date, zone: ZoneInfo) -> int:
    """Return when a day begins in this time zone, in Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def _last_of_step(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day + (6 - day.weekday()) * _DAY
    return (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
