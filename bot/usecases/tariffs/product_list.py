"""The list of products as an admin asks for it: which of them, in what order, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.domain.durations import Duration
from bot.domain.models import Product, TariffId

T = TypeVar("T")


class Order(StrEnum):
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
    """What an admin wants to see; None is “whatever it be”."""

    type: str | None = None
    status: str | None = None
    with_stars: bool | None = None
    stars: Range | None = None
    price: Range | None = None
    """In hundredths, as are all of Tribute's currencies, whichever of them a product has."""
    currency: str | None = None
    with_orders: bool = False
    bound: bool | None = None
    tariff_id: TariffId | None = None
    order: Order = Order.AS_LISTED


@dataclass(frozen=True, slots=True)
class Binding:
    """How the bot sells a product: as which tariff, now (`is_current`) or only by an old link."""

    tariff_id: TariffId
    duration: Duration
    is_current: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A product of Tribute's list, with the tariff it is bound to."""

    product: Product
    binding: Binding | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page, counted from 1; an empty list has one page too."""

    items: tuple[T, ...]
    number: int
    count: int
    total: int


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """The page with this number, or the nearest there is: the list may have become shorter."""
    count = max(1, -(-len(items) // size))
    number = min(max(number, 1), count)
    start = (number - 1) * size
    return Page(tuple(items[start : start + size]), number, count, len(items))


def matching(listed: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """Those that are wanted. By price they are ordered within each currency: none is converted."""
    found = [one for one in listed if _matches(one, wanted)]
    if wanted.order is Order.AS_LISTED:
        return found
    sign = -1 if wanted.order is Order.DEAREST else 1
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
        return binding is not None and binding.tariff_id == wanted.tariff_id
    return wanted.bound in {None, binding is not None}
