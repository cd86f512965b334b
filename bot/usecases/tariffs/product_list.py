"""The list of products for admins: filtered, sorted and split into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.domain.models import Product, TariffId
from bot.domain.records import Tariff

T = TypeVar("T")


class SortOrder(StrEnum):
    """The order of the list; the values are stored in buttons."""

    AS_LISTED = ""
    CHEAPEST = "c"
    DEAREST = "d"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is open."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, value: int) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter and order that an admin chose; None means any value."""

    type: str | None = None
    status: str | None = None
    with_stars: bool | None = None
    stars: Range | None = None
    price: Range | None = None
    """In hundredths, as all of Tribute's currencies are, whichever of them a product has."""
    currency: str | None = None
    with_orders: bool = False
    bound: bool | None = None
    tariff_id: TariffId | None = None
    order: SortOrder = SortOrder.AS_LISTED


@dataclass(frozen=True, slots=True)
class Binding:
    """The tariff of a product; if it isn't on offer, the product is sold by old links only."""

    tariff: Tariff
    is_on_offer: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A product of Tribute's list, with the tariff it is bound to."""

    product: Product
    binding: Binding | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, counted from 1; an empty list has one page too."""

    items: tuple[T, ...]
    number: int
    count: int
    total: int


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """Return the page with this number, or the nearest one: the list may have become shorter."""
    count = max(1, -(-len(items) // size))
    number = min(max(number, 1), count)
    start = (number - 1) * size
    return Page(tuple(items[start : start + size]), number, count, len(items))


def matching(listed: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """Return the wanted products; by price they are sorted within each currency, unconverted."""
    found = [one for one in listed if _matches(one, wanted)]
    if wanted.order is SortOrder.AS_LISTED:
        return found
    sign = -1 if wanted.order is SortOrder.DEAREST else 1
    return sorted(
        found,
        key=lambda one: (one.product.price.currency, sign * one.product.price.amount_minor),
    )


def _matches(one: Listed, wanted: Wanted) -> bool:
    product = one.product
    return (
        wanted.type in {None, product.type}
        and wanted.status in {None, product.status}
        and wanted.currency in {None, product.price.currency}
        and (wanted.price is None or product.price.amount_minor in wanted.price)
        and (not wanted.with_orders or bool(product.pending_orders))
        and _stars_match(product.stars_amount, wanted)
        and _binding_matches(one.binding, wanted)
    )


def _stars_match(stars: int | None, wanted: Wanted) -> bool:
    if wanted.stars is not None:
        return stars is not None and stars in wanted.stars
    return wanted.with_stars in {None, stars is not None}


def _binding_matches(binding: Binding | None, wanted: Wanted) -> bool:
    if wanted.tariff_id is not None:
        return binding is not None and binding.tariff.id == wanted.tariff_id
    return wanted.bound in {None, binding is not None}
