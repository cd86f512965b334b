"""Records: the rows of the ledger as everything above storage reads them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import (
    FIRST_PLAN,
    EventRow,
    HeldReason,
    PersonId,
    PlanId,
    Product,
    ProductId,
    PurchaseId,
    PurchaseRow,
    PurchaseStatus,
    TariffId,
)
from bot.domain.money import Money
from bot.domain.times import beginning


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `locale` is their choice with /language, `language_code` comes from Telegram."""

    telegram_user_id: PersonId
    name: str | None
    username: str | None
    language_code: str | None
    locale: str | None
    first_seen_at: int
    started_at: int | None
    blocked_at: int | None
    no_news_at: int | None = None
    """When they said that they want no more broadcasts; None for somebody who gets them."""


class NewTariff(NamedTuple):
    """A plan and a length of time, which may be a tariff already or become one."""

    plan_id: PlanId
    duration: Duration


@dataclass(frozen=True, slots=True)
class Tariff:
    """A plan for a length of time, as it is sold."""

    id: TariffId
    duration: Duration
    plan_id: PlanId = FIRST_PLAN
    is_hidden: bool = False
    """An admin offers it to nobody; payments for it are granted."""


class TariffWords(NamedTuple):
    """Own words for a tariff in a language: a name in the place of its duration, and a
    description as Telegram HTML in that of what Tribute says; None where the original stands."""

    name: str | None = None
    description: str | None = None


NO_WORDS = TariffWords()


@dataclass(frozen=True, slots=True)
class BoundProduct:
    """A tariff's product; `product` is its last snapshot from Tribute, None before the first."""

    product_id: ProductId
    tariff: Tariff
    is_on_offer: bool
    product: Product | None
    fetched_at: int | None


@dataclass(frozen=True, slots=True)
class TariffSales:
    """The sales of one tariff in one currency; `paid` is None where the amount isn't known."""

    tariff: NewTariff
    count: int
    paid: Money | None


@dataclass(frozen=True, slots=True)
class PlanPeople:
    """How many people have a plan now, their own or by inclusion.

    `included` of them have one of the plans `by`, which include it.
    """

    plan_id: PlanId
    count: int
    by: tuple[PlanId, ...] = ()
    included: int = 0


@dataclass(frozen=True, slots=True)
class Purchase:
    """One payment. `id` is the ledger's own number; `purchase_id`, Tribute's, may be missing."""

    id: PurchaseRow
    purchase_id: PurchaseId | None
    event_row: EventRow | None
    """The delivery of Tribute; None for a payment in Stars in the chat."""
    status: PurchaseStatus
    held_reason: HeldReason | None
    telegram_user_id: PersonId | None
    telegram_username: str | None
    trb_user_id: str | None
    product_id: ProductId | None
    product_name: str | None
    """The name in the webhook; older webhooks have none, then it is the product's name when the
    purchase was granted."""
    amount_minor: int | None
    currency: str | None
    transaction_id: int | None
    purchased_at: int | None
    received_at: int
    settled_at: int | None
    refunded_at: int | None
    refund_reason: str | None
    dismissed_by: int | None
    dismissed_reason: str | None

    @property
    def paid(self) -> Money | None:
        return Money.of(self.amount_minor, self.currency)

    @property
    def delivery(self) -> EventRow:
        """The delivery of Tribute; LookupError for a payment in Stars in the chat."""
        if self.event_row is None:
            raise LookupError(f"purchase {self.id} came with no delivery")
        return self.event_row

    @property
    def was_made_in_the_chat(self) -> bool:
        """Whether it was paid in Stars to the bot itself, and not through Tribute."""
        return self.event_row is None

    @property
    def was_made_on_the_web(self) -> bool:
        """Whether the buyer signed in at Tribute by e-mail: then Stars can't have paid for it."""
        return (self.trb_user_id or "").upper().startswith("W-")

    @property
    def began_at(self) -> int:
        """When the purchase's access begins."""
        return beginning(self.purchased_at, self.received_at)


@dataclass(frozen=True, slots=True)
class Revocation:
    """An admin's end to somebody's access at a moment; their purchases stay as they are."""

    at: int
    admin_id: int
    reason: str | None


class AttemptState(StrEnum):
    """`calling → succeeded | rejected | unknown`, then `unknown → succeeded | not_done`."""

    CALLING = "calling"
    SUCCEEDED = "succeeded"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class RefundAttempt:
    """One call to Tribute for a refund, by an admin; `error` says why it failed."""

    id: int
    purchase_row: PurchaseRow
    actor_id: int
    state: AttemptState
    error: str | None
    created_at: int


@dataclass(frozen=True, slots=True)
class NewUnmatchedRefund:
    """A refund for which no purchase was found, before it is stored."""

    event_row: EventRow
    telegram_user_id: int | None
    product_id: int | None
    product_name: str | None
    amount_minor: int | None
    currency: str | None
    refund_reason: str | None
    refunded_at: int


@dataclass(frozen=True, slots=True)
class UnmatchedRefund(NewUnmatchedRefund):
    """A stored refund for which no purchase was found; it waits for an admin."""

    id: int

    @property
    def paid(self) -> Money | None:
        return Money.of(self.amount_minor, self.currency)


class ClaimState(StrEnum):
    """An admin's decision about a claim; OPEN before it, CLOSED where it needs none any more."""

    OPEN = "open"
    APPROVED = "approved"
    DENIED = "denied"
    CLOSED = "closed"
    """Its payment was settled, refunded or dismissed without a look at the claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The message of a person who paid in the browser and asks for access."""

    id: int
    telegram_user_id: PersonId
    text: str
    state: ClaimState
    purchase_row: PurchaseRow | None
    created_at: int
    decided_at: int | None
    decided_by: int | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One audit action: who did what to whom; kept for ever."""

    at: int
    actor: str
    action: str
    subject: str
    detail: str | None


class HistoryKind(StrEnum):
    """The entries of a person's history that don't come from the audit."""

    PAID = "paid"
    REFUNDED = "money_returned"
    CLAIMED = "claimed"
    RECURRING = "tribute_subscription"
    SUPPORT = "support_message"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a history; `purchase_row` is set for purchases, `actor` for audit actions."""

    at: int
    what: str
    purchase_row: PurchaseRow | None
    actor: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class TelegramWait:
    """A wait that Telegram asked for: of one method, in one chat if it is called for a chat."""

    method: str
    chat_id: int | None
    asked_at: int
    seconds: int

    def seconds_left(self, now: int) -> int:
        """Return how long it still lasts; a clock that went back makes it no longer than it was."""
        return max(0, min(self.seconds, self.asked_at + self.seconds - now))


@dataclass(frozen=True, slots=True)
class QueuedWebhook:
    """A webhook to the owner's service, queued or done; `error` is of its last try."""

    id: int
    webhook_id: str
    type: str
    telegram_user_id: PersonId
    body: str
    attempts: int
    error: str | None
    error_status: int | None
    done_at: int | None
    """When it was taken or given up; None while it waits."""
