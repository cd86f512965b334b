"""Tribute's recurring subscriptions: the events about them, and what is sold as such."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import RENEWAL_GRACE_SECONDS, EventRow, PersonId, PlanId
from bot.domain.money import Money


class RecurringChange(StrEnum):
    """The change of a recurring subscription that an event reports."""

    NEW = "new"
    RENEWED = "renewed"
    CANCELLED = "cancelled"


class RecurringStatus(StrEnum):
    """The status of an event: granted, held, or without effect."""

    APPLIED = "applied"
    HELD = "held"
    IGNORED = "ignored"
    SETTLING = "settling"
    """It can't be granted at once and waits among the held payments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecurringEvent:
    """An event as far as it could be read, before it is stored. `price_minor` is the sum paid,
    `amount_minor` the rest of it after Tribute's commission."""

    event_row: EventRow
    subscription_id: int
    what: RecurringChange
    received_at: int
    telegram_user_id: PersonId | None = None
    telegram_username: str | None = None
    trb_user_id: str | None = None
    name: str | None = None
    type: str | None = None
    period_id: int | None = None
    """Which of the subscription's periods it is about, such as monthly or yearly."""
    period: str | None = None
    price_minor: int | None = None
    amount_minor: int | None = None
    currency: str | None = None
    expires_at: int | None = None
    cancel_reason: str | None = None
    occurred_at: int | None = None

    @property
    def price(self) -> Money | None:
        return Money.of(self.price_minor, self.currency)

    @property
    def amount(self) -> Money | None:
        return Money.of(self.amount_minor, self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringEvent(NewRecurringEvent):
    """A stored event, and what has become of it."""

    id: int
    status: RecurringStatus


@dataclass(frozen=True, slots=True)
class RecurringStanding:
    """One person's standing with one period of a recurring subscription, by Tribute's latest event
    of it."""

    latest: RecurringEvent
    paid_until: int
    renews_at: int | None
    """When Tribute renews it automatically; None where it doesn't, or not as access here."""

    @property
    def over_at(self) -> int:
        """When it is over, as far as Tribute has reported; a renewal may come a little late."""
        return self.paid_until + (RENEWAL_GRACE_SECONDS if self.renews_at is not None else 0)


class RecurringBinding(StrEnum):
    """Whether a recurring subscription counts as access here."""

    UNBOUND = "unbound"
    """No admin has decided yet; payments for it are held."""
    BOUND = "bound"
    """It counts as access."""
    FOREIGN = "foreign"
    """It is for something else; payments for it are recorded, and give no access here."""


@dataclass(frozen=True, slots=True)
class RecurringProduct:
    """A recurring subscription that Tribute sells. `name` and `channel_name` are from its latest
    webhook, and None before the first."""

    subscription_id: int
    name: str | None
    channel_name: str | None
    state: RecurringBinding
    plan_id: PlanId | None
    """The plan that it opens; None where it opens none."""
    people: int
    """How many people have paid for it until later than now, by Tribute's webhooks."""


@dataclass(frozen=True, slots=True)
class RecurringSales:
    """The payments for one recurring subscription in one currency; `paid` is None for trials, and
    where the amount isn't known."""

    subscription_id: int
    name: str | None
    count: int
    paid: Money | None
