"""Receipts in a claimant's own words: which payments such a text names."""

import re
from dataclasses import dataclass

from bot.domain.models import PurchaseStatus
from bot.domain.records import Purchase

_MOST_NUMBERS = 10
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,18}(?![0-9])")
_TRIBUTE_BUYER = re.compile(r"\b[TW]-[0-9]{1,18}\b")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The first numbers in a claim's text, and the Tribute buyers (`W-123`) in it."""

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
    return Receipt(
        tuple(int(one) for one in _NUMBER.findall(text)[:_MOST_NUMBERS]),
        tuple(_TRIBUTE_BUYER.findall(text)[:_MOST_NUMBERS]),
    )


def waits_for_buyer(purchase: Purchase) -> bool:
    """Return whether an admin can still make somebody the buyer of this payment."""
    return purchase.status is PurchaseStatus.HELD and purchase.telegram_user_id is None
