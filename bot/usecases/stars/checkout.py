"""Answers Telegram's question whether somebody may pay an invoice now, from what is true now.

It is read beside the writer, so that no buyer waits behind a rush of payments: Telegram lets the
payment fail after ten seconds. A payment of an order that this missed by a commit is honoured too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.money import STARS
from bot.domain.records import Person
from bot.domain.stars import Checkout, Order, Refusal, refusal_of
from bot.errors import StorageUnavailable
from bot.usecases.shop_face.consent import Consent
from bot.usecases.stars.prices import sold_for
from storage import people, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.recurring import recurring_events
from storage.stars import orders, renewals

LocaleOf = Callable[[Person | None], str]
"""Returns the language of a person, or of somebody whom the bot doesn't know."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the payer may pay: `refusal` is None where they may."""

    refusal: Refusal | None
    payer: Person | None
    """The payer, if the bot knows them."""


@dataclass(frozen=True, slots=True)
class StarsCheckout:
    """Decides about each payment before it is made."""

    db: Database
    clock: Clock
    consent: Consent

    async def decide(self, asked: Checkout, locale_of: LocaleOf) -> Verdict:
        """Say whether this may be paid now. Raises StorageUnavailable."""
        if self.db.loss is not None:
            raise StorageUnavailable("a payment couldn't be stored")
        now = self.clock.now()

        def query(tx: Tx) -> Verdict:
            payer = people.get(tx, asked.payer)
            refusal = _refusal(tx, asked, now)
            if refusal is None and self._terms_are_due(tx, asked.payer, locale_of(payer), now):
                refusal = Refusal.TERMS
            return Verdict(refusal, payer)

        return await self.db.report(query)

    def _terms_are_due(self, tx: Tx, payer: PersonId, locale: str, now: int) -> bool:
        if not self.consent.is_on:
            return False
        has_paid = _has_paid(tx, payer, now)
        return self.consent.due_in(tx, payer, locale, has_paid=has_paid) is not None


def _refusal(tx: Tx, asked: Checkout, now: int) -> Refusal | None:
    order = orders.by_payload(tx, asked.payload)
    if order is not None and order.renews and _is_renewal(tx, order, asked, now):
        return None
    refusal = refusal_of(order, asked, now)
    if refusal is not None or order is None:
        return refusal
    price = sold_for(tx, order.tariff_id)
    if price is None:
        return Refusal.NOT_SOLD
    return Refusal.PRICE if price != order.price else None


def _is_renewal(tx: Tx, order: Order, asked: Checkout, now: int) -> bool:
    """Return whether a question is about a renewal that is due, which costs what the first payment
    did, whatever is sold now."""
    if (asked.amount, asked.currency) != (order.stars, STARS):
        return False
    return any(one.is_due(now) for one in renewals.of_order(tx, order.id, asked.payer))


def _has_paid(tx: Tx, person: PersonId, now: int) -> bool:
    """Return whether the person has ever paid, whatever became of it."""
    return bool(
        purchases.of_person(tx, person, 1)
        or recurring_events.standings(tx, person, now)
        or recurring_events.held_of_person(tx, person, now)
    )
