"""Events of Tribute that are about other business of the owner: they give no access."""

from dataclasses import dataclass
from enum import IntEnum

from bot.domain.models import PersonId
from bot.domain.money import Money


class ForeignFamily(IntEnum):
    """The kinds of such events. Admins switch notices about each of them on and off; the numbers
    are stored and stand in buttons, so they never change."""

    DONATIONS = 1
    PHYSICAL_ORDERS = 2
    SHOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFacts:
    """The facts of such an event: who, what for and how much, as far as they could be read."""

    name: str
    title: str | None = None
    """The words for what was ordered or donated to."""
    paid: Money | None = None
    telegram_user_id: PersonId | None = None
    telegram_username: str | None = None
    trb_user_id: str | None = None
    anonymous: bool = False
    """Whether the person asked not to be named."""
