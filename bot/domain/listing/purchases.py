"""The filters of a list of purchases, and where it goes on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import PersonId, PlanId, PurchaseRow


class ListedStatus(StrEnum):
    """The states by which purchases are listed; a guessed refund is one of the refunded, a renewed
    purchase one of the granted: its buyer had bought before."""

    GRANTED = "granted"
    RENEWED = "renewed"
    HELD = "held"
    REFUNDED = "refunded"
    GUESSED = "guessed"
    DISMISSED = "dismissed"


class ListedKind(StrEnum):
    """How somebody paid."""

    TRIBUTE = "tribute"
    STARS = "stars"
    RENEWING = "renewing"


@dataclass(frozen=True, slots=True)
class SoughtPurchases:
    """The filters; None is any. The period is from `since` up to, not including, `until`.

    It is that of the payment, as for the owner's numbers; of the refund for refunded purchases, of
    the grant for renewed and of the arrival for held ones.
    """

    status: ListedStatus | None = None
    kind: ListedKind | None = None
    plan_id: PlanId | None = None
    tariff_id: int | None = None
    product_id: int | None = None
    currency: str | None = None
    since: int | None = None
    until: int | None = None
    people: tuple[PersonId, ...] = ()
    rows: tuple[PurchaseRow, ...] = ()
    """These purchases alone, and those of these people; all where both are empty."""
    words: tuple[str, ...] = ()
    """Each must be part of the product's name, or of the buyer's name or @username."""

    @property
    def by_refund(self) -> bool:
        """Whether the list goes by the time of the refund."""
        return self.status is ListedStatus.REFUNDED

    @property
    def is_few(self) -> bool:
        """Whether an index finds the few that can be meant."""
        return bool(self.people or self.rows) or self.status is ListedStatus.GUESSED

    @property
    def is_joined(self) -> bool:
        """Whether other tables are asked about each purchase."""
        is_renewed = self.status is ListedStatus.RENEWED
        return is_renewed or bool(self.words or self.plan_id or self.tariff_id)


class Place(NamedTuple):
    """Where a list goes on: after this row; `refunded_at` in the list of refunded ones."""

    row: int
    refunded_at: int = 0
