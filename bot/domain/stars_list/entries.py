"""Telegram's list of Stars: which transactions concern the shop, and how far it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.stars import Charge, StarsPayment

PAGE = 100
"""The most transactions that Telegram returns at once
(https://core.telegram.org/bots/api#getstartransactions)."""
EVERY_SECONDS = 3_600
"""The list is read this often without any cause."""
SETTLES_SECONDS = 600
"""A refund that isn't in the list so long after Telegram was asked for it didn't happen."""
HELD_BACK_SECONDS = 21 * 86_400
"""Telegram pays out Stars this long after they came in, at the earliest."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One transaction of the list with a person about an invoice: a payment, or its refund.

    `readings` are what may have been paid, at least one: where somebody has recommended the bot and
    gets a share, Telegram doesn't say whether the amount is with that share or without it.
    """

    id: str
    at: int | None
    is_refund: bool
    readings: tuple[Charge, ...]
    language: str | None = None
    """The language of the person's Telegram, where the list says it."""

    def agrees_with(self, known: StarsPayment) -> bool:
        """Return whether this may be the payment as it is known. A list without the payload, which
        Telegram may leave out, contradicts nothing."""
        return any(
            one.facts == known.facts or (not one.payload and known.facts.startswith(one.facts))
            for one in self.readings
        )

    def reading(self, stars: int | None) -> Charge:
        """Return the payment as its order has it, if it may have been that much; else as it is
        listed."""
        fitting = (one for one in self.readings if one.amount == stars)
        return next(fitting, self.readings[0])


@dataclass(frozen=True, slots=True)
class ListPlace:
    """How far the list is worked in; `last_id` is the last transaction of that part, and `read_at`
    is None as long as its end was never reached."""

    worked_in: int = 0
    last_id: str = ""
    read_at: int | None = None


class Difference(StrEnum):
    """One thing that the list brought, and no update."""

    GRANTED = "granted"
    HELD = "held"
    REFUNDED = "refunded"
    NOT_REFUNDED = "not_refunded"
    """A refund that nobody was sure of, and that isn't in the list: it didn't happen."""


@dataclass(frozen=True, slots=True)
class StarsBalance:
    """The Stars that Telegram keeps for the bot, and how many of those that are known came in so
    lately that it doesn't pay them out yet."""

    stars: int
    lately: int


def refunds_among(listed: Sequence[Listed]) -> dict[str, int | None]:
    """Return the charges that were given back, and when."""
    return {one.id: one.at for one in listed if one.is_refund}
