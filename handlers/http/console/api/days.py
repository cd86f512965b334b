"""Days of a query, in the shop's time zone, and moments of an answer."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field

from bot.domain.durations import END_OF_CALENDAR
from bot.domain.reports.day_range import midnight
from bot.domain.times import iso
from bot.texts import When
from bot.texts.values import ShopTime, show_moment
from handlers.http.console.api.route import Call

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _only_a_date(value: object) -> object:
    """Refuse numbers, which pydantic reads as moments."""
    if isinstance(value, str) and not _DATE.fullmatch(value):
        raise ValueError("no date")
    return value


Day = Annotated[
    date,
    BeforeValidator(_only_a_date),
    Field(ge=date(2015, 1, 1), le=date(2099, 12, 31)),
]
"""A calendar day, `2026-11-29`."""


class Moments(NamedTuple):
    """From `since` up to, not including, `until`; None is open."""

    since: int | None
    until: int | None


class Moment(BaseModel):
    """A moment: in UTC for machines, and by the shop's clock for people, short and in full."""

    at: str
    text: str
    full: str


def moments(call: Call, first: date | None, last: date | None) -> Moments:
    """Return when the first day begins, and when the day after the last one does."""
    zone = ZoneInfo(call.deps.settings.timezone)
    return Moments(
        midnight(first, zone) if first is not None else None,
        midnight(last + timedelta(days=1), zone) if last is not None else None,
    )


def moment(call: Call, at: int) -> Moment:
    """Return a moment as answers have it; only those of this year are short of it."""
    zone = ZoneInfo(call.deps.settings.timezone)
    return _moment(at, _year(call.now, zone), call.locale, zone)


@lru_cache(maxsize=256)
def _moment(at: int, this_year: int, locale: str, zone: ZoneInfo) -> Moment:
    """Return the same; rows of a list have many in common, and the next answer has most of them
    again."""
    is_dated = _year(at, zone) != this_year
    return Moment(
        at=iso(at),
        text=show_moment(ShopTime(at, short=True, dated=is_dated), locale, zone),
        full=show_moment(When(at), locale, zone),
    )


def _year(at: int, zone: ZoneInfo) -> int:
    return datetime.fromtimestamp(min(at, END_OF_CALENDAR), zone).year


def moment_or_none(call: Call, at: int | None) -> Moment | None:
    """Return the same; None where there is none."""
    return moment(call, at) if at is not None else None
