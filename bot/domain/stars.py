"""Stars, paid in the chat: prices, orders, Telegram's reports, when an order may be paid, and why a
refund wasn't confirmed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PurchaseRow, TariffId
from bot.domain.money import STARS
from bot.errors import TributaryError

MOST_STARS = 100_000
"""The most that Telegram takes for one invoice."""
MOST_RENEWING_STARS = 10_000
"""The most that Telegram takes for a payment that renews."""
PERIOD_DAYS = 30
"""How often such a payment renews: Telegram knows no other period."""
RENEWING_DURATION = Duration(months=1)
"""The only duration of a tariff whose price may renew: people read that it is 30 days."""
ORDER_SECONDS = 86_400
"""An invoice can be paid for a day: its price may be another one later."""
LONGEST_TITLE = 32
"""The longest title of an invoice (https://core.telegram.org/bots/api#sendinvoice)."""

NO_CHARGE = "message:"
"""The beginning of the name of a payment for which Telegram names no charge."""
_MONEY = ("successful_payment", "refunded_payment")
SUBSCRIPTION = "subscription"
"""The update that says whether a payment renews."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s,](?=[0-9]{3}(?![0-9]))")
_STARS = re.compile(r"\s*(?:⭐\ufe0f?|stars?|xtr|зв[её]зд\w*)\s*", re.I)


def read_stars(text: str) -> int | None:
    """Read a price as an admin types it, such as `250`, `2 500` or `250 ⭐`; None where it is no
    whole number from 1 to 100,000."""
    bare = _BETWEEN_DIGITS.sub("", _STARS.sub("", text, count=1).strip())
    if not bare.isascii() or _NUMBER.fullmatch(bare) is None:
        return None
    return int(bare) if 1 <= int(bare) <= MOST_STARS else None


class InStars(NamedTuple):
    """A price in Stars, paid once or every 30 days."""

    stars: int
    renews: bool = False


@dataclass(frozen=True, slots=True)
class StarsPrice:
    """The price in Stars that an admin asks for a tariff since a moment; with None it isn't sold
    so. `id` grows with each decision."""

    id: int
    tariff_id: TariffId
    stars: int | None
    set_at: int
    admin_id: PersonId
    renews: bool = False

    @property
    def price(self) -> InStars | None:
        return InStars(self.stars, self.renews) if self.stars is not None else None


class OrderState(StrEnum):
    """The state of an order. Only an open one may be paid; a payment of any other is honoured all
    the same, where Telegram took it."""

    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    """The buyer has ordered again since."""
    REPRICED = "repriced"
    """An admin has changed the price since, or sells it no more."""


@dataclass(frozen=True, slots=True)
class Order:
    """One invoice, or one link that renews, to one person, stored before it is sent."""

    id: int
    payload: str
    telegram_user_id: PersonId
    tariff_id: TariffId
    stars: int
    title: str
    created_at: int
    expires_at: int
    state: OrderState
    message_id: int | None
    renews: bool = False

    @property
    def price(self) -> InStars:
        return InStars(self.stars, self.renews)


@dataclass(frozen=True, slots=True)
class Checkout:
    """Telegram's question whether somebody may pay now, as far as it could be read."""

    payer: PersonId
    payload: str
    amount: int | None
    currency: str | None


class Refusal(StrEnum):
    """Why somebody may not pay an invoice now; a text for each."""

    UNKNOWN = "unknown"
    PAID = "paid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    PRICE = "price"
    NOT_SOLD = "not-sold"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Charge:
    """A payment in Stars as Telegram reports it, as far as it could be read. `facts` are what two
    reports of one charge must agree on."""

    charge_id: str
    payer: PersonId | None
    payer_name: str | None
    payer_username: str | None
    payload: str
    amount: int | None
    currency: str | None
    paid_at: int | None
    body: str
    problems: str | None = None
    named_end_at: int | None = None
    """The end of the paid time as Telegram names it, of a payment that renews."""
    is_first: bool | None = None
    """Whether it is the first of the payments that renew each other; None where Telegram doesn't
    say."""

    @property
    def facts(self) -> str:
        return f"{self.amount} {self.currency} {self.payer} {self.payload}"


@dataclass(frozen=True, slots=True)
class StarsPayment:
    """A stored payment in Stars, and its purchase."""

    id: int
    charge_id: str
    purchase_row: PurchaseRow
    order_id: int | None
    facts: str
    problems: str | None
    body: str
    reports: int
    conflicts: int = 0
    """How many reports of this charge have other facts."""
    is_repeated: bool = False
    """Whether its order was paid before, and this is no renewal."""
    renewal_id: int | None = None
    """Its renewal, if it is a payment of one."""
    named_end_at: int | None = None
    is_first: bool = True
    """Whether it is the first payment of a renewal."""

    @property
    def has_charge(self) -> bool:
        """Whether Telegram has named the charge: else it can't be given back by it."""
        return not self.charge_id.startswith(NO_CHARGE)


class StarsRefusal(StrEnum):
    """Why Stars weren't given back, or may not have been; a text with the next step for each."""

    UNKNOWN_CHARGE = "unknown-charge"
    OTHER_PAYER = "other-payer"
    BALANCE = "balance"
    """The bot has spent the Stars, or Telegram has paid them out."""
    LATER = "later"
    UNAUTHORIZED = "unauthorized"
    REFUSED = "refused"
    """For a reason that isn't documented."""
    RENEWAL = "renewal"
    """Telegram hasn't confirmed that the payment won't renew, so it wasn't asked for a refund."""
    UNCLEAR = "unknown"
    """Nobody knows whether it happened."""


class StarsRefundError(TributaryError):
    """A refund in Stars without a confirmation of Telegram's."""

    def __init__(self, refusal: StarsRefusal, message: str) -> None:
        super().__init__(message)
        self.refund_text_key = f"stars-refund-error-{refusal}"
        self.outcome_unknown = refusal is StarsRefusal.UNCLEAR
        """Whether Telegram may have given the Stars back in spite of the error."""
        self.for_good = refusal in {StarsRefusal.UNKNOWN_CHARGE, StarsRefusal.OTHER_PAYER}
        """Whether asking again can't help."""


def carries_payment(update: Mapping[str, Any]) -> bool:
    """Return whether an update of Telegram says of money that was paid or given back, or whether a
    payment renews."""
    if isinstance(update.get(SUBSCRIPTION), dict):
        return True
    message = update.get("message")
    return isinstance(message, dict) and any(one in message for one in _MONEY)


def refusal_of(order: Order | None, asked: Checkout, now: int) -> Refusal | None:
    """Return why an order may not be paid now, whatever is sold; None where it may."""
    if order is None:
        return Refusal.UNKNOWN
    by_state = {
        OrderState.PAID: Refusal.PAID,
        OrderState.EXPIRED: Refusal.EXPIRED,
        OrderState.REPLACED: Refusal.REPLACED,
        OrderState.REPRICED: Refusal.PRICE,
    }
    if order.state in by_state:
        return by_state[order.state]
    if order.expires_at <= now:
        return Refusal.EXPIRED
    if (asked.amount, asked.currency) != (order.stars, STARS):
        return Refusal.PRICE
    return None
