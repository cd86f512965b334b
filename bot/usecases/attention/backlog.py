"""The backlog: everything that waits for an admin, read in one go."""

from dataclasses import dataclass

from bot.domain.records import Claim, Person, Purchase, RefundAttempt, UnmatchedRefund
from bot.domain.recurring import RecurringProduct
from bot.usecases.chats import sync
from bot.usecases.support.support import OpenRequest
from storage import claims, people, purchases, refund_attempts, unmatched_refunds, webhooks_out
from storage.engine.tx import Tx
from storage.inbox import support_requests
from storage.outbox import QueuedMessage
from storage.queries import held_purchases, undeliverable
from storage.recurring import recurring_plans


@dataclass(frozen=True, slots=True)
class UnknownRefund:
    """A refund call to Tribute whose result nobody knows yet."""

    attempt: RefundAttempt
    purchase: Purchase


@dataclass(frozen=True, slots=True)
class UndeliverableMessage:
    """A message or job that won't be tried again, and its person."""

    message: QueuedMessage
    person: Person | None


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that no admin has decided yet, and the claimant."""

    claim: Claim
    person: Person | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many there are of the kinds of which only so many are listed."""

    held: int
    claims: int
    unmatched_refunds: int
    undeliverable: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """Everything that waits for an admin, oldest first; undeliverable messages newest first. Of
    very many of one kind only the first ones are listed: `numbers` counts all."""

    held: tuple[Purchase, ...]
    unmatched_refunds: tuple[UnmatchedRefund, ...]
    unknown_refunds: tuple[UnknownRefund, ...]
    undeliverable: tuple[UndeliverableMessage, ...]
    claims: tuple[OpenClaim, ...]
    lost_webhooks: int
    """How many webhooks the owner's service never took."""
    support_requests: tuple[OpenRequest, ...]
    """Messages of buyers to the owner that nobody has answered."""
    recurring: tuple[RecurringProduct, ...]
    """Recurring subscriptions that no admin has decided about yet."""
    numbers: Numbers

    @property
    def count(self) -> int:
        return (
            self.numbers.held
            + self.numbers.claims
            + self.numbers.unmatched_refunds
            + len(self.unknown_refunds)
            + self.numbers.undeliverable
            + self.lost_webhooks
            + len(self.support_requests)
            + len(self.recurring)
        )


def read_backlog(tx: Tx, now: int) -> Backlog:
    """Return everything that waits for an admin now."""
    return Backlog(
        tuple(held_purchases.held(tx)),
        tuple(unmatched_refunds.all_open(tx)),
        tuple(_unknown_refunds(tx)),
        tuple(
            UndeliverableMessage(one, sync.person_of(tx, one)) for one in undeliverable.latest(tx)
        ),
        tuple(OpenClaim(one, people.get(tx, one.telegram_user_id)) for one in claims.all_open(tx)),
        webhooks_out.count_undeliverable(tx),
        tuple(
            OpenRequest(one, people.get(tx, one.telegram_user_id))
            for one in support_requests.all_open(tx)
        ),
        tuple(recurring_plans.undecided(tx, now)),
        Numbers(
            held=held_purchases.count_held(tx),
            claims=claims.count_open(tx),
            unmatched_refunds=unmatched_refunds.count_open(tx),
            undeliverable=undeliverable.count(tx),
        ),
    )


def _unknown_refunds(tx: Tx) -> list[UnknownRefund]:
    found = [
        (attempt, purchases.get(tx, attempt.purchase_row))
        for attempt in refund_attempts.unknown(tx)
    ]
    return [UnknownRefund(attempt, purchase) for attempt, purchase in found if purchase]
