"""A pasted product link is a hint at its product, and no other text is."""

from dataclasses import replace

import pytest

from bot.domain.models import Product, ProductId
from bot.domain.money import Money
from bot.tribute.links import LinkHint, decode, leads_to, may_be_code

SOLD = Product(
    id=ProductId(7),
    type="digital",
    name="Access",
    price=Money(999, "USD"),
    status="approved",
    accepts_cards=True,
    link="https://t.me/tribute/app?startapp=pDDs",
    web_link="http://127.0.0.1:8081/p/q7x",
)


@pytest.mark.parametrize(
    "text",
    [
        "https://t.me/tribute/app?startapp=pDDs",
        "http://t.me/tribute/app?startapp=pDDs",
        "t.me/tribute/app?startapp=pDDs",
        "  telegram.me/tribute/app?startapp=pDDs\n",
        "https://t.me/tribute/app?mode=compact&startapp=pDDs&x=1",
        "https://web.tribute.tg/p/DDs",
        "web.tribute.tg/p/DDs/",
        "https://web.tribute.tg/p/DDs?utm=1",
    ],
)
def test_a_product_link_in_any_of_its_shapes_is_decoded(text):
    assert decode(text) == LinkHint("DDs", ProductId(152362))


@pytest.mark.parametrize(
    ("code", "number"), [("1", 1), ("aZl8N0y58M7", 2**63 - 1), ("aZl8N0y58M8", None)]
)
def test_every_number_that_can_be_stored_may_be_a_products(code, number):
    hint = decode(f"https://web.tribute.tg/p/{code}")
    assert (hint and hint.product_id) == number


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("DDs", True),
        ("pDDs", True),
        ("startapp=pDDs", True),
        ("startapp=", False),
        ("D-s", False),
        ("", False),
    ],
)
def test_a_code_may_be_the_end_of_a_link(text, may_be):
    assert may_be_code(text) is may_be


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("https://shop.example/p/q7X", True),
        (" http://shop.example/p/q7X ", True),
        ("shop.example/p/q7X//", True),
        ("shop.example/p/q7", False),
        ("https://", False),
    ],
)
def test_a_link_elsewhere_is_compared_without_its_scheme_and_last_slash(text, same):
    sold = replace(SOLD, link="", web_link="https://shop.example/p/q7X/")
    assert leads_to(text, sold) is same


def test_the_codes_digits_are_numbers_then_small_then_large_letters():
    hint = decode("https://web.tribute.tg/p/zPh")
    assert hint is not None
    assert hint.product_id == 137719


@pytest.mark.parametrize(
    "text",
    [
        "",
        "456",
        "DDs",
        "https://t.me/tribute/app?startapp=sDDs",
        "https://t.me/tribute/app?startapp=d123",
        "https://t.me/tribute/app?startapp=p",
        "https://t.me/other/app?startapp=pDDs",
        "https://web.tribute.tg.example/p/DDs",
        "https://evil.example/web.tribute.tg/p/DDs",
        "https://web.tribute.tg/p/0",
        "https://web.tribute.tg/p/ДДс",
        "https://web.tribute.tg/p/ZZZZZZZZZZZ",
        "https://web.tribute.tg/p/" + "1" * 5000,
    ],
)
def test_a_text_that_is_no_product_link_is_no_hint(text):
    assert decode(text) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("https://web.tribute.tg/p/DDs", True),
        ("t.me/tribute/app?startapp=pDDs", True),
        ("127.0.0.1:8081/p/q7x", True),
        ("http://127.0.0.1:8081/p/q7x/", True),
        ("DDs", True),
        ("pDDs", True),
        ("startapp=pDDs", True),
        ("dds", False),
        ("https://web.tribute.tg/p/DDt", False),
        ("hello", False),
        ("", False),
    ],
)
def test_a_pasted_link_is_compared_with_the_products_own(text, same):
    assert leads_to(text, SOLD) is same
