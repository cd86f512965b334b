"""The filters of a list of payments for Tribute's recurring subscriptions, and where it goes on."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SoughtPayments:
    """The filters; None is any. The period is from `since` up to, not including, `until`: that of
    the payment, or of the access that it gave for payments of people who had bought before."""

    currency: str | None = None
    again: bool = False
    """Payments alone by which somebody bought access again."""
    since: int | None = None
    until: int | None = None


class Place(NamedTuple):
    """After the payment of this row."""

    row: int
