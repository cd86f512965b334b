"""Everything that waits for an admin, read at once."""

from dataclasses import dataclass

from bot.usecases.chats import sync
from storage import claims, people, purchases, recurring_plans, refund_attempts, webhooks_out
from storage import unmatched_refunds as unmatched
from storage.claims import Claim
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage
from storage.people import Person
from storage.purchases import Purchase
from storage.queries import undeliverable
from storage.recurring_plans import RecurringPlan
from storage.refund_attempts import Attempt
from storage.unmatched_refunds import UnmatchedRefund


@dataclass(frozen=True, slots=True)
class UnknownRefund:
    """A call to Tribute of which nobody knows yet whether it returned the money."""

    attempt: Attempt
    purchase: Purchase


@dataclass(frozen=True, slots=True)
class DeadMessage:
    """A message that will not go out by itself, and whom it was for."""

    message: QueuedMessage
    person: Person | None


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """Somebody says that they paid in the browser, and nobody has decided yet."""

    claim: Claim
    person: Person | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Everything that waits for an admin, oldest first."""

    held: tuple[Purchase, ...]
    unmatched_refunds: tuple[UnmatchedRefund, ...]
    unknown_refunds: tuple[UnknownRefund, ...]
    undeliverable: tuple[DeadMessage, ...]
    claims: tuple[OpenClaim, ...]
    lost_webhooks: int
    """How many the owner's own service never took."""
    plans: tuple[RecurringPlan, ...]
    """Tribute's subscriptions of which nobody has said yet whether they count."""

    @property
    def count(self) -> int:
        return (
            len(self.held)
            + len(self.claims)
            + len(self.unmatched_refunds)
            + len(self.unknown_refunds)
            + len(self.undeliverable)
            + self.lost_webhooks
            + len(self.plans)
        )


def read(tx: Tx, now: int) -> Trouble:
    return Trouble(
        tuple(purchases.held(tx)),
        tuple(unmatched.all_open(tx)),
        tuple(_unknown_refunds(tx)),
        tuple(DeadMessage(one, sync.person_of(tx, one)) for one in undeliverable.latest(tx)),
        tuple(OpenClaim(one, people.get(tx, one.telegram_user_id)) for one in claims.all_open(tx)),
        webhooks_out.count_undeliverable(tx),
        tuple(recurring_plans.undecided(tx, now)),
    )


def _unknown_refunds(tx: Tx) -> list[UnknownRefund]:
    found = [
        (attempt, purchases.get(tx, attempt.purchase_row))
        for attempt in refund_attempts.unknown(tx)
    ]
    return [UnknownRefund(attempt, purchase) for attempt, purchase in found if purchase]
