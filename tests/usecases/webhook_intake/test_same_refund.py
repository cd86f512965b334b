"""A refund finds its purchase and counts once, in whatever shapes Tribute reports the two."""

import itertools

import pytest

from bot.domain.models import Outcome, PurchaseStatus
from tests.bodies import ANNA, MOMENT, purchase, refund
from tests.usecases.conftest import ADMINS, months_of
from tests.usecases.webhook_intake.three_payments import (
    BACK_THREE,
    BACK_TWO,
    ONE,
    TWO,
    ledger,
    receive,
    unclear,
)

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD


@pytest.mark.parametrize(
    "bodies", list(itertools.permutations([purchase(None), purchase(1), refund(1)]))
)
async def test_the_refund_finds_the_payment_in_any_order_of_the_three(shop, bodies):
    for body in bodies:
        await shop.receive(body)
    assert await shop.subscription(ANNA) is None
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED
    assert (await shop.attention.backlog()).count == 0


async def test_a_refund_by_number_of_a_purchase_without_one_waits_for_an_admin(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(1)) is HELD
    assert await months_of(shop) == 1
    (waiting,) = (await shop.attention.backlog()).unmatched_refunds
    (known,) = await shop.purchases()
    assert await shop.attention.match_refund(waiting.id, known.id, ADMINS[0])
    assert await shop.subscription(ANNA) is None
    assert (await shop.purchase(1)).id == known.id
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.subscription(ANNA) is None


async def test_a_waiting_refund_by_number_meets_the_purchase_that_it_means(shop):
    """Another purchase without a number keeps its time."""
    await shop.receive(purchase(None, at=MOMENT - 100))
    assert await shop.receive(refund(1)) is HELD
    assert await shop.receive(purchase(1)) is APPLIED
    assert await months_of(shop) == 1
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED
    assert (await shop.attention.backlog()).count == 0


async def test_a_refund_in_two_shapes_counts_once(shop):
    for order in ((None, 1), (1, None)):
        person = 6000 + (order[0] or 0)
        number = order[0] or order[1] + 10
        who = {"telegram_user_id": person}
        await shop.receive(purchase(number, **who))
        await shop.receive(purchase(None, at=MOMENT - 5 * 86400, **who))
        for told in order:
            await shop.receive(refund(None if told is None else number, **who))
        assert (await shop.subscription(person)).started_at in {MOMENT - 5 * 86400, MOMENT}
        refunded = [
            one.status
            for one in await shop.purchases()
            if one.telegram_user_id == person and one.status is PurchaseStatus.REFUNDED
        ]
        assert len(refunded) == 1


async def test_the_number_of_a_refund_is_noted_at_its_purchase(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None)) is APPLIED
    assert await shop.receive(refund(1)) is DUPLICATE
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED
    assert len(await shop.purchases()) == 1


async def test_a_refund_that_was_unclear_without_its_number_is_cleared_by_it(shop):
    await shop.receive(purchase(1))
    assert await shop.receive(refund(None)) is HELD
    assert await shop.receive(refund(1)) is APPLIED
    assert await shop.subscription(ANNA) is None
    assert (await shop.attention.backlog()).count == 0


async def test_the_number_of_a_refund_counts_more_than_its_amount(shop):
    """Another payment has that amount, so the refund waits until a purchase names its number."""
    await receive(shop, purchase(None, **ONE, amount=700), purchase(None, **TWO))
    assert await shop.receive(refund(2, **BACK_TWO, amount=700)) is HELD
    assert await shop.receive(purchase(2, **TWO)) is DUPLICATE
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert await unclear(shop) == []


async def test_an_unclear_refund_with_a_row_of_its_own_is_clear_once_a_purchase_has_its_number(
    shop,
):
    """Only the amount had said that it couldn't mean that purchase."""
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **ONE))
    await shop.receive(purchase(None, **TWO, amount=700))
    assert await unclear(shop) == [1, 2]
    assert await shop.receive(purchase(2, **TWO, amount=700)) is DUPLICATE
    assert await ledger(shop) == [(None, "applied"), (2, "refunded"), (None, "refunded")]
    assert await unclear(shop) == [1]
