"""The doctor's findings about the offers: each tariff's product, and the price that buyers see."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.checkup import Finding, broken, ok, warning
from bot.domain.models import Product
from bot.domain.records import BoundProduct
from bot.usecases.operations.doctor_ledger import LedgerView

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def findings(
    ledger: LedgerView, listed: Sequence[Product] | None, default_locale: str
) -> Iterator[Finding]:
    """Yield the findings; `listed` is Tribute's list as it is now.

    If that is None because Tribute can't be asked, the products as last seen are judged.
    """
    current = [bound for bound in ledger.bound if bound.is_on_offer]
    if not ledger.tariffs and not ledger.sells_subscriptions:
        yield broken("doctor-tariffs-none")
        return
    sold = {bound.tariff.id for bound in current}
    for tariff in ledger.tariffs:
        if tariff.id not in sold:
            yield warning("doctor-tariff-empty", duration=tariff.duration)
    errors = [one for bound in current for one in _of_bound(bound, listed)]
    yield from errors
    yield from _currencies(current)
    yield from _language(current, default_locale)
    if current and not errors:
        yield ok("doctor-offers", count=len(current))


def _of_bound(bound: BoundProduct, listed: Sequence[Product] | None) -> Iterator[Finding]:
    params = {"id": bound.product_id, "duration": bound.tariff.duration}
    product = _now(bound, listed)
    if product is None:
        if listed is not None:
            yield broken("doctor-product-gone", **params)
        return
    named = {**params, "name": product.name}
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
    """Compare the price that buyers saw last with Tribute's present price."""
    shown = bound.product.price if bound.product is not None else product.price
    params = {"name": product.name, "shown": shown, "price": product.price}
    if shown.currency != product.price.currency:
        yield warning("doctor-currency-drift", **params)
    elif shown != product.price:
        yield warning("doctor-price-drift", **params)


def _currencies(current: Sequence[BoundProduct]) -> Iterator[Finding]:
    found = sorted({bound.product.price.currency for bound in current if bound.product})
    if len(found) > 1:
        yield warning("doctor-currencies-mixed", currencies=", ".join(found))


def _language(current: Sequence[BoundProduct], default_locale: str) -> Iterator[Finding]:
    """Hint at Russian where what is sold is meant for people who read it, and the bot's isn't."""
    if default_locale == "ru":
        return
    for bound in current:
        product = bound.product
        if product and (product.price.currency == "RUB" or _CYRILLIC.search(product.name)):
            yield warning("doctor-locale", name=product.name, price=product.price)
            return
