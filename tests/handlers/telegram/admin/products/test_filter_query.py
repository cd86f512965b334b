"""Tests for filters, which are typed after /products and packed into buttons of 64 bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.models import TariffId
from bot.usecases.tariffs.product_list import Range, SortOrder, Wanted
from handlers.telegram.admin.products.filter_query import read_wanted
from handlers.telegram.callbacks.products import MAX_NUMBER, ConfirmSelling, ShowProducts


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("5-20", Wanted(price=Range(500, 2000))),
        ("20-5", Wanted(price=Range(500, 2000))),
        ("5 – 20 usd", Wanted(price=Range(500, 2000), currency="USD")),
        ("$5-20", Wanted(price=Range(500, 2000), currency="USD")),
        ("300₽", Wanted(price=Range(30000, 30000), currency="RUB")),
        ("9.99", Wanted(price=Range(999, 999))),
        ("9,99-", Wanted(price=Range(999, None))),
        ("-20 eur", Wanted(price=Range(None, 2000), currency="EUR")),
        ("stars 100-500", Wanted(stars=Range(100, 500))),
        ("100-500 stars", Wanted(stars=Range(100, 500))),
        ("100-500⭐", Wanted(stars=Range(100, 500))),
        ("звёзды 100-", Wanted(stars=Range(100, None))),
        ("5-20 stars 100-500", Wanted(price=Range(500, 2000), stars=Range(100, 500))),
        ("stars", Wanted(with_stars=True)),
        ("custom Approved cheapest", Wanted("custom", "approved", order=SortOrder.CHEAPEST)),
        ("заказные одобренные дешёвые", Wanted("custom", "approved", order=SortOrder.CHEAPEST)),
        ("orders unbound", Wanted(with_orders=True, bound=False)),
    ],
)
def test_a_typed_filter_is_read(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "what",
        "-",
        "5-20-30",
        "5-20 30-40",
        "stars 1.5",
        "1.234",
        "999999999",
        "9" * 4000,
        "--5",
        "٣-٥",
        "5-20 <b>",
    ],
)
def test_an_unclear_filter_is_not_guessed_at(typed: str) -> None:
    assert read_wanted(typed) is None


ranges = st.none() | st.builds(
    Range, st.none() | st.integers(0, MAX_NUMBER), st.none() | st.integers(0, MAX_NUMBER)
)
tariffs = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"bound": st.booleans()}),
    st.fixed_dictionaries({"tariff_id": st.integers(1, 999_999).map(TariffId)}),
)


@given(
    filters=st.fixed_dictionaries(
        {
            "type": st.sampled_from([None, "digital", "custom", "physical"]),
            "status": st.sampled_from([None, "approved", "pending", "rejected"]),
            "with_stars": st.sampled_from([None, True, False]),
            "stars": ranges,
            "price": ranges,
            "currency": st.sampled_from([None, "USD", "USDTX"]),
            "with_orders": st.booleans(),
            "order": st.sampled_from(list(SortOrder)),
        }
    ),
    tariff=tariffs,
    page=st.integers(0, 9999),
)
def test_every_filter_fits_into_a_button_and_comes_back(
    filters: dict[str, object], tariff: dict[str, object], page: int
) -> None:
    wanted = Wanted(**filters, **tariff)  # type: ignore[arg-type]
    data = ShowProducts.of(wanted, page).pack()
    assert len(data.encode()) <= 64
    back = ShowProducts.unpack(data)
    assert (back.page, back.wanted) == (page, wanted)


def test_the_longest_sale_fits_into_a_button() -> None:
    longest = ConfirmSelling(
        id=2**63 - 1, duration="1200m36600d", plan=999_999, beside="1", seen="abcdefg7"
    )
    assert len(longest.pack().encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        "pl:1:x::::::::",
        "pl:-1:::::::::",
        "pl:99999:::::::::",
        "pl:1::::zzzzzzz-:::::",
        "pl:1:::::5::::",
        "pl:1:::::;DROP-::::",
        "pl:1::::::usd:::",
        "pl:1::::::::c:",
        "pl:1:::::::::x",
        "pl:one:::::::::",
    ],
)
def test_a_forged_filter_is_refused(data: str) -> None:
    with pytest.raises(ValidationError):
        ShowProducts.unpack(data)
