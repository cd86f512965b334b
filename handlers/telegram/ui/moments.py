"""A time as admins type it, in English or Russian: `Friday 9:00`, `завтра в 18:30`, `31.12 10:00`.

It is read by the shop's calendar (`bot.domain.planning.moments`).
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from bot.domain.planning.moments import Calendar, Moment, MomentProblem, NoMoment, Read

_LONGEST = 80
_FILLERS = re.compile(r"(?<!\w)(?:at|on|the|of|в|во|года?|г|o['’]clock)(?!\w)\.?")
_MONTHS: Final = (
    *(r"jan(?:uary)?|янв(?:ар[ья])?", r"feb(?:ruary)?|фев(?:рал[ья])?", r"mar(?:ch)?|мар(?:та?)?"),
    *(r"apr(?:il)?|апр(?:ел[ья])?", r"may|ма[йя]", r"june?|июн[ья]?", r"july?|июл[ья]?"),
    *(r"aug(?:ust)?|авг(?:уста?)?", r"sept?(?:ember)?|сент?(?:ябр[ья])?"),
    *(r"oct(?:ober)?|окт(?:ябр[ья])?", r"nov(?:ember)?|ноя(?:бр[ья])?"),
    r"dec(?:ember)?|дек(?:абр[ья])?",
)
_WEEKDAYS: Final = (
    *(r"mon(?:day)?|понедельник|пн", r"tue(?:s(?:day)?)?|вторник|вт"),
    *(
        r"wed(?:nesday)?|сред[ау]|ср",
        r"thu(?:r(?:s(?:day)?)?)?|четверг|чт",
        r"fri(?:day)?|пятниц[ау]|пт",
    ),
    *(r"sat(?:urday)?|суббот[ау]|сб", r"sun(?:day)?|воскресенье|вс"),
)
_DAYS: Final = (r"today|сегодня", r"tomorrow|завтра", r"day after tomorrow|послезавтра")
_UNITS: Final = {
    "minutes": r"min(?:ute)?s?|мин(?:ут[уы]?)?",
    "hours": r"hours?|час(?:а|ов)?",
    "days": r"days?|день|дня|дней",
    "weeks": r"weeks?|недел[юьи]",
}
_HALVES: Final = frozenset({"half an", "half", "пол"})
_AFTERNOON: Final = frozenset({"pm", "дня", "вечера"})
_MORNING: Final = frozenset({"am", "утра", "ночи"})
_LATE_NIGHT = 10
"""“10 ночи” is before midnight, “3 ночи” after it."""

_MONTH, _WEEKDAY, _DAY = (rf"(?:{'|'.join(words)})\.?" for words in (_MONTHS, _WEEKDAYS, _DAYS))
_AFTER_NEXT = r"next|следующ(?:ий|ую|ее)"
_NEAREST = r"this|coming|этот|эту|это|ближайш(?:ий|ую|ее)"
_TIME = (
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::00)?)?"
    r"(?:\s*(?P<half>am|pm|a\.m\.?|p\.m\.?|утра|дня|вечера|ночи)|\s*(?:час(?:а|ов)?|ч\.?))?"
    r"|(?P<noon>noon|midday|полдень)"
)
# 5/6 is a day in May or in June, so with slashes only a day after the 12th can be read.
_ISO = r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"
_DATES = (
    _ISO,
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{4}|[0-9]{2}))?\.?",
    r"(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{4}|[0-9]{2}))?",
    r"(?P<month>[0-9]{1,2})/(?P<day>1[3-9]|2[0-9]|3[01])(?:/(?P<year>[0-9]{4}|[0-9]{2}))?",
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|-?го)?\s*(?P<named>{_MONTH})(?:\s*(?P<year>[0-9]{{4}}))?",
    rf"(?P<named>{_MONTH})\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<year>[0-9]{{4}}))?",
    rf"(?:(?:(?P<next>{_AFTER_NEXT})|{_NEAREST})\s+)?(?P<weekday>{_WEEKDAY})",
    rf"(?P<relative>{_DAY})",
)
_LATER = (
    r"(?:in|через)\s+(?:(?P<count>[0-9]{1,4}|an?|one|один|одну|half an|half|пол)\s*)?"
    rf"(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})"
    rf"(?:\s+(?:{_TIME}))?"
)


def read_moment(text: str, calendar: Calendar) -> Read:
    """Return the moment that a text names, or why it names none.

    Of several readings the first that is a moment counts: in `9.00 10.12` the day comes last. A day
    alone is never read as a time: `10.12` may be both.
    """
    if len(text) > _LONGEST:
        return NoMoment(MomentProblem.UNREADABLE)
    words = _tidy(text, calendar)
    readings = list(_readings(words, calendar)) or list(_with_weekday(words, calendar))
    moments = [one for one in readings if isinstance(one, Moment)]
    days = [one for one in readings if one == NoMoment(MomentProblem.NO_TIME)]
    return next(iter((*days, *moments, *readings)), NoMoment(MomentProblem.UNREADABLE))


def _readings(words: str, calendar: Calendar) -> Iterable[Read]:
    for shape in _shapes():
        if (found := shape.fullmatch(words)) is not None:
            yield _read(found.groupdict(), calendar)


def _with_weekday(words: str, calendar: Calendar) -> Iterable[Read]:
    """Read a date that its day of the week goes before: `Friday, 4 December, 9:00`."""
    first, _, rest = words.partition(" ")
    weekday = _place(first, _WEEKDAYS)
    for read in _readings(rest, calendar) if weekday is not None else ():
        fits = not isinstance(read, Moment) or weekday == _local(read, calendar).weekday()
        yield read if fits else NoMoment(MomentProblem.NO_SUCH_DAY)


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Return the shapes of a written time; those with a day and a time come first."""
    shapes = (
        _LATER,
        *(rf"(?:{one})\s+(?:{_TIME})" for one in _DATES),
        rf"{_ISO}t(?:{_TIME})",
        *(rf"(?:{_TIME})\s+(?:{one})" for one in _DATES),
        *_DATES,
        _TIME,
    )
    return tuple(re.compile(one) for one in shapes)


def _tidy(text: str, calendar: Calendar) -> str:
    """Return the words that matter: without fillers, commas and the name of the shop's zone."""
    words = text.lower().replace("ё", "е").strip(" \n.!«»“”\"'")
    words = re.sub(r",|;|\s[-–—]\s", " ", words)
    words = " ".join(_FILLERS.sub(" ", words).split())
    before, _, last = words.rpartition(" ")
    return before if last in _zone_names(calendar) else words


def _zone_names(calendar: Calendar) -> set[str]:
    year = calendar.today.year
    moments = (datetime(year, month, 1, tzinfo=calendar.zone) for month in (1, 7))
    return {calendar.zone.key.lower(), *((one.tzname() or "").lower() for one in moments)} - {""}


def _read(said: dict[str, str | None], calendar: Calendar) -> Read:
    at = _time(said)
    if isinstance(at, NoMoment):
        return at
    if "count" in said:
        return calendar.after(_passed(said), at)
    if "day" in said or "weekday" in said or "relative" in said:
        found = _on_day(said, at or time(12), calendar)
        is_day = isinstance(found, Moment) or found.problem is not MomentProblem.NO_SUCH_DAY
        return NoMoment(MomentProblem.NO_TIME) if at is None and is_day else found
    is_time = any(said[one] is not None for one in ("minute", "half", "noon"))
    return calendar.at_next(at or time(12)) if is_time else NoMoment(MomentProblem.UNREADABLE)


def _on_day(said: dict[str, str | None], at: time, calendar: Calendar) -> Read:
    if "relative" in said:
        days = _place(said["relative"], _DAYS) or 0
        return calendar.on(calendar.today + timedelta(days=days), at)
    if "weekday" in said:
        weekday = _place(said["weekday"], _WEEKDAYS) or 0
        in_which = calendar.on_next_weekday if said["next"] is None else calendar.in_next_week
        return in_which(weekday, at)
    return _on_date(said, at, calendar)


def _on_date(said: dict[str, str | None], at: time, calendar: Calendar) -> Read:
    day, year = int(said["day"] or 0), said["year"]
    named = _place(said.get("named"), _MONTHS)
    month = named + 1 if named is not None else int(said["month"] or 0)
    if year is None:
        return calendar.on_next_date(month, day, at)
    try:
        meant = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return NoMoment(MomentProblem.NO_SUCH_DAY)
    return calendar.on(meant, at)


def _time(said: dict[str, str | None]) -> time | NoMoment | None:
    """Return the time of day; None where none is named."""
    if said.get("noon") is not None:
        return time(12)
    if said.get("hour") is None:
        return None
    hour, minute = int(said["hour"] or 0), int(said["minute"] or 0)
    half = (said["half"] or "").replace(".", "") or None
    if half is not None and not 1 <= hour <= 12:
        return NoMoment(MomentProblem.NO_SUCH_TIME)
    if half in _AFTERNOON or (half == "ночи" and _LATE_NIGHT <= hour < 12):
        hour = hour % 12 + 12
    elif half in _MORNING:
        hour %= 12
    try:
        return time(hour, minute)
    except ValueError:
        return NoMoment(MomentProblem.NO_SUCH_TIME)


def _passed(said: dict[str, str | None]) -> timedelta:
    """Return the time of `in 2 hours`."""
    count = said["count"] or "1"
    number = 0.5 if count in _HALVES else float(count) if count.isdecimal() else 1.0
    unit = next(one for one in _UNITS if said[one] is not None)
    return timedelta(**{unit: number})


def _place(word: str | None, words: tuple[str, ...]) -> int | None:
    """Return which of the words it is, counted from 0; None for none of them."""
    bare = (word or "").rstrip(".")
    found = (place for place, one in enumerate(words) if re.fullmatch(one, bare))
    return next(found, None)


def _local(moment: Moment, calendar: Calendar) -> datetime:
    return datetime.fromtimestamp(moment.at, calendar.zone)
