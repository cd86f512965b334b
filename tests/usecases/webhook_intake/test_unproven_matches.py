"""An admin's match of a refund stays where nothing proves it wrong: a likeness is no proof."""

import json

import pytest

from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund
from tests.usecases.rows import rows
from tests.usecases.webhook_intake.three_payments import (
    APPLIED,
    BACK_ONE,
    BACK_THREE,
    BACK_TWO,
    DUPLICATE,
    HELD,
    ONE,
    THREE,
    TWO,
    WEB,
    ledger,
    match,
    overrulings,
    receive,
    unclear,
)


async def test_doubt_leaves_a_match_alone(shop):
    """A refund with an unknown number may be that purchase's, but nothing says so."""
    await receive(shop, purchase(None, **ONE), purchase(None, **TWO), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    assert await shop.receive(refund(9, at=MOMENT + 9)) is HELD
    assert await ledger(shop) == [(None, "refunded"), (None, "applied")]
    assert await overrulings(shop) == []


@pytest.mark.parametrize(
    "own",
    [
        purchase(2, **ONE, amount=700),
        purchase(2, **ONE).replace(b":10.123456789Z", b":10.1234Z"),
    ],
)
async def test_a_doubtful_likeness_leaves_a_match_alone(shop, own):
    """It may be the same payment with another amount, or its moment with fewer digits."""
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    await match(shop, 2, 1)
    await shop.receive(own)
    assert await ledger(shop) == [(2, "refunded")]
    assert await overrulings(shop) == []


async def test_a_purchase_that_may_be_the_matched_one_leaves_the_match_alone(shop):
    """Its other amount lets it wait for an admin: it may be the same payment."""
    own = purchase(None, **ONE)
    await receive(shop, own, purchase(None, **THREE), purchase(2, **ONE, amount=700))
    await shop.receive(refund(None, **BACK_TWO))
    await match(shop, 4, 1)
    assert await ledger(shop) == [(None, "refunded"), (None, "applied"), (2, "held")]
    assert await shop.receive(refund(2, **BACK_TWO)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (None, "applied"), (2, "refunded")]
    assert await overrulings(shop) == []


@pytest.mark.parametrize("other", [{"product_id": 457}, {"telegram_user_id": BORIS}])
async def test_another_product_or_buyer_is_another_payment_also_at_the_same_moment(shop, other):
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    await match(shop, 2, 1)
    assert await shop.receive(purchase(2, **ONE, **other)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert await overrulings(shop) == [("purchase:1", "refund:1")]


async def test_a_buyer_whom_the_other_body_names_differently_proves_nothing(shop):
    """Each body names the buyer in its own way, so both may be one payment."""
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    await match(shop, 2, 1)
    assert await shop.receive(purchase(2, **ONE, **WEB)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await overrulings(shop) == []


async def test_a_matched_payment_that_cannot_be_read_may_be_any(shop):
    web = purchase(2, **TWO, **WEB), refund(None, **BACK_TWO, **WEB)
    await receive(shop, b"not json", *web)
    await match(shop, 3, 1)
    assert await shop.receive(refund(2, **BACK_TWO, **WEB)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await overrulings(shop) == []


@pytest.mark.parametrize("unread", [b"not json", purchase(None, **ONE, **WEB, product_id=ABSENT)])
async def test_the_number_of_a_matched_payment_that_cannot_be_read_stays_its_own(shop, unread):
    """The purchase with this number may be just that payment, whatever its body says."""
    await receive(shop, unread, purchase(None, **THREE, **WEB), refund(2, **BACK_TWO, **WEB))
    await match(shop, 3, 1)
    await shop.receive(purchase(2, **TWO, **WEB))
    assert await ledger(shop) == [(2, "refunded"), (None, "held")]
    assert await overrulings(shop) == []


async def test_the_number_of_what_only_looks_like_a_refund_proves_nothing(shop):
    unknown = json.loads(refund(2, **BACK_TWO))["payload"]
    await receive(shop, purchase(None, **ONE), event("a_refund_of_tomorrow", unknown))
    await match(shop, 2, 1)
    assert await ledger(shop) == [(2, "refunded")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await overrulings(shop) == []


async def test_both_bodies_of_what_only_looks_like_a_refund_prove_nothing(shop):
    told = [json.loads(refund(number, **BACK_TWO))["payload"] for number in (None, 2)]
    first, second = (event("a_refund_of_tomorrow", one, **BACK_TWO) for one in told)
    await receive(shop, purchase(None, **ONE), purchase(2, **TWO), first)
    await match(shop, 3, 1)
    assert await shop.receive(second) is HELD
    assert await ledger(shop) == [(None, "refunded"), (2, "applied")]
    assert await overrulings(shop) == []


async def test_a_number_that_only_another_admin_has_given_proves_nothing(shop):
    """Tribute itself never named that purchase so."""
    unknown = json.loads(refund(2, **BACK_THREE))["payload"]
    await receive(shop, purchase(None, **ONE), purchase(None, **TWO), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    await shop.receive(event("a_refund_of_tomorrow", unknown))
    await match(shop, 4, 2)
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await shop.receive(refund(2, **BACK_TWO)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await overrulings(shop) == []


async def test_the_own_number_of_a_matched_purchase_proves_it_all_the_same(shop):
    """Whoever else has the refund's number, this purchase has another one."""
    unknown = json.loads(refund(2, **BACK_THREE))["payload"]
    await receive(shop, purchase(1, **ONE), purchase(None, **TWO), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    await shop.receive(event("a_refund_of_tomorrow", unknown))
    await match(shop, 4, 2)
    assert await shop.receive(refund(2, **BACK_TWO)) is APPLIED
    assert await ledger(shop) == [(1, "applied"), (2, "refunded")]
    assert await overrulings(shop) == [("purchase:1", "refund:1")]


async def test_a_matched_purchase_that_is_refunded_as_well_stays_so(shop):
    """Its own refund gives back the other one, which has another number."""
    early = refund(1, **BACK_ONE, product_id=ABSENT, telegram_user_id=ABSENT)
    await receive(shop, early, purchase(None, **ONE), refund(2, **BACK_TWO))
    await match(shop, 3, 2)
    assert await ledger(shop) == [(1, "refunded"), (2, "refunded")]
    assert await shop.receive(purchase(1, **ONE)) is DUPLICATE
    assert await ledger(shop) == [(1, "refunded"), (None, "refunded"), (2, "refunded")]
    assert await overrulings(shop) == [("purchase:2", "refund:1")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await shop.subscription(ANNA) is None


async def test_a_match_without_a_number_stays_where_its_purchase_is_refunded_as_well(shop):
    """Both may be one refund, whose two bodies say different amounts."""
    await receive(shop, purchase(None, **ONE), purchase(2, **TWO), refund(None, **BACK_ONE))
    await match(shop, 3, 1)
    await shop.receive(purchase(1, **ONE))
    assert await shop.receive(refund(1, **BACK_ONE, amount=ABSENT)) is APPLIED
    assert await ledger(shop) == [(1, "refunded"), (2, "applied")]
    assert await unclear(shop) == []
    assert await overrulings(shop) == []


async def test_the_number_of_a_match_without_one_is_another_refund_where_its_purchase_had_its_own(
    shop,
):
    """The match stays, as both orders of those refunds end with the purchase refunded."""
    early = refund(1, **BACK_ONE, product_id=ABSENT, telegram_user_id=ABSENT)
    await receive(shop, early, purchase(None, **ONE), purchase(None, **THREE))
    await shop.receive(refund(None, **BACK_TWO))
    await match(shop, 4, 2)
    assert await shop.receive(purchase(1, **ONE)) is DUPLICATE
    assert await shop.receive(refund(2, **BACK_TWO)) is HELD
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert (2, "refunded") in await ledger(shop)
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 10


async def test_a_match_to_the_row_of_another_refund_ends_by_the_purchases_own_number(shop):
    """Of two early refunds an admin took the second for that purchase, but it was neither's."""
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **ONE))
    await match(shop, 2, 1)
    assert await rows(shop, "SELECT id, same_as FROM purchases") == [(1, 2), (2, None)]
    assert await shop.receive(purchase(1, **ONE)) is DUPLICATE
    assert (await ledger(shop))[:2] == [(1, "applied"), (2, "refunded")]
    assert await rows(shop, "SELECT id, same_as FROM purchases WHERE same_as > 0") == []
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 30
    await receive(shop, purchase(2, **TWO), purchase(3, **THREE))
    assert await ledger(shop) == [(1, "applied"), (2, "refunded"), (3, "refunded")]
