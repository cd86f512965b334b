"""The expected state of a soak: its purchases and refunds, kept apart from the bot's own file."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateutil.relativedelta import relativedelta

from bot.sandbox.tribute import Purchase

MONTHS = {456: 1, 457: 3}
LIFETIME = 459
UNBOUND = 512
"""The product that no tariff sells."""


@dataclass(slots=True)
class ExpectedPurchase:
    """One purchase at Tribute, with the bot's answers to its deliveries."""

    record: Purchase
    taken: bool = False
    """Whether some delivery of it was answered 200."""
    refund_sent: bool = False
    refund_may_overtake: bool = False
    """Whether the refund was sent before any delivery of the purchase was answered 200."""
    applied_answers: int = 0
    """Deliveries that were answered as the first of their event; more than one is one too many."""

    @property
    def name(self) -> str:
        return self.record.product_name

    @property
    def buyer(self) -> int | None:
        return self.record.telegram_user_id

    @property
    def status(self) -> str:
        """The status that the ledger must show."""
        if self.record.refunded:
            return "refunded"
        return "held" if self.buyer is None or self.record.product_id == UNBOUND else "applied"


@dataclass(slots=True)
class Expected:
    """The expected purchases, and the access that follows from them."""

    purchases: list[ExpectedPurchase] = field(default_factory=list)

    def buyers(self) -> set[int]:
        return {purchase.buyer for purchase in self.purchases if purchase.buyer is not None}

    def access_end(self, buyer: int) -> int | str | None:
        """Return the end of this person's access: None for a lifetime, "none" without access.

        Months are added to the moment at which an unbroken chain of purchases began.
        """
        mine = [
            purchase
            for purchase in self.purchases
            if purchase.buyer == buyer and purchase.status == "applied"
        ]
        mine.sort(key=lambda purchase: purchase.record.created_at)
        began, months, end = 0, 0, 0
        for purchase in mine:
            if purchase.record.product_id == LIFETIME:
                return None
            if months == 0 or purchase.record.created_at > end:
                began, months = purchase.record.created_at, 0
            months += MONTHS[purchase.record.product_id]
            end = _later(began, months)
        return end if mine else "none"


def _later(at: int, months: int) -> int:
    moment = datetime.fromtimestamp(at, UTC) + relativedelta(months=months)
    return int(moment.timestamp())
