"""Grants plain sales in batches: purchases of a product on sale, with nothing that holds them.

Many sales at once cost hardly more than a few, because they share their SQL statements and the
round trip to SQLite. So all deliveries that wait to be stored come here together.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.domain.bindings import held_at
from bot.domain.models import Outcome, PersonId, PurchaseRow, TraceId
from bot.domain.records import Tariff
from bot.tribute.events import Event, PurchaseEvent, RecurringEvent, RefundEvent
from bot.usecases.access.grants import grant_purchases
from bot.usecases.outbox.enqueue import sale_notices
from bot.usecases.outbox.trace import trace_id_of
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.purchases.from_event import named_by, new_event, new_purchase
from storage import outbox, people, product_bindings, purchases, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant, Sold
from storage.product_bindings import ProductBinding
from storage.purchases import NewPurchase
from storage.queries import same_payments


class Delivery(NamedTuple):
    """One validly signed webhook delivery from Tribute, as it came."""

    event: Event
    body: bytes


class Sale(NamedTuple):
    """A purchase that is granted at once, with its tariff; `trace` is the log's name of it, if it
    isn't the work's own."""

    new: NewPurchase
    buyer: PersonId
    tariff: Tariff
    trace: TraceId | None
    fixed_end_at: int | None = None
    """The end of the time that a renewing payment in Stars has paid, instead of the tariff's."""


class _Candidate(NamedTuple):
    """A delivery that may be a plain sale, with its place in the batch."""

    place: int
    event: PurchaseEvent
    body: bytes
    buyer: PersonId
    purchase_id: int
    product_id: int


def grant_plain_sales(
    tx: Tx, deliveries: Sequence[Delivery], admin_ids: Collection[int], now: int
) -> set[int]:
    """Store and grant the plain sales of a batch; return their indexes.

    Left for the one-by-one path: duplicates, held payments, other events, a person's second
    delivery, and purchases that may be known already without their number.
    """
    found = _new_and_bound(tx, list(_candidates(deliveries)))
    if found:
        new = [new_event(one.event, one.body) for one, _ in found]
        ids = webhook_events.insert_all(tx, new, Outcome.APPLIED, now)
        people.ensure_all(tx, [named_by(one.event, one.buyer) for one, _ in found], now)
        sales = [
            sale_of(
                new_purchase(one.event, event_row, now),
                one.buyer,
                bindings,
                trace_id_of(one.event.key),
            )
            for (one, bindings), event_row in zip(found, ids, strict=True)
        ]
        grant_sales(tx, sales, admin_ids, now)
    return {one.place for one, _ in found}


def sale_of(
    new: NewPurchase, buyer: PersonId, bindings: Sequence[ProductBinding], trace: TraceId | None
) -> Sale:
    """Return the sale, with the tariff that its product was bound to when it was paid.

    A purchase keeps the product's name of that time too, where its body has none.
    """
    binding = held_at(bindings, new.began_at)
    if binding is None:
        raise ValueError(f"product {new.product_id} was never bound to a tariff")
    if new.product_name is None:
        new = new._replace(product_name=binding.product_name)
    return Sale(new, buyer, binding.tariff, trace)


def grant_sales(tx: Tx, sales: Sequence[Sale], admin_ids: Collection[int], now: int) -> None:
    """Store these sales to different buyers, grant their access, and notify buyers and admins."""
    rows = purchases.insert_applied(tx, [sale.new for sale in sales])
    sold = [Sold(one.new.began_at, one.new.amount_minor, one.new.currency) for one in sales]
    _grant(tx, list(zip(rows, sales, sold, strict=True)), admin_ids, now)


def grant_stored(
    tx: Tx, row: PurchaseRow, sale: Sale, admin_ids: Collection[int], now: int
) -> None:
    """Grant a sale that is stored as applied under this row, perhaps with facts of its refund."""
    _grant(tx, [(row, sale, None)], admin_ids, now)


def _grant(
    tx: Tx,
    numbered: Sequence[tuple[PurchaseRow, Sale, Sold | None]],
    admin_ids: Collection[int],
    now: int,
) -> None:
    grants = [
        NewPurchaseGrant(sale.buyer, row, sale.tariff, sale.new.began_at, sold, sale.fixed_end_at)
        for row, sale, sold in numbered
    ]
    grant_purchases(tx, grants, now, {sale.buyer: sale.trace for _, sale, _ in numbered})
    messages = [
        message
        for row, sale, _ in numbered
        for message in sale_notices(row, sale.buyer, admin_ids, sale.trace)
    ]
    outbox.enqueue_all(tx, messages, now)
    close_claims(tx, [row for row, _, _ in numbered], now)


def _candidates(deliveries: Sequence[Delivery]) -> Iterator[_Candidate]:
    """Yield possible plain sales, without a look at the ledger.

    Only the first delivery of each person counts: a person's deliveries keep their order, and the
    fold sees one at a time.
    """
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
            yield _Candidate(
                place, event, delivery.body, buyer, event.purchase_id, event.product_id
            )


def _new_and_bound(
    tx: Tx, candidates: Sequence[_Candidate]
) -> list[tuple[_Candidate, list[ProductBinding]]]:
    """Return the candidates that surely come for the first time, with their product's bindings,
    of which there is one."""
    if not candidates:
        return []
    seen = webhook_events.seen(tx, [one.event.key for one in candidates])
    known = purchases.known(tx, [one.purchase_id for one in candidates])
    products = list({one.product_id for one in candidates})
    bound = product_bindings.of_products(tx, products)
    uncertain = same_payments.uncertain_people(tx, products, [one.buyer for one in candidates])
    return [
        (one, bound[one.product_id])
        for one in candidates
        if one.event.key not in seen
        and one.purchase_id not in known
        and one.product_id in bound
        and one.buyer not in uncertain
    ]
