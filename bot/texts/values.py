"""The values that texts may hold, and how each is shown to a person of a locale."""

import unicodedata
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

_MAX_LENGTH = 64
_NBSP = "\N{NO-BREAK SPACE}"


class Markup(str):
    """Telegram HTML of our own making: passes into a text as it is."""

    __slots__ = ()


class Url(str):
    """An address: escaped like any text, but never cut."""

    __slots__ = ()


class Whole(str):
    """What another program or a log would say: cleaned and escaped like any text, but never cut."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class When:
    """A moment, shown as date and time in the owner's time zone."""

    at: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """How long it is from `now` to `until`, by the calendar and in two units at most:
    “5 months and 3 days”, “2 hours”."""

    now: int
    until: int


def clean(text: str, limit: int = _MAX_LENGTH) -> str:
    """What a stranger typed, made harmless to look at: one line, no tricks, not too long.

    Bidi overrides, zero-width and control characters and lone surrogates are dropped.
    """
    spaced = " ".join(text.split())
    visible = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    tidy = " ".join(visible.split())
    return tidy if len(tidy) <= limit else tidy[: limit - 1].rstrip() + "…"


def show_money(money: Money, locale: str) -> str:
    """A price as the locale writes it; a currency nobody knows keeps its code and two decimals."""
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
    """“12 May 2026, 21:59 UTC”; a zone without a name of its own is shown by its offset."""
    moment = datetime.fromtimestamp(min(when.at, END_OF_CALENDAR), zone)
    name = moment.tzname() or zone.key
    shown = format_datetime(moment, "d MMMM y, HH:mm", tzinfo=zone, locale=locale)
    return f"{shown} {f'UTC{name}' if name[0] in '+-' else name}"
