"""A refund that is told in two shapes counts once, and the number of one is noted."""

import pytest

from bot.domain.models import Outcome, PurchaseStatus
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, months_of
from tests.usecases.rows import OUTCOMES, column, rows

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD
UNCLEAR = "SELECT event_id, purchase_row, closed_at FROM unmatched_refunds ORDER BY id"


async def test_a_refund_without_its_number_is_known_from_the_one_with_it(shop):
    """Another refund of the same person and product isn't."""
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    assert await shop.receive(refund(None)) is DUPLICATE
    assert await shop.receive(refund(None, at=MOMENT + 61)) is HELD
    assert await column(shop, OUTCOMES) == ["applied", "applied", "applied", "held"]
    assert await shop.notices("admin-refund") == list(ADMINS)


@pytest.mark.parametrize("amount", [400, ABSENT])
async def test_a_refund_with_another_amount_is_another_one(shop, amount):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    again = await shop.receive(refund(None, amount=amount))
    assert again is (HELD if amount == 400 else DUPLICATE)


async def test_an_unclear_refund_by_number_is_the_same_without_it(shop):
    await shop.receive(purchase(None))
    await shop.receive(purchase(None, at=MOMENT + 9))
    assert await shop.receive(refund(7)) is HELD
    assert await shop.receive(refund(None)) is DUPLICATE
    assert len(await rows(shop, UNCLEAR)) == 1


async def test_an_unclear_refund_takes_the_delivery_that_names_its_number(shop):
    """Nothing is known of this number yet, so it goes on waiting, and comes to its purchase."""
    assert await shop.receive(refund(None)) is HELD
    assert await shop.receive(refund(7)) is HELD
    assert await rows(shop, UNCLEAR) == [(2, None, None)]
    assert await column(shop, OUTCOMES) == ["held", "held"]
    assert await shop.notices("admin-unmatched") == list(ADMINS)
    shop.clock.move(100)
    assert await shop.receive(purchase(7)) is APPLIED
    assert (await shop.purchase(7)).status is PurchaseStatus.REFUNDED
    assert await rows(shop, UNCLEAR) == [(2, 1, NOW + 100)]


async def test_an_unclear_refund_is_closed_by_the_number_of_a_known_purchase(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=MOMENT + 9))
    assert await shop.receive(refund(None)) is HELD
    shop.clock.move(100)
    assert await shop.receive(refund(2)) is APPLIED
    assert await rows(shop, UNCLEAR) == [(3, 2, NOW + 100)]
    assert (await shop.purchase(2)).status is PurchaseStatus.REFUNDED
    assert await months_of(shop) == 1


async def test_a_refund_that_an_admin_dismissed_is_applied_by_its_number(shop):
    await shop.receive(purchase(1))
    assert await shop.receive(refund(None)) is HELD
    assert await shop.attention.dismiss_refund(1, "unclear", ADMINS[0])
    assert await shop.receive(refund(1)) is APPLIED
    assert await shop.subscription(ANNA) is None


async def test_the_number_goes_to_the_purchase_that_was_refunded_at_that_time(shop):
    """Of three purchases without a number, one stands and another one was refunded earlier."""
    for place, amount in enumerate((500, 600, 700)):
        await shop.receive(purchase(None, at=MOMENT + place, amount=amount))
    assert await shop.receive(refund(None, amount=600, at=MOMENT + 50)) is APPLIED
    assert await shop.receive(refund(None, amount=700, at=MOMENT + 60)) is APPLIED
    assert await shop.receive(refund(7, amount=700, at=MOMENT + 60)) is DUPLICATE
    found = [(one.purchase_id, one.status.value) for one in await shop.purchases()]
    assert found == [(None, "applied"), (None, "refunded"), (7, "refunded")]


async def test_the_time_of_the_event_counts_where_the_refund_names_none(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None, refunded_at=ABSENT)) is APPLIED
    assert await shop.receive(refund(7, refunded_at=ABSENT)) is DUPLICATE
    assert [one.purchase_id for one in await shop.purchases()] == [7]


async def test_two_purchases_refunded_at_once_get_one_number_each(shop):
    """The first of them gets the number, and only it."""
    for place in range(2):
        await shop.receive(purchase(None, at=MOMENT + place, amount=500 + place))
    for place in range(2):
        assert await shop.receive(refund(None, amount=500 + place)) is APPLIED
    assert await shop.receive(refund(7, amount=501)) is DUPLICATE
    assert [one.purchase_id for one in await shop.purchases()] == [7, None]


async def test_a_number_that_another_purchase_has_is_not_given_to_a_refunded_one(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None)) is APPLIED
    assert await shop.receive(purchase(7, at=MOMENT + 9)) is APPLIED
    assert await shop.receive(refund(7)) is DUPLICATE
    assert [one.purchase_id for one in await shop.purchases()] == [None, 7]


@pytest.mark.parametrize("number", [None, 7])
async def test_a_refund_without_a_product_is_known_from_no_other_body(shop, number):
    await shop.receive(refund(number, product_id=ABSENT))
    assert await shop.receive(refund(None if number else 7, product_id=ABSENT)) is not DUPLICATE


async def test_a_refund_of_another_person_or_product_is_another_one(shop):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    assert await shop.receive(refund(None, telegram_user_id=BORIS)) is HELD
    assert await shop.receive(refund(None, product_id=457)) is HELD


async def test_a_refund_whose_time_is_missing_is_known_by_its_number_only(shop):
    await shop.receive(purchase(1))
    undated = refund(1).replace(b'"created_at"', b'"made_at"')
    assert await shop.receive(undated) is APPLIED
    assert await shop.subscription(ANNA) is None
