"""The steps of setting up a shop: what an owner's home names until it is done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.membership import AccessChat
from bot.domain.models import PlanId


class StepKind(StrEnum):
    """Each is part of a button's data, and those that may be declined name a fact: a string never
    changes."""

    ADDRESS = "address"
    """Tribute has sent nothing, and PUBLIC_URL doesn't say where it could."""
    WEBHOOK = "webhook"
    """Tribute has sent nothing yet."""
    OFFERS = "offers"
    """Nothing is on sale."""
    UNREAD = "unread"
    """Something is on sale, and its price was never read from Tribute."""
    PRICES = "prices"
    """Tribute doesn't sell some products that are on offer."""
    PLAN = "plan"
    """One of several plans has no price."""
    CHAT = "chat"
    """The bot lacks rights in a private chat, or isn't in it."""
    NEW_CHAT = "new-chat"
    """An admin was asked which plan opens a chat, and hasn't answered."""
    CONTACT = "contact"
    TERMS = "terms"
    BACKUP = "backup"
    """People have paid, and no copy was ever made."""


MAY_BE_DECLINED: Final = frozenset({StepKind.CONTACT, StepKind.TERMS, StepKind.BACKUP})
"""The steps that a shop can do without."""


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing that isn't set up yet. `id` tells steps of a kind apart."""

    kind: StepKind
    id: int = 0
    count: int = 0
    """How many products a step about prices means."""
    plan_id: PlanId | None = None
    chat: AccessChat | None = None


@dataclass(frozen=True, slots=True)
class SetupView:
    """The steps that are left, in the order in which they matter; those that an admin has declined
    are shown to nobody unasked."""

    left: tuple[SetupStep, ...]
    declined: tuple[SetupStep, ...]

    def find(self, kind: StepKind, number: int) -> SetupStep | None:
        """Return the step, also a declined one; None once it is done."""
        steps = (*self.left, *self.declined)
        return next((one for one in steps if (one.kind, one.id) == (kind, number)), None)
