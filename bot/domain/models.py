"""The values that every layer uses: ids, outcomes, products, grants, subscriptions, messages."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, NewType

from bot.domain.durations import Duration
from bot.domain.money import Money
from bot.domain.shop_face.telegram_html import utf16_length

PersonId = NewType("PersonId", int)
"""A Telegram user id; for a private chat it is the chat id too."""
ProductId = NewType("ProductId", int)
"""Tribute's product id."""
PurchaseId = NewType("PurchaseId", int)
"""Tribute's purchase id, unique per purchase; older webhooks have none."""
PurchaseRow = NewType("PurchaseRow", int)
"""The ledger's own number of a purchase: every purchase has one."""
TariffId = NewType("TariffId", int)
"""The ledger's own number of a tariff."""
PlanId = NewType("PlanId", int)
"""The ledger's own number of a plan."""
FIRST_PLAN = PlanId(1)
"""The plan that a shop begins with; ACCESS_CHAT_IDS and tariffs without a plan are its own."""
EventRow = NewType("EventRow", int)
"""The row of a webhook delivery in `webhook_events`."""
TraceId = NewType("TraceId", str)
"""The name that every log line gives to one delivery and everything it causes (`event_id`)."""


def bare_username(written: str | None) -> str | None:
    """Return a username without the @ that people and programs write before it; None if nothing is
    left."""
    return (written or "").strip().lstrip("@").strip() or None


class Outcome(StrEnum):
    """The outcome of a webhook delivery; goes back to Tribute in the 200 answer."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    IGNORED = "ignored"
    TEST = "test"


class PurchaseStatus(StrEnum):
    """The status of a purchase: granted, held, refunded or dismissed."""

    APPLIED = "applied"
    HELD = "held"
    REFUNDED = "refunded"
    DISMISSED = "dismissed"


class HeldReason(StrEnum):
    """Why a purchase could not be granted at once: the first reason that applies, in this order."""

    UNREADABLE = "unreadable"
    NO_BUYER = "no_buyer"
    UNBOUND = "unbound"
    NO_ORDER = "no_order"
    """A payment in Stars, in the chat, for which there is no order."""
    OTHER_AMOUNT = "other_amount"
    """A payment in Stars, in the chat, of another amount or currency than its order's."""
    CHARGE_UNREADABLE = "charge_unreadable"
    """A payment in Stars, in the chat, of which something can't be read, such as who has paid."""


@dataclass(frozen=True, slots=True)
class Product:
    """A Tribute product as the API describes it. `status` and `type` may have unknown values."""

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
        """Whether it can be bought: only approved products with a link can (Tribute's API,
        `status`)."""
        return self.status == "approved" and bool(self.link)


RENEWAL_GRACE_SECONDS = 600
"""How long Tribute may take to renew. Renewals come seconds after the old end; a cancellation was
seen four minutes after it, and a lost webhook comes again after five (docs/tribute.md)."""


class BoughtTime(NamedTuple):
    """Calendar months and days that were bought or given, added up."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """A person's access to one plan, their own or by inclusion, folded from their live grants.
    `expires_at` None is a lifetime."""

    telegram_user_id: PersonId
    started_at: int
    expires_at: int | None
    renews_at: int | None = field(default=None, kw_only=True)
    """When Tribute or Telegram renews this access automatically; None where nobody does, or it was
    cancelled."""
    renews_in_stars: bool = field(default=False, kw_only=True)
    """Whether Telegram renews it then, in Stars, and not Tribute."""
    bought: BoughtTime | None = field(default=None, kw_only=True, compare=False)
    """The bought time since `started_at`, where the end is nothing but their sum: one more sale can
    then be added without the other grants. None where it isn't, or isn't known."""

    @property
    def over_at(self) -> int | None:
        """When access really ends: `expires_at`, plus a grace period where Tribute is about to
        renew, so that nobody loses their place in a chat meanwhile."""
        if self.expires_at is not None and self.expires_at == self.renews_at:
            return self.expires_at + RENEWAL_GRACE_SECONDS
        return self.expires_at

    def active_at(self, now: int) -> bool:
        """Return whether the person has access at `now`."""
        return self.over_at is None or now < self.over_at

    def renewing_at(self, now: int) -> bool:
        """Return whether it is expected to be renewed, as far as is known at `now`."""
        return self.renews_at is not None and now < self.renews_at + RENEWAL_GRACE_SECONDS


@dataclass(frozen=True, slots=True)
class CurrentSubscription(Subscription):
    """A subscription with its plan and tariff, as paid handlers get it."""

    plan: str
    """The key of the plan, such as `pro`."""
    tariff: Duration | None
    """The tariff of this plan that was bought last; None where none was, as for a manual grant or
    for access by inclusion."""


class GrantSource(StrEnum):
    """Where a grant comes from."""

    PURCHASE = "purchase"
    ADMIN = "admin"
    RECURRING = "tribute_subscription"
    """An event of a recurring subscription at Tribute."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One right to a plan: either a duration, which runs from `granted_at` or after the access that
    is there already, or the time from `granted_at` to a fixed end."""

    id: int
    granted_at: int
    duration: Duration | None = None
    fixed_end_at: int | None = None
    renews: bool = False
    """Whether Tribute renews automatically at the fixed end, or Telegram does, in Stars."""
    cut_at: int | None = None
    """When an admin ended the access of which this was a part; None for one stored after that."""
    plan_id: PlanId = FIRST_PLAN
    in_stars: bool = False
    """Whether its fixed end is one of a renewing payment in Stars."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: an address, an action of the bot on the thing with this id, or a
    text that pressing it copies."""

    label: str
    url: str | None = None
    action: str | None = None
    id: int = 0
    copy: str | None = None


_LONGEST_COPY = 256


def may_be_copied(text: str) -> bool:
    """Return whether a button can copy the text: 1 to 256 characters
    (https://core.telegram.org/bots/api#copytextbutton), counted in UTF-16 to be on the safe
    side."""
    return 1 <= utf16_length(text) <= _LONGEST_COPY


@dataclass(frozen=True, slots=True)
class Copy:
    """A message of a chat that is copied; `instead` (Telegram HTML) goes out if it was deleted."""

    chat_id: int
    message_id: int
    instead: str
    says_all: bool = False
    """Whether `instead` has all that the message says, so that it may go out while Telegram copies
    nothing."""


class MediaKind(StrEnum):
    """A picture or a video, by Telegram's words; a video without sound is an animation there."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a video that Telegram has, by the identifier that this bot got of it."""

    kind: MediaKind
    file_id: str
    hidden: bool = False
    """Whether its readers have to tap it to see it."""
    below: bool = False
    """Whether the text stands above it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent: Telegram HTML, rows of buttons below it, and a copy after it."""

    text: str
    """With `media`, the words beside the picture, often none."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    copy: Copy | None = None
    media: Media | None = None
    quiet: bool = False
    """Whether it arrives without a sound."""
    own: tuple[int, ...] = ()
    """The rows of `shop_texts` whose words or button are in it: if Telegram refuses it, it is
    composed without them."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The owner's words that Telegram has refused in a message which then arrived without them."""

    rows: tuple[int, ...]
    reason: str
