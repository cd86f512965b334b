"""The rehearsal: a purchase that runs through everything, and is undone before it is stored.

A payment of Tribute's is made up and taken in as a real one, in a transaction of its own: event,
purchase, grant, fold, notices. The notices are composed from the ledger as it is then. At last the
transaction is rolled back, so neither the ledger nor any sum ever has a trace of it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.clock import Clock
from bot.domain.models import Message, Outcome, Product
from bot.domain.records import Person
from bot.tribute.events import read
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.grant_batch import Delivery
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.tariffs import Offer
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage import purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import newly_queued

_TO_BUYER = frozenset({NoticeKind.PAID, NoticeKind.WAITING})
_TO_ADMIN = frozenset({NoticeKind.ADMIN_SALE, NoticeKind.ADMIN_HELD})
_FIRST_NUMBER = 1_000_001


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The effect that a purchase would have had, and the notices that people would have read."""

    product: Product
    outcome: Outcome
    to_buyer: tuple[Message, ...]
    to_admin: tuple[Message, ...]


class _Undone(Exception):
    """Undoes the work that raises it, and carries out what it has found."""

    def __init__(self, found: Rehearsed) -> None:
        self.found = found


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Plays a purchase through for an admin, who is buyer and admin at once."""

    db: Database
    clock: Clock
    catalog: Catalog
    intake: WebhookIntake
    notices: Notices

    async def offers(self) -> list[Offer]:
        """Return the offers that can be rehearsed: those that Tribute sells."""
        return [one for one in (await self.catalog.offers()).items if one.product is not None]

    async def play(self, product_id: int, person: Person) -> Rehearsed | None:
        """Return what this person's purchase of the product would do; None if it isn't on offer.

        Nothing of it is stored, and nobody is notified.
        """
        products = [one.product for one in await self.offers() if one.product is not None]
        product = next((one for one in products if one.id == product_id), None)
        if product is None:
            return None
        try:
            await self.db.write(lambda tx: self._play(tx, product, person))
        except _Undone as undone:
            return undone.found
        raise RuntimeError("a rehearsal was stored")

    def _play(self, tx: Tx, product: Product, person: Person) -> None:
        last = newly_queued.last_id(tx)
        body = _body(product, person, _free_number(tx), self.clock.now())
        outcome = self.intake.take_in(tx, [Delivery(read(body), body)])[0]
        queued = [
            one for one in newly_queued.after(tx, last) if one.chat_id == person.telegram_user_id
        ]

        def composed(kinds: frozenset[NoticeKind]) -> tuple[Message, ...]:
            found = [self.notices.compose_in(tx, one) for one in queued if one.kind in kinds]
            return tuple(one for one in found if one is not None)

        raise _Undone(Rehearsed(product, outcome, composed(_TO_BUYER), composed(_TO_ADMIN)))


def _free_number(tx: Tx) -> int:
    """Return a number that no purchase has, so that it isn't taken for a repetition."""
    number = _FIRST_NUMBER
    while purchases.known(tx, [number]):
        number += 1
    return number


def _body(product: Product, person: Person, number: int, now: int) -> bytes:
    """Return the body of the webhook that Tribute would send (docs/tribute.md)."""
    at = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    payload = {
        "product_id": product.id,
        "product_name": product.name,
        "amount": product.price.amount_minor,
        "currency": product.price.currency.lower(),
        "telegram_user_id": person.telegram_user_id,
        "telegram_username": person.username or "",
        "purchase_id": number,
        "transaction_id": number,
        "purchase_created_at": at,
    }
    event = {"name": "new_digital_product", "created_at": at, "sent_at": at, "payload": payload}
    return json.dumps(event).encode()
