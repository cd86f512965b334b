"""Durations in calendar months and days: what a tariff sells and a grant gives."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_MAX_MONTHS = 100 * 12
_MAX_DAYS = 100 * 366
_DAY_SECONDS = 86_400
_PATTERN = re.compile(r"(\d{1,6})\s*(day|week|month|year)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months plus days, or a lifetime. Never empty, never negative, 100 years at most.

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
        """Read `<n> day(s)|week(s)|month(s)|year(s)` or `lifetime`; else ValueError says why."""
        cleaned = text.strip().lower()
        if cleaned == "lifetime":
            return cls(lifetime=True)
        match = _PATTERN.fullmatch(cleaned)
        if match is None:
            raise ValueError("a duration looks like “1 month”, “10 days” or “lifetime”")
        number, unit = int(match[1]), match[2]
        if unit in {"day", "week"}:
            return cls(days=number * (7 if unit == "week" else 1))
        return cls(months=number * (12 if unit == "year" else 1))

    def __str__(self) -> str:
        """The canonical English form that `parse` reads back (for one unit)."""
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


def add_calendar(at: int, months: int, days: int) -> int:
    """The Unix second that lies `months` calendar months, then `days` days after `at`, in UTC.

    31 January plus one month is the last day of February. Ends past year 9999 stay at its end,
    which is all a calendar here can hold.
    """
    if months == 0:  # days alone are all of one length here
        return min(at + days * _DAY_SECONDS, END_OF_CALENDAR)
    try:
        moment = datetime.fromtimestamp(at, UTC)
        years, month = divmod(moment.month - 1 + months, 12)
        year, month = moment.year + years, month + 1
        # By hand, for relativedelta takes ten times as long, and every purchase asks several times.
        day = min(moment.day, monthrange(year, month)[1])
        moved = moment.replace(year=year, month=month, day=day) + timedelta(days=days)
    except (OverflowError, ValueError, OSError):
        return END_OF_CALENDAR
    return int(moved.timestamp())


END_OF_CALENDAR = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
