"""Prices that admins type, and the rules by which an order may be paid."""

from dataclasses import replace

import pytest

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import Checkout, Order, OrderState, Refusal, read_stars, refusal_of
from tests.bodies import ANNA
from tests.conftest import NOW

ORDER = Order(
    1, "payload", PersonId(ANNA), TariffId(1), 250, "1 month", NOW, NOW + 60, OrderState.OPEN, None
)
ASKED = Checkout(PersonId(ANNA), "payload", 250, "XTR")


@pytest.mark.parametrize(
    ("typed", "stars"),
    [
        ("250", 250),
        ("1", 1),
        ("100000", 100_000),
        ("100,000", 100_000),
        ("100 000", 100_000),
        ("2\N{NO-BREAK SPACE}500 ⭐", 2500),
        ("⭐️ 250", 250),
        ("250 stars", 250),
        ("250 звёзд", 250),
        ("0250", 250),
    ],
)
def test_a_price_is_read_as_it_is_typed(typed: str, stars: int) -> None:
    assert read_stars(typed) == stars


@pytest.mark.parametrize(
    "typed",
    [
        *("0", "-1", "1e3", "100001", "100,001", "2.5", "2,5", "1,00", "ten", "", "⭐", "25O"),
        *("٢٥٠", "２５０", "1_000", "0x10", "250 250", "999999999999", "½", "+5"),
    ],
)
def test_anything_else_is_no_price(typed: str) -> None:
    assert read_stars(typed) is None


def test_an_open_order_may_be_paid_for_its_price() -> None:
    assert refusal_of(ORDER, ASKED, NOW + 59) is None


@pytest.mark.parametrize(
    ("order", "asked", "refusal"),
    [
        (None, ASKED, Refusal.UNKNOWN),
        (replace(ORDER, state=OrderState.PAID), ASKED, Refusal.PAID),
        (replace(ORDER, state=OrderState.EXPIRED), ASKED, Refusal.EXPIRED),
        (replace(ORDER, state=OrderState.REPLACED), ASKED, Refusal.REPLACED),
        (replace(ORDER, state=OrderState.REPRICED), ASKED, Refusal.PRICE),
        (replace(ORDER, expires_at=NOW), ASKED, Refusal.EXPIRED),
        (ORDER, replace(ASKED, amount=249), Refusal.PRICE),
        (ORDER, replace(ASKED, amount=None), Refusal.PRICE),
        (ORDER, replace(ASKED, currency="USD"), Refusal.PRICE),
        (ORDER, replace(ASKED, currency=None), Refusal.PRICE),
    ],
)
def test_another_order_may_not(order: Order | None, asked: Checkout, refusal: Refusal) -> None:
    assert refusal_of(order, asked, NOW) is refusal
