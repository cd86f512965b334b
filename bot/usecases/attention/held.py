"""A held payment as admins see it: its facts, what is missing, and which steps are possible."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import HeldReason, PurchaseStatus
from bot.domain.records import Person, Purchase
from storage import people, purchases, tariffs, webhook_events
from storage.engine.tx import Tx
from storage.stars import payments as stars_payments


class Missing(StrEnum):
    """Something without which a payment can't be granted."""

    READABLE = "readable"
    """Part of its delivery can't be read."""
    BUYER = "buyer"
    ORDER = "order"
    """It was paid in Stars, in the chat, and nobody knows for what."""
    PRODUCT = "product"
    TARIFF = "tariff"
    """Its product is bound to no tariff."""


class HeldStep(StrEnum):
    """A step that an admin can take now; to dismiss it is always possible."""

    ACCEPT = "accept"
    """Treat it like any other, because the admin vouches for it."""
    BIND = "bind"
    """Say how much access its product gives."""
    GRANT = "grant"
    """Say how much access it gives; it names no product."""
    NAME_BUYER = "name-buyer"


@dataclass(frozen=True, slots=True)
class HeldPurchase:
    """A held payment with the problems of its delivery, and the delivery's body as it came."""

    purchase: Purchase
    buyer: Person | None
    is_bound: bool
    """Whether its product is bound to a tariff, so that only something else is missing."""
    problems: str | None
    body: str

    @property
    def missing(self) -> tuple[Missing, ...]:
        purchase = self.purchase
        found = []
        if self._is_unreadable:
            found.append(Missing.READABLE)
        if purchase.telegram_user_id is None:
            found.append(Missing.BUYER)
        if purchase.was_made_in_the_chat:
            found.append(Missing.ORDER)
        elif purchase.product_id is None:
            found.append(Missing.PRODUCT)
        elif not self.is_bound:
            found.append(Missing.TARIFF)
        return tuple(found)

    @property
    def steps(self) -> tuple[HeldStep, ...]:
        """The possible steps; one may have to be taken before another is offered."""
        purchase = self.purchase
        found = []
        if self._is_unreadable and purchase.product_id is not None:
            found.append(HeldStep.ACCEPT)
        elif self._may_get_duration:
            found.append(HeldStep.GRANT if purchase.product_id is None else HeldStep.BIND)
        if purchase.telegram_user_id is None:
            found.append(HeldStep.NAME_BUYER)
        return tuple(found)

    @property
    def _is_unreadable(self) -> bool:
        return self.purchase.held_reason is HeldReason.UNREADABLE

    @property
    def _may_get_duration(self) -> bool:
        """Whether a duration helps: to bind the product, or to grant to a known buyer."""
        if self.purchase.product_id is None:
            return self.purchase.telegram_user_id is not None
        return not self.is_bound


def read_held(tx: Tx, row: int) -> HeldPurchase | None:
    """Return a held payment; None if it is not (or no longer) held."""
    purchase = purchases.get(tx, row)
    if purchase is None or purchase.status is not PurchaseStatus.HELD:
        return None
    buyer_id, product_id = purchase.telegram_user_id, purchase.product_id
    problems, body = _report(tx, purchase)
    return HeldPurchase(
        purchase,
        people.get(tx, buyer_id) if buyer_id is not None else None,
        product_id is not None and tariffs.bound(tx, product_id) is not None,
        problems,
        body,
    )


def _report(tx: Tx, purchase: Purchase) -> tuple[str | None, str]:
    """Return the problems and the body of what Tribute, or Telegram, has reported."""
    if purchase.event_row is None:
        payment = stars_payments.of_purchase(tx, purchase.id)
        return (payment.problems, payment.body) if payment is not None else (None, "")
    body = webhook_events.body(tx, purchase.event_row)
    return webhook_events.problems(tx, purchase.event_row), body.decode("utf-8", "replace")
