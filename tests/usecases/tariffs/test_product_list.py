"""The product list filters, sorts and pages the products of the shop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import Duration
from bot.domain.models import Product, ProductId, TariffId
from bot.domain.money import Money
from bot.domain.records import Tariff
from bot.usecases.tariffs.product_list import (
    Binding,
    Listed,
    Page,
    Range,
    SortOrder,
    Wanted,
    matching,
    page_of,
)

MONTH = Binding(Tariff(TariffId(1), Duration(months=1)), is_on_offer=True)
OLD_MONTH = Binding(Tariff(TariffId(1), Duration(months=1)), is_on_offer=False)
YEAR = Binding(Tariff(TariffId(2), Duration(months=12)), is_on_offer=True)


def listed(number: int, binding: Binding | None = None, **facts: object) -> Listed:
    known: dict[str, object] = {
        "type": "digital",
        "status": "approved",
        "price": Money(1000, "USD"),
        "stars_amount": 500,
    }
    product = Product(
        id=ProductId(number),
        name=f"Product {number}",
        accepts_cards=False,
        link="https://t.me/tribute/app?startapp=pabc",
        web_link="",
        **(known | facts),  # type: ignore[arg-type]
    )
    return Listed(product, binding)


PRODUCTS = [
    listed(1, MONTH),
    listed(2, OLD_MONTH, price=Money(500, "USD"), stars_amount=None),
    listed(3, YEAR, price=Money(900, "EUR"), stars_amount=2000),
    listed(4, type="custom", pending_orders=3, stars_amount=100),
    listed(5, type="custom", pending_orders=0, status="pending"),
    listed(6, type="physical", price=Money(129000, "RUB"), stars_amount=None, status="rejected"),
    listed(7, type="tomorrow's", status="unheard of"),
]


def ids(wanted: Wanted) -> list[int]:
    return [one.product.id for one in matching(PRODUCTS, wanted)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3, 4, 5, 6, 7]),
        (Wanted(type="digital"), [1, 2, 3]),
        (Wanted(type="custom"), [4, 5]),
        (Wanted(type="physical"), [6]),
        (Wanted(status="approved"), [1, 2, 3, 4]),
        (Wanted(status="pending"), [5]),
        (Wanted(status="rejected"), [6]),
        (Wanted(with_stars=True), [1, 3, 4, 5, 7]),
        (Wanted(with_stars=False), [2, 6]),
        (Wanted(stars=Range(100, 500)), [1, 4, 5, 7]),
        (Wanted(stars=Range(501, None)), [3]),
        (Wanted(stars=Range(None, 100)), [4]),
        (Wanted(price=Range(500, 900)), [2, 3]),
        (Wanted(price=Range(500, 900), currency="USD"), [2]),
        (Wanted(currency="RUB"), [6]),
        (Wanted(with_orders=True), [4]),
        (Wanted(bound=True), [1, 2, 3]),
        (Wanted(bound=False), [4, 5, 6, 7]),
        (Wanted(tariff_id=TariffId(1)), [1, 2]),
        (Wanted(tariff_id=TariffId(9)), []),
        (Wanted(type="custom", status="approved", with_orders=True, bound=False), [4]),
        (Wanted(type="custom", bound=True), []),
    ],
)
def test_only_products_that_match_the_filter_are_listed(wanted: Wanted, found: list[int]) -> None:
    assert ids(wanted) == found


def test_prices_are_ordered_within_a_currency_and_never_converted() -> None:
    assert ids(Wanted(order=SortOrder.CHEAPEST)) == [3, 6, 2, 1, 4, 5, 7]
    assert ids(Wanted(order=SortOrder.DEAREST)) == [3, 6, 1, 4, 5, 7, 2]


def test_an_empty_list_has_one_empty_page() -> None:
    assert page_of([], 1, 6) == Page((), 1, 1, 0)


def test_a_page_number_out_of_range_gives_the_nearest_page() -> None:
    assert page_of([1, 2, 3, 4, 5], 9, 2) == Page((5,), 3, 3, 5)
    assert page_of([1, 2, 3, 4, 5], -1, 2) == Page((1, 2), 1, 3, 5)


@given(st.lists(st.integers(), max_size=50), st.integers(1, 10))
def test_pages_together_are_the_whole_list(items: list[int], size: int) -> None:
    first = page_of(items, 1, size)
    pages = [page_of(items, number, size) for number in range(1, first.count + 1)]
    assert [item for page in pages for item in page.items] == items
    assert all(page.items or not items for page in pages)
