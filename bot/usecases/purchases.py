"""Purchases as admins look them up."""

from dataclasses import dataclass

from bot.domain.models import Subscription
from bot.domain.periods import Duration
from storage import audit, grants, people, purchases, refunds
from storage.audit import Entry
from storage.database import Database
from storage.people import Person
from storage.purchases import Purchase
from storage.refunds import Attempt
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class PurchaseCard:
    """One purchase with all that an admin may want to know around it."""

    purchase: Purchase
    buyer: Person | None
    duration: Duration | None
    subscription: Subscription | None
    open_attempt: Attempt | None
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the newest purchases first, each with its buyer where that is known."""

    rows: tuple[tuple[Purchase, Person | None], ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Purchases:
    db: Database

    async def page(self, number: int, size: int) -> Page:
        """Page `number` (from 0; out of range means the nearest one)."""
        return await self.db.read(lambda tx: _page(tx, number, size))

    async def card(self, row: int) -> PurchaseCard | None:
        return await self.db.read(lambda tx: _card(tx, purchases.get(tx, row)))

    async def card_by_purchase_id(self, purchase_id: int) -> PurchaseCard | None:
        """By Tribute's own number."""
        return await self.db.read(lambda tx: _card(tx, purchases.by_purchase_id(tx, purchase_id)))


def _page(tx: Tx, number: int, size: int) -> Page:
    pages = max(1, -(-purchases.count(tx) // size))
    number = min(max(number, 0), pages - 1)
    found = purchases.latest(tx, size, number * size)
    return Page(tuple((one, _buyer(tx, one)) for one in found), number, pages)


def _card(tx: Tx, purchase: Purchase | None) -> PurchaseCard | None:
    if purchase is None:
        return None
    buyer_id = purchase.telegram_user_id
    return PurchaseCard(
        purchase,
        _buyer(tx, purchase),
        grants.duration_of_purchase(tx, purchase.id),
        grants.subscription(tx, buyer_id) if buyer_id is not None else None,
        refunds.open_attempt(tx, purchase.id),
        tuple(audit.of_subject(tx, f"purchase:{purchase.id}")),
    )


def _buyer(tx: Tx, purchase: Purchase) -> Person | None:
    if purchase.telegram_user_id is None:
        return None
    return people.get(tx, purchase.telegram_user_id)
