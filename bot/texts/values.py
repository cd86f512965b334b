"""The values that texts may hold, and how each is shown to a person of a locale."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import (
    format_currency,
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
)

from bot.domain.durations import END_OF_CALENDAR
from bot.domain.money import STARS, Money
from bot.texts.visible import shortened, visible

_MAX_LENGTH = 64
_NBSP = "\N{NO-BREAK SPACE}"


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


class Url(str):
    """An address: escaped like any text, but never cut."""

    __slots__ = ()


class Whole(str):
    """A text of another program or for a log: cleaned and escaped like any text, but never cut."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class When:
    """A moment, shown as date and time in the owner's time zone."""

    at: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """The time from `now` to `until`, by the calendar and in two units at most: “5 months and 3
    days”, “2 hours”."""

    now: int
    until: int


def clean(text: str, limit: int = _MAX_LENGTH) -> str:
    """Return a stranger's text made harmless to look at: one line, not too long.

    Bidi overrides, zero-width and control characters and lone surrogates are dropped, except where
    they make an emoji or a letter what it is (`bot.texts.visible`).
    """
    tidy = " ".join(visible(" ".join(text.split())).split())
    return tidy if len(tidy) <= limit else shortened(tidy, limit)


def show_money(money: Money, locale: str) -> str:
    """Return a price as the locale writes it; an unknown currency keeps its code and two
    decimals."""
    if money.currency == STARS:
        return f"{format_decimal(money.amount_minor, locale=locale)} ⭐"
    digits = get_currency_precision(money.currency)
    amount = Decimal(money.amount_minor).scaleb(-digits)
    shown = format_currency(amount, money.currency, locale=locale)
    # CLDR wants a space between a code and a digit (“RUB 300”), which Babel leaves out.
    symbol = get_currency_symbol(money.currency, locale)
    if symbol[-1:].isalpha():
        shown = shown.replace(symbol, symbol + _NBSP, 1) if not shown.endswith(symbol) else shown
    return shown


def show_when(when: When, locale: str, zone: ZoneInfo) -> str:
    """Return “12 May 2026, 21:59 UTC”; a zone without a name of its own is shown by its offset."""
    moment = datetime.fromtimestamp(min(when.at, END_OF_CALENDAR), zone)
    name = moment.tzname() or zone.key
    shown = format_datetime(moment, "d MMMM y, HH:mm", tzinfo=zone, locale=locale)
    return f"{shown} {f'UTC{name}' if name[0] in '+-' else name}"
