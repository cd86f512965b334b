"""Calendar days and ranges of them in words, for pages that show many."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from bot.domain.reports.day_range import DayRange, Step
from bot.texts.languages import cldr

_YEAR_MONTH_DAY, _MONTH_DAY = "d MMM y", "d MMM"


def show_days(days: DayRange, locale: str) -> str:
    """Return “29 Nov 2026”, “1 – 29 Nov 2026”, “31 Oct – 29 Nov 2026” or both with their years."""
    last = _shown(days.last, _YEAR_MONTH_DAY, locale)
    if days.first == days.last:
        return last
    if days.first.year != days.last.year:
        return f"{_shown(days.first, _YEAR_MONTH_DAY, locale)} – {last}"
    same_month = days.first.month == days.last.month
    return f"{_shown(days.first, 'd' if same_month else _MONTH_DAY, locale)} – {last}"


def show_step(days: DayRange, step: Step, locale: str) -> str:
    """Return the short name of a step of a chart: its first day, or its month."""
    pattern = "LLL yy" if step is Step.MONTH else _MONTH_DAY
    return _shown(days.first, pattern, locale)


@lru_cache(maxsize=512)
def _shown(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=cldr(locale))
