"""Receipts in a claimant's own words: which payments such a text names."""

import re
from dataclasses import dataclass

from bot.domain.models import PurchaseStatus
from bot.domain.records import Purchase

_MOST_NUMBERS = 10
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,18}(?![0-9])")
_GROUPED = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f.,'’_-][0-9]{3}){1,5}(?![0-9])")
"""A number as receipts print it: 78 901, 78,901 or 78.901."""
_NO_DIGIT = re.compile(r"[^0-9]")
_TRIBUTE_BUYER = re.compile(r"\b([TWТ]) ?[-‐‑–—−] ?([0-9]{1,18})\b", re.IGNORECASE)
"""With either letter T, Latin or Cyrillic, and any dash."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The first numbers in a claim's text, also grouped ones as a whole, and the Tribute buyers
    (`W-123`) in it."""

    numbers: tuple[int, ...]
    buyers: tuple[str, ...]

    def names(self, purchase: Purchase) -> bool:
        """Return whether the text has the payment's number, its transaction or its buyer."""
        return (
            purchase.purchase_id in self.numbers
            or purchase.transaction_id in self.numbers
            or purchase.trb_user_id in self.buyers
        )


def read_receipt(text: str) -> Receipt:
    """Read a claim's text; words that are no number are for the admin who compares them."""
    plain = _NUMBER.findall(text)[:_MOST_NUMBERS]
    grouped = [_NO_DIGIT.sub("", one) for one in _GROUPED.findall(text)[:_MOST_NUMBERS]]
    buyers = _TRIBUTE_BUYER.findall(text)[:_MOST_NUMBERS]
    return Receipt(
        tuple(int(one) for one in (*plain, *grouped)),
        tuple(f"{'W' if letter in 'wW' else 'T'}-{number}" for letter, number in buyers),
    )


def waits_for_buyer(purchase: Purchase) -> bool:
    """Return whether an admin can still make somebody the buyer of this payment."""
    return purchase.status is PurchaseStatus.HELD and purchase.telegram_user_id is None
