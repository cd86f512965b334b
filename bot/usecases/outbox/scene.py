"""The scene: everything that the composer of a notice reads at the moment it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.models import Button, Message, Subscription
from bot.domain.plans import Inclusions
from bot.domain.records import Purchase
from bot.texts import Markup
from bot.usecases.outbox.accesses import accesses_of
from bot.usecases.outbox.wording import Wording
from storage import grants, plans, purchases, subscriptions
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage


@dataclass(frozen=True, slots=True)
class Scene:
    """A queued notice, the ledger as it is now, and the reader's language."""

    tx: Tx
    queued: QueuedMessage
    say: Wording
    now: int
    takes_own: bool = True
    """Whether the owner's words may stand in it, which Telegram can refuse."""
    own: list[int] = field(default_factory=list)
    """The rows of the owner's words that its composer has used."""

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

    def card_button(self, purchase: Purchase) -> Button:
        """Return the button that shows a purchase to an admin."""
        return Button(self.say.plain("button-purchase"), action="purchase", id=purchase.id)

    def buyer_subscription(self, purchase: Purchase) -> Subscription | None:
        """Return the buyer's subscription to the plan of this purchase, or to any where it gave
        none."""
        if purchase.telegram_user_id is None:
            return None
        granted = grants.of_purchase(self.tx, purchase.id)
        if granted is None:
            return subscriptions.of_any_plan(self.tx, purchase.telegram_user_id)
        return subscriptions.get(self.tx, purchase.telegram_user_id, granted.plan_id)

    def inclusions(self) -> Inclusions:
        """Return which plans include which."""
        return plans.inclusions(self.tx)

    def reader_access(self) -> Markup:
        """Return how the access of the person who reads the notice stands."""
        return self.say.accesses(accesses_of(self.tx, self.queued.chat_id, self.now), self.now)

    def their_access(self, telegram_user_id: int | None) -> Markup:
        """Return how another person's access stands, in an admin's notice."""
        found = accesses_of(self.tx, telegram_user_id, self.now) if telegram_user_id else ()
        return self.say.their_accesses(found, self.now)

    def reader_subscription(self) -> Subscription | None:
        """Return the subscription of the reader that ends last, whichever plan it is for."""
        return subscriptions.of_any_plan(self.tx, self.queued.chat_id)


Composer = Callable[[Scene], Message | None]
"""Composes a notice; None if its content is no longer true."""
