"""The vocabulary of the house: small frozen values that every floor may speak of."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from bot.domain.durations import Duration
from bot.domain.money import Money

PersonId = NewType("PersonId", int)
"""A Telegram user id; for a private chat it is the chat id too."""
ProductId = NewType("ProductId", int)
"""Tribute's product id."""
PurchaseId = NewType("PurchaseId", int)
"""Tribute's purchase id, unique per purchase; older webhooks have none."""
PurchaseRow = NewType("PurchaseRow", int)
"""Our own number of a purchase: every purchase has one."""
TariffId = NewType("TariffId", int)


class Outcome(StrEnum):
    """What became of a webhook delivery; goes back to Tribute in the 200 answer."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    IGNORED = "ignored"
    TEST = "test"


class PurchaseStatus(StrEnum):
    APPLIED = "applied"
    HELD = "held"
    REFUNDED = "refunded"
    DISMISSED = "dismissed"


class HeldReason(StrEnum):
    """Why a purchase could not be granted by itself. The first that applies, in this order."""

    UNREADABLE = "unreadable"
    NO_BUYER = "no_buyer"
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Product:
    """A Tribute product as its API tells it. `status` and `type` may be values we don't know."""

    id: ProductId
    type: str
    name: str
    price: Money
    status: str
    accepts_cards: bool
    link: str
    web_link: str
    description: str = ""
    stars_amount: int | None = None
    """The price in Telegram Stars, where paying with Stars is switched on; else None."""
    pending_orders: int | None = None

    @property
    def sellable(self) -> bool:
        """Only approved products with a link can be bought (Tribute's API, `status`)."""
        return self.status == "approved" and bool(self.link)


RENEWAL_GRACE_SECONDS = 600
"""How long Tribute may take to renew. Its renewals come seconds after the old end, its word that
there will be none was seen four minutes after it; and a webhook that got lost comes again after
five (FACTS.md, Delivery and Other events)."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A person's access, folded from their live grants. `expires_at` None is a lifetime."""

    telegram_user_id: PersonId
    started_at: int
    expires_at: int | None
    renews_at: int | None = field(default=None, kw_only=True)
    """The end of what Tribute renews by itself then, unless it was cancelled; None: nothing."""

    @property
    def over_at(self) -> int | None:
        """When it is over for good. Who is being renewed must not lose their place meanwhile: at
        an end that Tribute renews by itself, it has a few minutes to say so."""
        if self.expires_at is not None and self.expires_at == self.renews_at:
            return self.expires_at + RENEWAL_GRACE_SECONDS
        return self.expires_at

    def active_at(self, now: int) -> bool:
        return self.over_at is None or now < self.over_at

    def renewing_at(self, now: int) -> bool:
        """Whether Tribute is expected to renew it by itself, as far as is known at `now`."""
        return self.renews_at is not None and now < self.renews_at + RENEWAL_GRACE_SECONDS


@dataclass(frozen=True, slots=True)
class CurrentSubscription(Subscription):
    """A subscription with its tariff, as paid handlers get it."""

    tariff: Duration | None
    """The one bought last of those it is made of; None where all of it was given by hand."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One right to access: a duration that runs from `granted_at` or after what there is already,
    or the time from `granted_at` to a fixed end."""

    id: int
    granted_at: int
    duration: Duration | None = None
    fixed_end_at: int | None = None
    renews: bool = False
    """Whether Tribute goes on from the fixed end by itself."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: an address, or one of our own actions on the thing with this id."""

    label: str
    url: str | None = None
    action: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent: Telegram HTML, and rows of buttons below it."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
