"""Tribute's products as a simulated server lists them, and the catalogue that reads them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.domain.models import Product, ProductId
from bot.domain.money import Money
from bot.tribute.client import Retries, TributeClient
from bot.usecases.tariffs.catalog import Catalog
from tests.tribute.upstream import Upstream, page, product, says, serving
from tests.usecases.conftest import Shop

_QUICKLY = Retries(first_wait_seconds=0.001, longest_wait_seconds=0.01, jitter_seconds=0.001)


@asynccontextmanager
async def catalog_of(shop: Shop) -> AsyncIterator[tuple[Catalog, Upstream]]:
    """Yield a catalogue for the shop's tariffs, and the server that answers it."""
    async with (
        serving(Upstream()) as upstream,
        TributeClient(upstream.url, "canary-key", retries=_QUICKLY) as tribute,
    ):
        yield Catalog(tribute, shop.tariffs, shop.clock), upstream


def row(number: int, **changes: object) -> dict[str, object]:
    """Return a product as Tribute lists it; each has links of its own."""
    code = {456: "7m", 457: "7n", 459: "7p", 500: "84", 999: "g7"}[number]
    links: dict[str, object] = {
        "link": f"https://t.me/tribute/app?startapp=p{code}",
        "webLink": f"https://web.tribute.tg/p/{code}",
    }
    return product(number, **(links | changes))


def listing(*numbers: int) -> dict[str, object]:
    return page(*(row(number) for number in numbers))


def sold(number: int, **changes: object) -> Product:
    """Return the product that `row` describes, as it is stored."""
    described = row(number)
    facts: dict[str, object] = {
        "id": ProductId(number),
        "type": "digital",
        "name": f"Access {number}",
        "price": Money(999, "USD"),
        "status": "approved",
        "accepts_cards": True,
        "link": described["link"],
        "web_link": described["webLink"],
        "description": "One month",
        "stars_amount": 450,
    }
    return Product(**(facts | changes))  # type: ignore[arg-type]


__all__ = ["Upstream", "catalog_of", "listing", "page", "row", "says", "sold"]
