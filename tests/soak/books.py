"""Our own books of a soak: what was sold and given back, apart from all that the bot keeps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateutil.relativedelta import relativedelta

from bot.sandbox.tribute import Purchase

MONTHS = {456: 1, 457: 3}
LIFETIME = 459
UNBOUND = 512
"""The product that no tariff sells."""


@dataclass(slots=True)
class Sale:
    """One purchase at Tribute, and what the bot has answered to it."""

    purchase: Purchase
    taken: bool = False
    """Some delivery of it was answered 200."""
    refund_sent: bool = False
    refund_may_overtake: bool = False
    applied_answers: int = 0
    """Deliveries that were answered as the first of their event; more than one is one too many."""

    @property
    def name(self) -> str:
        return self.purchase.product_name

    @property
    def buyer(self) -> int | None:
        return self.purchase.telegram_user_id

    @property
    def status(self) -> str:
        """How the ledger must show it."""
        if self.purchase.refunded:
            return "refunded"
        return "held" if self.buyer is None or self.purchase.product_id == UNBOUND else "applied"


@dataclass(slots=True)
class Books:
    sales: list[Sale] = field(default_factory=list)

    def buyers(self) -> set[int]:
        return {sale.buyer for sale in self.sales if sale.buyer is not None}

    def expected_end(self, buyer: int) -> int | str | None:
        """Until when this person has access: None for life, "none" for nobody's.

        Months are added to the moment at which an unbroken chain of purchases began.
        """
        mine = [sale for sale in self.sales if sale.buyer == buyer and sale.status == "applied"]
        mine.sort(key=lambda sale: sale.purchase.created_at)
        began, months, end = 0, 0, 0
        for sale in mine:
            if sale.purchase.product_id == LIFETIME:
                return None
            if months == 0 or sale.purchase.created_at > end:
                began, months = sale.purchase.created_at, 0
            months += MONTHS[sale.purchase.product_id]
            end = _later(began, months)
        return end if mine else "none"


def _later(at: int, months: int) -> int:
    moment = datetime.fromtimestamp(at, UTC) + relativedelta(months=months)
    return int(moment.timestamp())
