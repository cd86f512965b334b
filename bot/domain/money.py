"""Money as Tribute counts it: whole smallest units and an ISO currency, never a float."""

from dataclasses import dataclass

STARS = "XTR"


@dataclass(frozen=True, slots=True)
class Money:
    """`amount_minor` in the currency's smallest units: cents, kopecks, or whole Stars (`XTR`)."""

    amount_minor: int
    currency: str
