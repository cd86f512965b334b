"""The scene: everything that the composer of a notice reads at the moment it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.models import Message, Subscription
from bot.domain.records import Purchase
from bot.usecases.outbox.wording import Wording
from storage import purchases, subscriptions
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage


@dataclass(frozen=True, slots=True)
class Scene:
    """A queued notice, the ledger as it is now, and the reader's language."""

    tx: Tx
    queued: QueuedMessage
    say: Wording
    now: int

    @property
    def subject(self) -> int:
        """The row that the notice is about; LookupError if it has none."""
        if self.queued.subject_id is None:
            raise LookupError(f"notice {self.queued.id} has no subject")
        return self.queued.subject_id

    def purchase(self) -> Purchase:
        """Return the purchase that the notice is about; LookupError if it is missing."""
        return self.purchase_of(self.subject)

    def purchase_of(self, row: int) -> Purchase:
        """Return one of the purchases that the notice is about; LookupError if it is missing."""
        purchase = purchases.get(self.tx, row)
        if purchase is None:
            raise LookupError(f"notice {self.queued.id} is about a missing purchase")
        return purchase

    def buyer_subscription(self, purchase: Purchase) -> Subscription | None:
        if purchase.telegram_user_id is None:
            return None
        return subscriptions.of_any_plan(self.tx, purchase.telegram_user_id)

    def reader_subscription(self) -> Subscription | None:
        """Return the subscription of the person who reads the notice."""
        return subscriptions.of_any_plan(self.tx, self.queued.chat_id)


Composer = Callable[[Scene], Message | None]
"""Composes a notice; None if its content is no longer true."""
