"""What the doctor finds of what is sold: is each tariff on sale, at the price buyers are shown?"""

from collections.abc import Iterator, Sequence

from bot.domain.checkup import Finding, broken, ok, warning
from bot.domain.models import Product
from bot.usecases.operations.doctor_ledger import Books
from storage.tariffs import BoundProduct


def findings(books: Books, listed: Sequence[Product] | None) -> Iterator[Finding]:
    """`listed` is Tribute's list this moment; None where it can't be had: then the last one seen
    is judged."""
    current = [bound for bound in books.bound if bound.is_current]
    if not books.tariffs and not books.sells_subscriptions:
        yield broken("doctor-tariffs-none")
        return
    sold = {bound.tariff.id for bound in current}
    for tariff in books.tariffs:
        if tariff.id not in sold:
            yield warning("doctor-tariff-empty", duration=tariff.duration)
    troubles = [one for bound in current for one in _of_bound(bound, listed)]
    yield from troubles
    yield from _currencies(current)
    if current and not troubles:
        yield ok("doctor-offers", count=len(current))


def _of_bound(bound: BoundProduct, listed: Sequence[Product] | None) -> Iterator[Finding]:
    told = {"id": bound.product_id, "duration": bound.tariff.duration}
    product = _now(bound, listed)
    if product is None:
        if listed is not None:
            yield broken("doctor-product-gone", **told)
        return
    named = {**told, "name": product.name}
    if product.status != "approved":
        yield broken("doctor-product-unapproved", **named, status=product.status)
    elif not product.link:
        yield broken("doctor-product-no-link", **named)
    if listed is not None:
        yield from _drift(bound, product)


def _now(bound: BoundProduct, listed: Sequence[Product] | None) -> Product | None:
    if listed is None:
        return bound.product
    return next((product for product in listed if product.id == bound.product_id), None)


def _drift(bound: BoundProduct, product: Product) -> Iterator[Finding]:
    """What buyers were shown last against what Tribute says now."""
    shown = bound.product.price if bound.product is not None else product.price
    told = {"name": product.name, "shown": shown, "price": product.price}
    if shown.currency != product.price.currency:
        yield warning("doctor-currency-drift", **told)
    elif shown != product.price:
        yield warning("doctor-price-drift", **told)


def _currencies(current: Sequence[BoundProduct]) -> Iterator[Finding]:
    found = sorted({bound.product.price.currency for bound in current if bound.product})
    if len(found) > 1:
        yield warning("doctor-currencies-mixed", currencies=", ".join(found))
