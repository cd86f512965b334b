"""Durations in calendar months and days, as tariffs sell them and grants give them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, Self

_MAX_MONTHS = 100 * 12
_MAX_DAYS = 100 * 366
_DAY_SECONDS = 86_400
UNITS: Final = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}
"""The calendar months and days of each unit that a duration can be given in."""
_PATTERN = re.compile(rf"(\d{{1,6}})\s*({'|'.join(UNITS)})s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months plus days, or a lifetime: from one day to 100 years, never negative.

    Raises ValueError for anything else.
    """

    months: int = 0
    days: int = 0
    lifetime: bool = False

    def __post_init__(self) -> None:
        if self.lifetime and (self.months or self.days):
            raise ValueError("a lifetime has no months or days")
        if not self.lifetime and self.months <= 0 and self.days <= 0:
            raise ValueError("a duration is at least one day")
        if not (0 <= self.months <= _MAX_MONTHS and 0 <= self.days <= _MAX_DAYS):
            raise ValueError("a duration is at most 100 years")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `<n> day(s)|week(s)|month(s)|year(s)` or `lifetime`; raise ValueError that says why
        for any other text."""
        cleaned = text.strip().lower()
        if cleaned == "lifetime":
            return cls(lifetime=True)
        match = _PATTERN.fullmatch(cleaned)
        if match is None:
            raise ValueError("a duration looks like “1 month”, “10 days” or “lifetime”")
        return cls.of(int(match[1]), match[2])

    @classmethod
    def of(cls, number: int, unit: str) -> Self:
        """Return so many of a unit: `day`, `week`, `month` or `year`."""
        months, days = UNITS[unit]
        return cls(number * months, number * days)

    def __str__(self) -> str:
        """Return the canonical English form that `parse` reads back (for one unit)."""
        if self.lifetime:
            return "lifetime"
        parts = []
        if self.months:
            whole_years = self.months % 12 == 0
            number, unit = (self.months // 12, "year") if whole_years else (self.months, "month")
            parts.append(f"{number} {unit}{'s' * (number != 1)}")
        if self.days:
            parts.append(f"{self.days} day{'s' * (self.days != 1)}")
        return " ".join(parts)


@lru_cache(maxsize=1024)
def add_calendar(at: int, months: int, days: int) -> int:
    """Return the Unix second that is `months` calendar months, then `days` days after `at`, in UTC.

    31 January plus one month is the last day of February. Ends past the year 9999 stay at its end:
    Python's calendar holds no later one.
    """
    if months == 0:  # in UTC every day has the same length
        return min(at + days * _DAY_SECONDS, END_OF_CALENDAR)
    try:
        moment = datetime.fromtimestamp(at, UTC)
        years, month = divmod(moment.month - 1 + months, 12)
        year, month = moment.year + years, month + 1
        # Not relativedelta: it takes ten times as long, and every purchase needs it several times.
        day = min(moment.day, monthrange(year, month)[1])
        moved = moment.replace(year=year, month=month, day=day) + timedelta(days=days)
    except (OverflowError, ValueError, OSError):
        return END_OF_CALENDAR
    return int(moved.timestamp())


def calendar_left(now: int, until: int) -> tuple[int, int]:
    """Return the whole calendar months, in UTC, from now to a later moment, and the seconds after
    them."""
    first, last = datetime.fromtimestamp(now, UTC), datetime.fromtimestamp(until, UTC)
    months = (last.year - first.year) * 12 + last.month - first.month
    whole = add_calendar(now, months, 0)
    if whole > until:
        months -= 1
        whole = add_calendar(now, months, 0)
    return months, until - whole


END_OF_CALENDAR = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
