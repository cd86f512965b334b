"""The values that texts may hold, and how each is shown to a person of a locale."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import (
    format_currency,
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
)

from bot.domain.durations import END_OF_CALENDAR
from bot.domain.money import STARS, Money
from bot.texts.languages import LOCALES, cldr
from bot.texts.visible import INKLESS, shortened, visible

_MAX_LENGTH = 64
_NBSP = "\N{NO-BREAK SPACE}"
_LENGTHS: Final[tuple[Literal["long", "short"], ...]] = ("long", "short")


class Markup(str):
    """Telegram HTML that the bot made itself: passes into a text as it is."""

    __slots__ = ()


GAP = Markup()
"""An empty line, for `lines`."""


def lines(*parts: str | None) -> Markup:
    """Join rendered texts line by line; an empty one makes an empty line, None is left out."""
    return Markup("\n".join(part for part in parts if part is not None))


def paragraphs(*parts: str | None) -> Markup:
    """Join rendered texts with an empty line between them; empty ones and None are left out."""
    return Markup("\n\n".join(part for part in parts if part))


def folded(html: str) -> Markup:
    """Return a quote of which Telegram shows three lines, and the rest at a tap."""
    return Markup(f"<blockquote expandable>{html}</blockquote>")


def quoted(text: str) -> Markup:
    """Return typed text whole, escaped as HTML; a `str` in a text would be cut to 64 characters."""
    return Markup(escape(text))


class Url(str):
    """An address: escaped like any text, but never cut."""

    __slots__ = ()


class Whole(str):
    """A text of another program or for a log: cleaned and escaped like any text, but never cut."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class When:
    """A moment, shown as date and time: in messages to each reader in their own time zone, where
    Telegram can; in plain texts, and where it can't, in the owner's."""

    at: int


@dataclass(frozen=True, slots=True)
class ShopTime:
    """A moment by the owner's clock, to every reader: “Friday, 4 December 2026, 09:00 MSK”; on a
    button `short`, “Fri, 4 Dec, 09:00”, and `dated` “Fri, 4 Dec 2026, 09:00”."""

    at: int
    short: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name in some languages, for a reader who isn't known yet: `usual` where theirs has none."""

    names: Mapping[str, str]
    usual: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """The time from `now` to `until`, by the calendar and in two units at most: “5 months and 3
    days”, “2 hours”."""

    now: int
    until: int


def clean(text: str, limit: int = _MAX_LENGTH) -> str:
    """Return a stranger's text made harmless to look at: one line, not too long.

    Bidi overrides, zero-width and control characters and lone surrogates are dropped, except where
    they make an emoji or a letter what it is (`bot.texts.visible`). Letters without ink, of which
    some people make their whole name, are nothing where there is nothing else.
    """
    tidy = " ".join(text.split())
    if not tidy.isprintable():  # in most texts nothing is invisible
        tidy = " ".join(visible(tidy).split())
    if not tidy.strip(INKLESS):
        return ""
    return tidy if len(tidy) <= limit else shortened(tidy, limit)


@lru_cache(maxsize=512)
def show_money(money: Money, locale: str) -> str:
    """Return a price as the locale writes it, without decimals where they are zero; an unknown
    currency keeps its code and is taken to have two decimals."""
    if money.currency == STARS:
        return f"{format_decimal(money.amount_minor, locale=cldr(locale))}{_NBSP}⭐"
    amount = Decimal(money.amount_minor).scaleb(-get_currency_precision(money.currency))
    whole = amount == amount.to_integral_value()
    shown = format_currency(
        amount,
        money.currency,
        _whole_pattern(locale) if whole else None,
        locale=cldr(locale),
        currency_digits=not whole,
    )
    # CLDR wants a space between a code and a digit (“RUB 300”), which Babel leaves out.
    symbol = get_currency_symbol(money.currency, cldr(locale))
    if symbol[-1:].isalpha():
        shown = re.sub(rf"({re.escape(symbol)})(?=[\d-])", rf"\1{_NBSP}", shown, count=1)
    return shown


@cache
def _whole_pattern(locale: str) -> str:
    """Return the locale's pattern for prices without its decimals, such as “#,##0 ¤”."""
    pattern = cldr(locale).currency_formats["standard"].pattern
    return re.sub(r"\.0+", "", pattern)


@lru_cache(maxsize=512)
def show_when(when: When, locale: str, zone: ZoneInfo) -> str:
    """Return “12 May 2026, 21:59 UTC”; a zone without a name of its own is shown by its offset."""
    moment = datetime.fromtimestamp(min(when.at, END_OF_CALENDAR), zone)
    return f"{_moment(moment, zone, locale)} {_zone_name(moment, zone)}"


def _moment(moment: datetime, zone: ZoneInfo, locale: str) -> str:
    """Return date and time; in added languages as CLDR has its long dates and short times."""
    language = cldr(locale)
    if locale in LOCALES:
        return format_datetime(moment, "d MMMM y, HH:mm", tzinfo=zone, locale=language)
    day = format_date(moment.date(), "long", locale=language)
    return f"{day}, {format_time(moment, 'short', tzinfo=zone, locale=language)}"


def show_moment(moment: When | ShopTime, locale: str, zone: ZoneInfo) -> str:
    """Return a moment in words, by the clock of this time zone."""
    if isinstance(moment, When):
        return show_when(moment, locale, zone)
    return _show_shop_time(moment, locale, zone)


@lru_cache(maxsize=512)
def _show_shop_time(time: ShopTime, locale: str, zone: ZoneInfo) -> str:
    moment, language = datetime.fromtimestamp(min(time.at, END_OF_CALENDAR), zone), cldr(locale)
    if time.short:
        pattern = "EEE, d MMM y, HH:mm" if time.dated else "EEE, d MMM, HH:mm"
        return format_datetime(moment, pattern, tzinfo=zone, locale=language)
    weekday = format_date(moment.date(), "EEEE", locale=language)
    return f"{weekday}, {_moment(moment, zone, locale)} {_zone_name(moment, zone)}"


def _zone_name(moment: datetime, zone: ZoneInfo) -> str:
    name = moment.tzname() or zone.key
    return f"UTC{name}" if name[0] in "+-" else name


def show_count(count: int, unit: str, locale: str) -> str | None:
    """Return “3 days” as CLDR has it, for a unit such as `days`; None where it doesn't."""
    from babel.units import format_unit  # only shops with an added language need it

    named = f"duration-{unit.removesuffix('s')}"
    for length in _LENGTHS:  # where both are alike, CLDR has only the short one
        shown = format_unit(count, named, length, locale=cldr(locale))
        if named not in shown:  # what Babel gives where CLDR has no words
            return shown
    return None


def joined(shown: Sequence[str], locale: str) -> str | None:
    """Return “1 month and 3 days” as CLDR has it; None where it doesn't."""
    from babel.lists import format_list  # only shops with an added language need it

    try:
        return format_list(shown, locale=cldr(locale))
    except LookupError:
        return None


def dated(when: When, shown: str) -> Markup:
    """Return a moment as Telegram's `date_time` entity, around the escaped text for apps that don't
    know it.

    “Dt” is a long date and a short time, in the reader's own language and time zone
    (https://core.telegram.org/bots/api#date-time-entity-formatting, Bot API 9.5).
    """
    return Markup(f'<tg-time unix="{when.at}" format="Dt">{shown}</tg-time>')
