"""Finds durations in a product's name: to propose them, and to warn of a contradiction.

Names are a seller's own words: “Pro, 3 months”, “Трёхмесячный доступ”, “half a year”, “Навсегда”.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from bot.domain.durations import Duration

_FOREVER: Final = 10**9
_LONGEST_DAYS: Final = 100 * 366
"""More than a duration can be: “год 2026” is no duration."""
_ROUNDING: Final = 1e-6
"""24 hours are a day, though 1/24 has no end."""

# Days at least and at most of one unit. People call 30 days a month, and 360 a year.
_UNITS: Final[dict[str, tuple[float, float]]] = {
    "hour": (1 / 24, 1 / 24),
    "day": (1, 1),
    "fortnight": (14, 14),
    "week": (7, 7),
    "month": (30, 31),
    "quarter": (90, 92),
    "half": (180, 184),
    "year": (360, 366),
}
_EXACT: Final[dict[str, tuple[float, float]]] = {
    "hour": (0, 1 / 24),
    "day": (0, 1),
    "fortnight": (0, 14),
    "week": (0, 7),
    "month": (1, 0),
    "quarter": (3, 0),
    "half": (6, 0),
    "year": (12, 0),
}
"""The calendar months and days of each unit, as a tariff has them."""
_NOUNS: Final = {
    "hour": r"hours?|hrs?|час(?:а|ов)?",
    "day": r"days?|d|д(?:ень|ня|ней|н)?|сут(?:ки|ок)|суточн\w+|"
    r"дневн(?:ый|ая|ое|ые|ого|ой|ому|ую|ых)",
    "fortnight": r"fortnights?",
    "week": r"weeks?|wks?|w|нед(?:ел[ьюяи])?|недельн\w+",
    "month": r"months?|mon|mos?|mths?|мес(?:яц(?:а|ев|ы)?)?|месячн\w+",
    "quarter": r"quarters?|квартал(?:а|ов|ы)?|квартальн\w+",
    "half": r"half[ -]?years?|полугоди(?:е|я|й)|полугодов\w+",
    "year": r"years?|yrs?|y|г\.|год(?:а|ы)?|лет|годов\w+|годичн\w+|"
    r"летн(?:ий|яя|ее|ие|его|ей|ему|юю|их)",
}
# Without a number, only words that hardly mean anything else: no “летний”, “дневной”, “of the day”.
_ALONE: Final = {
    "day": r"(?:a|per|full) day|day (?:access|pass|ticket)|на день|(?:на )?сутки",
    "fortnight": r"fortnight",
    "week": r"week|weekly|(?:на )?недел[юя]|недельн\w+",
    "month": r"month|monthly|(?:на )?месяц|(?:еже)?месячн\w+|помесячно|ежемесячно",
    "quarter": r"quarter|quarterly|(?:на )?квартал|(?:еже)?квартальн\w+|ежеквартально",
    "half": r"half[ -]year(?:ly)?|semi-?annual(?:ly)?|"
    r"(?:на )?пол ?года|полугод(?:ие|ов\w+)",
    "year": r"year|yearly|annual|annually|(?:на )?год|(?:еже)?годов\w+|годичн\w+|ежегодн\w+",
}
_LIFETIME: Final = (
    r"life-?time|for ?ever|for life|lifelong|perpetual|permanent(?:ly)?|no time limit|"
    r"навсегда|навечно|вечн(?:ый|ая|ое|ые|о|ого|ой|ую)|бессрочн\w+|пожизненн\w+|"
    r"на всю жизнь|без (?:ограничени[яй] (?:по времени|по сроку|срока)|срока)"
)
_NUMBERS: Final = {
    1: r"an?|one|один|одна|одну|одного|одно",
    1.5: r"one and a half|полтора|полторы|полутора",
    2: r"two|два|две|двух|дву",
    3: r"three|три|трех",
    4: r"four|четыре|четырех",
    5: r"five|пять|пяти",
    6: r"six|шесть|шести",
    7: r"seven|семь|семи",
    8: r"eight|восемь|восьми",
    9: r"nine|девять|девяти",
    10: r"ten|десять|десяти",
    11: r"eleven|одиннадцат[ьи]",
    12: r"twelve|двенадцат[ьи]",
    14: r"fourteen|четырнадцат[ьи]",
    15: r"fifteen|пятнадцат[ьи]",
    18: r"eighteen|восемнадцат[ьи]",
    20: r"twenty|двадцат[ьи]",
    21: r"twenty[ -]one|двадцать один|двадцать одна",
    24: r"twenty[ -]four|двадцать четыре|двадцатичетырех",
    28: r"twenty[ -]eight|двадцать восемь",
    30: r"thirty|тридцат[ьи]",
    36: r"thirty[ -]six|тридцать шесть",
    45: r"forty[ -]five|сорок пять|сорокапяти",
    60: r"sixty|шестьдесят|шестидесяти",
    90: r"ninety|девяносто|девяноста",
    100: r"hundred|сто|ста",
    180: r"hundred (?:and )?eighty|сто восемьдесят|ставосьмидесяти",
    365: r"three hundred (?:and )?sixty[ -]five|триста шестьдесят пять",
}
_WORD_FIRST: Final = "|".join(
    f"(?P<n{place}>{words})" for place, (_, words) in reversed(list(enumerate(_NUMBERS.items())))
)
_UNIT: Final = "|".join(f"(?P<{unit}>{words})" for unit, words in _NOUNS.items())
_NUMBERED: Final = re.compile(
    r"(?<![\w.,/-])(?:(?:(?P<low>\d{1,4})\s?[-–—]\s?)?(?P<digits>\d{1,5}(?:[.,]\d)?)"
    rf"(?:-?[хти]{{1,2}}(?=[ -]))?|{_WORD_FIRST})[\s-]*(?:\(\w+\) )?"
    rf"(?:full |calendar |полн\w+ |календарн\w+ )?(?:{_UNIT})(?![\w])"
)
_UNNUMBERED: Final = re.compile(
    rf"(?<!new )(?<!of the )(?<!нов\w\w )(?<![\w])(?:(?P<forever>{_LIFETIME})|"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _ALONE.items())
    + r")(?![\w])(?! (?:\d\d?|(?:19|20)\d\d)(?!\d))"
)
_WITH_HALF: Final = re.compile(
    r"(?<!\w)(?:(?P<half>half (?:of )?(?:a|one) year)|(?:a|one|1) year and a half)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class NamedDuration:
    """A duration as a name has it, and how many days that is at least and at most."""

    words: str
    low: float
    high: float
    start: int = 0
    """Where its words begin in `readable` of the name."""
    duration: Duration | None = None
    """The same for a tariff; None for one that no tariff can have, such as 1.5 months."""

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def readable(name: str) -> str:
    """Return a name in plain characters; in it `NamedDuration.start` counts."""
    text = unicodedata.normalize("NFKC", name)
    # A letter may have no lower case of the same length.
    return text if len(_plain(text)) == len(text) else _plain(text)


def named_durations(name: str) -> list[NamedDuration]:
    """Return the durations that a product's name speaks of, in its order; none for most words."""
    text = readable(name)
    plain = _plain(text)
    found: list[NamedDuration] = []
    for match in _WITH_HALF.finditer(plain):
        low, high = _UNITS["half"] if match["half"] else (540, 549)
        exact = Duration(months=6 if match["half"] else 18)
        found.append(NamedDuration(_words(match, text), low, high, match.start(), exact))
    plain = _WITH_HALF.sub(_blank, plain)
    for match in _NUMBERED.finditer(plain):
        found += _numbered(match, text)
    plain = _NUMBERED.sub(_blank, plain)
    for match in _UNNUMBERED.finditer(plain):
        unit = str(match.lastgroup)
        low, high = (_FOREVER, _FOREVER) if unit == "forever" else _UNITS[unit]
        meant = Duration(lifetime=True) if unit == "forever" else _exact(unit, 1)
        found.append(NamedDuration(_words(match, text), low, high, match.start(), meant))
    return sorted(found, key=lambda one: one.start)


def contradicting(name: str, duration: Duration) -> list[NamedDuration]:
    """Return what the name says where no part of it, nor all of it together, is this duration.

    “1 year + 1 month free” agrees with a year, a month, and both; a name without a duration agrees
    with all.
    """
    named = named_durations(name)
    low, high = _days(duration)
    spans = [(one.low, one.high) for one in named]
    spans.append((sum(one.low for one in named), sum(one.high for one in named)))
    if any(least <= high and most >= low for least, most in spans):
        return []
    return named


def _blank(match: re.Match[str]) -> str:
    """Return as much of nothing, so that what is found isn't found again in parts."""
    return "·" * len(match[0])


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _words(match: re.Match[str], text: str) -> str:
    return text[match.start() : match.end()]


def _numbered(match: re.Match[str], text: str) -> list[NamedDuration]:
    """Return the duration of a number and a unit; two for a range such as “2–3 months”."""
    unit = next(unit for unit in _NOUNS if match[unit])
    counts = [_count(match)]
    if match["low"]:
        counts.insert(0, float(match["low"]))
    low, high = _UNITS[unit]
    words, start = _words(match, text), match.start()
    return [
        NamedDuration(words, low * count, high * count, start, _exact(unit, count))
        for count in counts
        if low * count >= 1 and high * count <= _LONGEST_DAYS
    ]


def _exact(unit: str, count: float) -> Duration | None:
    """Return so many of a unit in whole months or days."""
    months, days = (part * count for part in _EXACT[unit])
    if months != int(months) or abs(days - round(days)) > _ROUNDING:
        return None
    return Duration(int(months), round(days))


def _count(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", "."))
    return next(count for place, count in enumerate(_NUMBERS) if match[f"n{place}"] is not None)


def _days(duration: Duration) -> tuple[float, float]:
    """Return how many days a duration is at least and at most."""
    if duration.lifetime:
        return _FOREVER, _FOREVER
    years, months = divmod(duration.months, 12)
    parts = ((years, "year"), (months, "month"), (duration.days, "day"))
    low, high = (sum(count * _UNITS[unit][end] for count, unit in parts) for end in (0, 1))
    return low, high
