"""Money as Tribute counts it: whole smallest units and an ISO currency, never a float."""

from dataclasses import dataclass
from typing import Self

STARS = "XTR"
"""Telegram Stars, which are counted in whole Stars."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's smallest units: cents, kopecks, or whole Stars (`XTR`)."""

    amount_minor: int
    currency: str

    @classmethod
    def of(cls, amount_minor: int | None, currency: str | None) -> Self | None:
        """Return the amount, or None where either part is unknown."""
        return None if amount_minor is None or currency is None else cls(amount_minor, currency)
