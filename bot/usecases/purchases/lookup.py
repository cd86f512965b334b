"""Purchases as admins look them up."""

from dataclasses import dataclass

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PurchaseRow, Subscription
from bot.domain.subscription import fold
from storage import audit, grants, people, purchases, refund_attempts
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.grants import TakenBack
from storage.people import Person
from storage.purchases import Purchase
from storage.refund_attempts import Attempt, AttemptState

__all__ = [
    "Attempt",
    "AttemptState",
    "Deed",
    "Entry",
    "Page",
    "Purchase",
    "PurchaseCard",
    "Purchases",
]
"""With the rows of the cellar that a card is made of, for those who show it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a purchase; `admin` is who did it, where that was one we know."""

    entry: Entry
    admin_id: int | None
    admin: Person | None


@dataclass(frozen=True, slots=True)
class PurchaseCard:
    """One purchase with all that an admin may want to know around it."""

    purchase: Purchase
    buyer: Person | None
    duration: Duration | None
    taken_back: TakenBack | None
    taken_back_by: Person | None
    """Where an admin has ended the access it gave, and who that was."""
    subscription: Subscription | None
    without_it: Subscription | None
    """What the buyer's subscription would be if this purchase were refunded."""
    open_attempt: Attempt | None
    attempts: int
    """How often its refund was tried."""
    history: tuple[Deed, ...]


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
    taken_back = grants.taken_back(tx, purchase.id)
    return PurchaseCard(
        purchase,
        _buyer(tx, purchase),
        grants.duration_of_purchase(tx, purchase.id),
        taken_back,
        people.get(tx, taken_back.admin_id) if taken_back else None,
        grants.subscription(tx, buyer_id) if buyer_id is not None else None,
        _without(tx, buyer_id, purchase.id) if buyer_id is not None else None,
        refund_attempts.open_attempt(tx, purchase.id),
        refund_attempts.count(tx, purchase.id),
        tuple(_deed(tx, entry) for entry in audit.of_subject(tx, f"purchase:{purchase.id}")),
    )


def _without(tx: Tx, buyer_id: PersonId, row: PurchaseRow) -> Subscription | None:
    return fold(buyer_id, grants.live_without(tx, buyer_id, row))


def _deed(tx: Tx, entry: Entry) -> Deed:
    role, _, number = entry.actor.partition(":")
    if role != "admin":
        return Deed(entry, None, None)
    return Deed(entry, int(number), people.get(tx, int(number)))


def _buyer(tx: Tx, purchase: Purchase) -> Person | None:
    if purchase.telegram_user_id is None:
        return None
    return people.get(tx, purchase.telegram_user_id)
