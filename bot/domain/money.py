"""Money as Tribute counts it: whole smallest units and an ISO currency, never a float."""

from dataclasses import dataclass
from typing import Self

STARS = "XTR"
"""Telegram Stars, which are counted in whole Stars."""

CURRENCY_PATTERN = r"^ *(?:[A-Za-z]{3,8}|(?i:tg|telegram)[ _-]?(?i:stars?)|[⭐★🌟]\x{FE0F}?) *$"
"""The currencies that Tribute may name: a code of letters, or Stars in one of its spellings."""

_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_STARS = {STARS, "STAR", "STARS", "⭐", "★", "🌟"} | {
    f"{whose}{between}{star}"
    for whose in ("TG", "TELEGRAM")
    for between in ("", " ", "_", "-")
    for star in ("STAR", "STARS")
}


def currency_code(written: str) -> str:
    """Return a currency in capitals; every spelling of Telegram Stars becomes `XTR`."""
    code = written.strip().upper().removesuffix(_EMOJI_STYLE)
    return STARS if code in _STARS else code


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's smallest units: cents, kopecks, or whole Stars (`XTR`)."""

    amount_minor: int
    currency: str

    @classmethod
    def of(cls, amount_minor: int | None, currency: str | None) -> Self | None:
        """Return the amount, or None where either part is unknown."""
        return None if amount_minor is None or currency is None else cls(amount_minor, currency)


@dataclass(frozen=True, slots=True)
class Takings:
    """How many payments stand, and their sum; `paid` is None where the amount isn't known."""

    count: int
    paid: Money | None
