"""The usual case: somebody bought what is sold, and nothing stands in the way of their access.

Many sales at once cost hardly more than a few, for they share their statements and the way to
SQLite and back. So all that wait to be stored come here together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.models import Outcome, PersonId
from bot.tribute.events import Event, PurchaseEvent, RecurringEvent, RefundEvent
from bot.usecases.access import grants as access
from bot.usecases.outbox import enqueue
from bot.usecases.outbox import trace as tracing
from bot.usecases.purchases.from_event import new_event, new_purchase
from storage import outbox, people, purchases, tariffs, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant
from storage.purchases import NewPurchase
from storage.tariffs import Tariff


class Delivery(NamedTuple):
    """A validly signed webhook as it came."""

    event: Event
    body: bytes


class Sale(NamedTuple):
    """A purchase that gives its buyer this tariff's time. `trace` is what the log calls it."""

    new: NewPurchase
    buyer: PersonId
    tariff: Tariff
    trace: str | None


class _Plain(NamedTuple):
    """A delivery that looks like a sale, with its place among the others."""

    place: int
    event: PurchaseEvent
    body: bytes
    buyer: PersonId
    purchase_id: int
    product_id: int


def sell(tx: Tx, deliveries: Sequence[Delivery], admin_ids: tuple[int, ...], now: int) -> set[int]:
    """Store and grant the plain sales among these deliveries; the places where they stand.

    The others are left as they came: what was here before, what must be held, what is no purchase,
    and all but the first of one person.
    """
    found = _new_and_bound(tx, list(_plain(deliveries)))
    if found:
        new = [new_event(one.event, one.body) for one, _ in found]
        ids = webhook_events.insert_all(tx, new, Outcome.APPLIED, now)
        people.ensure_all(tx, [(one.buyer, one.event.telegram_username) for one, _ in found], now)
        sales = [
            Sale(
                new_purchase(one.event, event_id, now),
                one.buyer,
                tariff,
                tracing.event_id(one.event.key),
            )
            for (one, tariff), event_id in zip(found, ids, strict=True)
        ]
        grant(tx, sales, admin_ids, now)
    return {one.place for one, _ in found}


def grant(tx: Tx, sales: Sequence[Sale], admin_ids: tuple[int, ...], now: int) -> None:
    """Write down these sales, of whose buyers nobody comes twice, give access and tell of it."""
    rows = purchases.insert_applied(tx, [sale.new for sale in sales])
    numbered = list(zip(rows, sales, strict=True))
    grants = [
        NewPurchaseGrant(sale.buyer, row, sale.tariff.id, sale.tariff.duration, sale.new.began_at)
        for row, sale in numbered
    ]
    access.grant_purchases(tx, grants, now, {sale.buyer: sale.trace for sale in sales})
    messages = [
        message
        for row, sale in numbered
        for message in enqueue.of_sale(row, sale.buyer, admin_ids, sale.trace)
    ]
    outbox.enqueue_all(tx, messages, now)


def _plain(deliveries: Sequence[Delivery]) -> Iterator[_Plain]:
    """What can be told without a look into the ledger. Of each person only what came first: their
    deliveries keep their order, and the fold sees one at a time."""
    met: set[int] = set()
    for place, delivery in enumerate(deliveries):
        event = delivery.event
        if not isinstance(event, PurchaseEvent | RefundEvent | RecurringEvent):
            continue
        buyer = event.telegram_user_id
        if buyer is None or buyer in met:
            continue
        met.add(buyer)
        if not isinstance(event, PurchaseEvent) or event.problems:
            continue
        if event.product_id is not None and event.purchase_id is not None:
            yield _Plain(place, event, delivery.body, buyer, event.purchase_id, event.product_id)


def _new_and_bound(tx: Tx, plain: Sequence[_Plain]) -> list[tuple[_Plain, Tariff]]:
    """Those that come for the first time, and whose product is sold as a tariff."""
    if not plain:
        return []
    seen = webhook_events.seen(tx, [one.event.key for one in plain])
    known = purchases.known(tx, [one.purchase_id for one in plain])
    bound = tariffs.bound_of(tx, list({one.product_id for one in plain}))
    return [
        (one, bound[one.product_id].tariff)
        for one in plain
        if one.event.key not in seen and one.purchase_id not in known and one.product_id in bound
    ]
