"""Reads a product's name: for how long it opens access, and of which plan it speaks.

A name is a seller's own words, so a reading is only ever a proposal. It is sure where the duration
stands apart from the other words, as in “Pro – 3 months”; “7 days to success” may be a title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.plan_names import tidy
from bot.domain.plans import Plan
from bot.domain.product_names.named_durations import NamedDuration, named_durations, readable

_ACCESS: Final = (
    r"(?:full |полн\w+ )?(?:access|subscription|membership|pass|"
    r"доступ\w*|подписк\w+|абонемент\w*|членств\w+)"
)
_TIERS: Final = (
    r"pro|vip|premium|plus|basic|standard|lite|max|про|вип|премиум|плюс|базовый|стандарт|лайт"
)
_WORD_BEFORE: Final = re.compile(r"(\w+) +$")
_KNOWN_WORD: Final = re.compile(
    rf"{_TIERS}|{_ACCESS}|for|plan|tariff|club|chat|channel|bot|vpn|на|срок|тариф|план|клуб|чат|"
    "канал|бот|впн",
    re.IGNORECASE,
)
"""Words after which a lone “month” is a length of time; “Fashion week” is another thing."""
_BREAK: Final = r"[-–—:|,.;()\[\]/•·!…«»“”\"🔥💎⭐✅]"
_BEFORE: Final = re.compile(
    rf"(?:^|{_BREAK}|(?<!\w)(?:for|на|x|х|срок|срок доступа)|[\w+%)])\s*$", re.IGNORECASE
)
_NOT_BEFORE: Final = re.compile(
    r"(?:(?<!\w)(?:in|within|after|every|each|per|by|first|next|last|over|than|the|my|your|our|no"
    r"|not|without|from|of|to|or|and|up to|least|most|max|min|minimum|maximum|before|until|this"
    r"|bi|tri|multi|mid|gap|leap|light|fiscal|academic|school|return|top"
    r"|за|через|после|каждый|каждую|каждые|первый|первая|первые|в|во|раз|без"
    r"|не|от|до|с|по|и|или|менее|более|минимум|максимум|осталось|мой|твой|наш|это[тй]?|нов\w+"
    r"|круглый|учебн\w+|топ|\d+(?:st|nd|rd|th|-?[йея]|-?го))[\s-]*"
    r"|\d[\s,;xх×]*(?:(?:for|за)\s+)?|[/+*%$€₽#№=]\s*)$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"^\s*(?:$|{_BREAK}|{_ACCESS}(?!\w)|(?:{_TIERS})\s*$|[^\w\s+&%]+\s*$|of {_ACCESS}(?!\w))",
    re.IGNORECASE,
)
_LONE_NOUN: Final = re.compile(
    r"day|week|month|quarter|year|неделя|месяц|квартал|год", re.IGNORECASE
)
_RATE: Final = re.compile(r"(?:an?|one|per) ", re.IGNORECASE)
"""“4 calls a month” has a month, and not for how long."""
_MISLEADING: Final = re.compile(
    r"\b(?:free|trial|bonus|discount|sale|off|guarantee\w*|refund\w*|money.?back|warranty|old|aged"
    r"|ages?|children|kids|babies|experience|challenge|marathon|detox|meals?|menu|recipes?|diet"
    r"|y\.o|round"
    r"|workouts?|calendar|planner|horoscope|forecast|report|e?book of|guide|story|trip|tour|call"
    r"|бесплатн\w+|пробн\w+|бонус\w*|подар\w+|скидк\w+|акци[яи]|гаранти\w+|возврат\w*|возраст\w*"
    r"|дет(?:и|ей|ям|ск\w+)|малыш\w*|опыт\w*|стаж\w*|челлендж\w*|марафон\w*|детокс\w*|питани\w+"
    r"|меню|рецепт\w*|диет\w+|трениров\w+|календар\w+|планер|ежедневник|гороскоп\w*|прогноз\w*"
    r"|отч[её]т\w*|гайд\w*|истори\w+|поездк\w+|путешеств\w+|тур|созвон\w*|консультаци\w+"
    r"|разбор\w*)\b",
    re.IGNORECASE,
)
"""Names with these words speak of other times too: of a trial, an age, a menu for a week."""
_SHORT: Final = re.compile(r"(?<![\w.,/+×-])(?P<count>\d{1,2}) ?(?P<unit>[mMмМ])(?![\w.])")
"""“1m”: a month, and at times a million or a metre."""
_USUAL_MONTHS: Final = frozenset({1, 2, 3, 4, 6, 9, 12, 18, 24})
_LOUD_LETTER: Final = re.compile(r"\d+\s?[DWYMДМ]")
"""“3D” is a model rather than three days."""
_EDGE: Final = re.compile(
    rf"^(?:[\s\-–—:|,.;/+•·!…]+|(?:{_ACCESS}|for|to|of|на|к|в|от|for the)(?!\w))+|"
    rf"(?:[\s\-–—:|,.;/+•·!…]+|(?<!\w)(?:{_ACCESS}|for|to|of|на|к|в|x|х|срок|сроком))+$",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    r"[$€₽]\s?\d[\d.,]*|\d[\d\s.,]*\s?(?:[$€₽⭐]|руб(?:\.|лей|ля|ль)?|р\.|usd|eur|rub|stars?)(?!\w)",
    re.IGNORECASE,
)
_LONE_DASH: Final = re.compile(r"\s[-–—|:]\s+(?=\W*$|[-–—|:]\s)")
_EMPTY_BRACKETS: Final = re.compile(r"\(\W*\)|\[\W*\]|«\W*»|“\W*”")
_BRACKETS: Final = ("()", "[]", "«»", "“”")


@dataclass(frozen=True, slots=True)
class NameReading:
    """The reading of a product's name."""

    duration: Duration | None
    """None where the name has none, or one that no tariff can have."""
    is_sure: bool
    """Whether the duration can hardly mean anything else. Where it isn't, somebody has to look."""
    rest: str
    """The name without the duration, the price and words such as “access”: maybe a plan's name."""


def read_name(name: str) -> NameReading:
    """Read a product's name in English or Russian; a name of any characters has a reading."""
    text = readable(name)
    found = named_durations(name) or _short(text)
    exact = [one for one in found if one.duration is not None]
    if not exact:
        return NameReading(None, is_sure=False, rest=_rest(text, found))
    sure = _is_one(text, found) and _stands_apart(text, found) and not _MISLEADING.search(text)
    return NameReading(exact[0].duration, sure, _rest(text, found))


def plans_named_in(text: str, plans: Sequence[Plan]) -> list[PlanId]:
    """Return the plans that a product's name speaks of: “Pro Max, 1 month” is “Pro Max”, and not
    “Pro”."""
    found: list[PlanId] = []
    left = " ".join(text.casefold().split())
    names = {
        " ".join(name.casefold().split()): one.id for one in plans for name in one.names.values()
    }
    for name in sorted(names, key=len, reverse=True):
        word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if word.search(left):
            found.append(names[name])
            left = word.sub("·", left)
    return list(dict.fromkeys(found))


def _short(text: str) -> list[NamedDuration]:
    """Return the months of “3m”, where no plainer duration is in the name."""
    return [
        NamedDuration(match[0], 30 * count, 31 * count, match.start(), Duration(months=count))
        for match in _SHORT.finditer(text)
        if (count := int(match["count"])) in _USUAL_MONTHS
    ]


def _is_one(text: str, found: Sequence[NamedDuration]) -> bool:
    """Return whether all durations are one, said again as in “1 month (30 days)”."""
    first = found[0]
    agree = all(one.low <= first.high and one.high >= first.low for one in found)
    between = text[first.end : found[-1].start]
    is_range = len(found) > 1 and found[-1].start == first.start
    is_rate = len(found) > 1 and not between.strip()
    return agree and not is_range and not is_rate and not re.search(r"\w|\+", between)


def _stands_apart(text: str, found: Sequence[NamedDuration]) -> bool:
    """Return whether nothing before or after the duration makes it a part of a phrase."""
    before, after = text[: found[0].start], _PRICE.sub("", text[found[-1].end :])
    if any(_LOUD_LETTER.fullmatch(one.words) for one in found):
        return False
    word = _WORD_BEFORE.search(before)
    is_phrase = _LONE_NOUN.fullmatch(found[0].words) or _RATE.match(found[0].words)
    if word is not None and is_phrase and not _KNOWN_WORD.fullmatch(word[1]):
        return False
    return bool(_BEFORE.search(before) and not _NOT_BEFORE.search(before) and _AFTER.search(after))


def _rest(text: str, found: Sequence[NamedDuration]) -> str:
    """Return what the name says besides, without what would be left of a phrase at its edges."""
    left = list(text)
    for one in found:
        left[one.start : one.end] = "\0" * len(one.words)
    rest = re.sub("\0+", " ", "".join(left)).replace("\0", " ")
    rest = _EMPTY_BRACKETS.sub(" ", _PRICE.sub(" ", rest))
    rest = _LONE_DASH.sub(" ", rest)
    rest = tidy(_EDGE.sub("", _EDGE.sub("", tidy(rest))))
    for opening, closing in _BRACKETS:
        if rest.count(opening) != rest.count(closing):
            rest = rest.replace(opening, "").replace(closing, "")
    return rest.strip()
