"""The small values of the domain: products and subscriptions."""

import pytest

from bot.domain.models import (
    RENEWAL_GRACE_SECONDS,
    PersonId,
    Product,
    ProductId,
    Subscription,
    may_be_copied,
)
from bot.domain.money import Money

WEB = "https://web.tribute.tg/p/DDs"


@pytest.mark.parametrize(
    ("status", "link", "sellable"),
    [
        ("approved", WEB, True),
        ("approved", "", False),
        ("pending", WEB, False),
        ("new?", WEB, False),
    ],
)
def test_only_an_approved_product_with_a_link_can_be_sold(
    status: str, link: str, sellable: bool
) -> None:
    price = Money(500, "EUR")
    product = Product(
        ProductId(1),
        "digital",
        "Month",
        price,
        status,
        accepts_cards=False,
        link=link,
        web_link=WEB,
    )
    assert product.sellable is sellable


def test_access_ends_exactly_at_its_end(now: int) -> None:
    subscription = Subscription(PersonId(1), now - 10, now)
    assert subscription.active_at(now - 1)
    assert not subscription.active_at(now)


def test_a_lifetime_never_ends(now: int) -> None:
    assert Subscription(PersonId(1), now, None).active_at(2**60)


def test_tribute_is_expected_to_renew_until_its_grace_is_over(now: int) -> None:
    subscription = Subscription(PersonId(1), now - 10, now, renews_at=now)
    assert subscription.renewing_at(now + RENEWAL_GRACE_SECONDS - 1)
    assert not subscription.renewing_at(now + RENEWAL_GRACE_SECONDS)
    assert not Subscription(PersonId(1), now - 10, now).renewing_at(now - 1)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("", False), ("a", True), ("a" * 256, True), ("a" * 257, False), ("🙂" * 128 + "a", False)],
)
def test_a_button_copies_1_to_256_characters(text: str, may_be: bool) -> None:
    assert may_be_copied(text) is may_be
