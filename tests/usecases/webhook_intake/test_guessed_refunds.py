"""A refund that was applied by guess is unclear again once another body contradicts the guess."""

import json

import pytest

from bot.domain.models import PurchaseRow
from bot.usecases.refunds.apply import refund_purchase
from tests.bodies import ABSENT, ANNA, MOMENT, event, iso, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import OUTCOMES, column, rows
from tests.usecases.webhook_intake.three_payments import (
    APPLIED,
    BACK_ONE,
    BACK_THREE,
    BACK_TWO,
    CANCELLED,
    DUPLICATE,
    HELD,
    ONE,
    THREE,
    TWO,
    WEB,
    ledger,
    receive,
    unclear,
)


async def test_a_refund_with_a_number_contests_the_purchase_that_another_one_took(shop):
    """Either may be its refund, so both wait; the payment, which had never been granted, counts."""
    assert await receive(shop, refund(None, **BACK_ONE), purchase(None, **TWO)) == [HELD, APPLIED]
    assert await ledger(shop) == [(None, "refunded")]
    assert await shop.receive(refund(2, **BACK_TWO)) is HELD
    assert await ledger(shop) == [(None, "applied")]
    assert await unclear(shop) == [1, 3]
    assert await column(shop, "SELECT outcome FROM webhook_events") == ["held", "applied", "held"]
    assert await shop.notices("paid") == [ANNA]
    assert await shop.receive(purchase(2, **TWO)) is DUPLICATE
    assert await ledger(shop) == [(2, "refunded")]
    assert await receive(shop, refund(1, **BACK_ONE), purchase(1, **ONE)) == [HELD, APPLIED]
    assert await ledger(shop) == [(2, "refunded"), (1, "refunded")]
    assert await unclear(shop) == []


async def test_admins_read_again_of_a_refund_that_is_unclear_again(shop):
    """Nobody reads that the purchase was refunded, as that had not been sent yet."""
    await shop.receive(refund(None, **BACK_ONE))
    await shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
    await receive(shop, purchase(None, **TWO), refund(2, **BACK_TWO))
    queued = await rows(
        shop,
        "SELECT kind, subject_id FROM outbox WHERE state = 'queued' AND chat_id = ?",
        ADMINS[0],
    )
    assert sorted(queued) == [("admin-settled", 1), ("admin-unmatched", 1), ("admin-unmatched", 2)]


async def test_a_waiting_refund_contests_a_purchase_once_its_number_is_known(shop):
    await receive(shop, refund(None, **BACK_ONE), refund(None, **BACK_TWO), purchase(None, **TWO))
    assert await ledger(shop) == [(None, "refunded")]
    assert await shop.receive(refund(2, **BACK_TWO)) is HELD
    assert await ledger(shop) == [(None, "applied")]
    assert await unclear(shop) == [1, 4]


async def test_a_contested_purchase_has_its_access_from_its_own_time_again(shop):
    await receive(shop, purchase(None, **TWO), refund(None, **BACK_ONE))
    assert await shop.subscription(ANNA) is None
    assert await receive(shop, purchase(1, **ONE), refund(2, **BACK_TWO)) == [APPLIED, HELD]
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 30
    assert await ledger(shop) == [(None, "applied"), (1, "applied")]
    assert await shop.receive(refund(1, **BACK_ONE)) is APPLIED
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 20
    assert await unclear(shop) == [4]
    assert await column(shop, CANCELLED) == [NOW]


async def test_a_contested_payment_that_an_admin_had_settled_stays_settled(shop):
    await shop.receive(purchase(None, **TWO, currency=7))
    assert await shop.attention.accept(PurchaseRow(1), ADMINS[0])
    shop.clock.move(60)
    assert await receive(shop, refund(None, **BACK_ONE), refund(2, **BACK_TWO)) == [APPLIED, HELD]
    assert await rows(shop, "SELECT status, settled_at FROM purchases") == [("applied", NOW)]


@pytest.mark.parametrize(
    ("who", "back", "stands"),
    [({}, BACK_TWO, "applied"), ({}, TWO, "applied"), (WEB, BACK_TWO, "held")],
)
async def test_a_guess_is_not_made_where_a_refund_with_a_number_may_be_meant(
    shop, who, back, stands
):
    await receive(shop, purchase(None, **TWO, **who), refund(2, **back, **who))
    assert await shop.receive(refund(None, **BACK_ONE, **who)) is HELD
    assert await ledger(shop) == [(None, stands)]
    assert len(await unclear(shop)) == 2


async def test_a_waiting_refund_takes_no_purchase_that_one_with_a_number_may_mean(shop):
    """Only a missing amount lets the refund with the number mean both payments."""
    await receive(shop, purchase(None, **ONE, amount=700), refund(2, **BACK_TWO, amount=ABSENT))
    assert await shop.receive(refund(None, **BACK_ONE)) is HELD
    assert await shop.receive(purchase(None, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (None, "applied")]


async def test_a_purchase_with_another_number_than_its_refund_stands(shop):
    """The refund is that of a purchase which is still to come."""
    bodies = refund(None, **BACK_TWO), purchase(None, **THREE), refund(2, **BACK_TWO)
    assert await receive(shop, *bodies) == [HELD, APPLIED, DUPLICATE]
    assert await ledger(shop) == [(2, "refunded")]
    assert await shop.receive(purchase(3, **THREE)) is DUPLICATE
    assert await ledger(shop) == [(3, "applied"), (2, "refunded")]
    assert await unclear(shop) == []
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(3, "applied"), (2, "refunded")]
    assert (await shop.purchase(2)).purchased_at == MOMENT - 20


async def test_a_guess_that_a_purchases_number_ends_overrules_nobody(shop):
    await receive(shop, refund(None, **BACK_TWO), purchase(None, **THREE), refund(2, **BACK_TWO))
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert await column(shop, "SELECT purchase_row FROM unmatched_refunds") == [2]
    assert await column(shop, "SELECT action FROM audit") == []


async def test_a_purchase_that_was_refunded_as_well_stays_so_under_its_own_number(shop):
    """The refund that had taken it has a row of its own then, of a purchase that is to come."""
    first = purchase(None, **THREE), refund(None, **BACK_TWO), refund(2, **BACK_TWO)
    early = refund(3, **BACK_THREE, product_id=ABSENT, telegram_user_id=ABSENT)
    await receive(shop, *first, early)
    assert await shop.receive(purchase(3, **THREE)) is DUPLICATE
    found = [(None, "refunded"), (3, "refunded"), (2, "refunded")]
    assert await ledger(shop) == found
    assert await rows(shop, "SELECT id, same_as FROM purchases") == [(1, 2), (2, None), (3, None)]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == found
    assert await shop.subscription(ANNA) is None
    assert await shop.notices("refunded") == [ANNA, ANNA]


async def test_a_refund_that_took_a_purchase_gives_it_up_to_the_purchases_own(shop):
    await receive(shop, purchase(None, **THREE, **WEB), refund(None, **BACK_TWO, **WEB))
    assert await shop.receive(purchase(3, **THREE, **WEB)) is DUPLICATE
    assert await ledger(shop) == [(3, "refunded")]
    assert await shop.receive(refund(3, **BACK_THREE, **WEB)) is APPLIED
    third = await shop.purchase(3)
    assert (third.refunded_at, third.refund_reason) == (MOMENT + 3, "telegram_refund")
    assert await unclear(shop) == [2]
    assert await receive(shop, refund(2, **BACK_TWO, **WEB), purchase(2, **TWO, **WEB)) == [
        HELD,
        APPLIED,
    ]
    assert await ledger(shop) == [(3, "refunded"), (2, "refunded")]


async def test_a_refund_given_up_takes_the_only_other_purchase_that_it_can_mean(shop):
    await receive(shop, purchase(None, **THREE), refund(None, **BACK_TWO), purchase(3, **THREE))
    assert await shop.receive(purchase(None, **TWO)) is APPLIED
    assert await shop.receive(refund(3, **BACK_THREE)) is APPLIED
    assert await ledger(shop) == [(3, "refunded"), (None, "refunded")]
    assert await unclear(shop) == []
    assert set(await column(shop, OUTCOMES)) == {"applied"}


async def test_a_refund_recorded_on_its_own_is_that_of_a_purchase_taken_by_another(shop):
    """Only its number says so, because its body names neither buyer nor product."""
    early = refund(3, **BACK_THREE, product_id=ABSENT, telegram_user_id=ABSENT)
    await receive(shop, early, purchase(None, **THREE), refund(None, **BACK_TWO))
    assert await unclear(shop) == []
    assert await shop.receive(purchase(3, **THREE)) is DUPLICATE
    assert await unclear(shop) == [3]
    assert await rows(shop, "SELECT id, same_as FROM purchases") == [(1, None), (2, 1)]


async def test_a_number_says_that_a_purchase_with_another_one_was_not_meant(shop):
    await receive(shop, purchase(None, **THREE), refund(None, **BACK_TWO), purchase(3, **THREE))
    assert await shop.receive(refund(2, **BACK_TWO)) is APPLIED
    assert await ledger(shop) == [(3, "applied"), (2, "refunded")]
    assert await unclear(shop) == []


async def test_a_number_says_so_also_where_its_purchase_is_refunded_already(shop):
    await receive(shop, purchase(None, **THREE), refund(None, **BACK_TWO), purchase(2, **TWO))
    second = await shop.purchase(2)
    await shop.db.write(lambda tx: refund_purchase(tx, second, NOW, "by an admin", (), NOW))
    assert await shop.subscription(ANNA) is None
    assert await shop.receive(refund(2, **BACK_TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert (await shop.purchase(2)).refund_reason == "by an admin"


async def test_a_guess_of_an_earlier_version_is_put_right_too(shop):
    """It kept no record of a refund that it applied at once."""
    await receive(shop, purchase(None, **THREE), refund(None, **BACK_TWO))
    await shop.db.write(lambda tx: tx.execute("DELETE FROM unmatched_refunds"))
    await receive(shop, purchase(2, **TWO), refund(2, **BACK_TWO))
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]


async def test_a_refund_that_an_earlier_version_applied_is_known_by_its_purchases_number(shop):
    await receive(shop, purchase(None, **THREE), refund(None, **BACK_THREE))
    await shop.db.write(lambda tx: tx.execute("DELETE FROM unmatched_refunds"))
    await shop.receive(purchase(3, **THREE))
    assert await shop.receive(refund(3, **BACK_THREE)) is DUPLICATE
    assert await ledger(shop) == [(3, "refunded")]


@pytest.mark.parametrize("other", [{**THREE, "amount": 700}, {"at": MOMENT + 50}])
async def test_a_waiting_refund_takes_the_only_purchase_of_its_amount_before_it(shop, other):
    """Refunds of another amount, or under a name that nobody knows, wait before it."""
    unknown = event("a_refund_of_tomorrow", json.loads(refund(None))["payload"])
    await receive(shop, refund(None, amount=900), unknown, refund(None, **BACK_ONE))
    assert await receive(shop, purchase(None, **other), purchase(None, **TWO)) == [APPLIED, APPLIED]
    assert await ledger(shop) == [(None, "applied"), (None, "refunded")]
    assert await unclear(shop) == [1, 2]


async def test_a_waiting_refund_of_a_web_payment_takes_the_one_of_its_buyer(shop):
    await shop.receive(refund(None, **BACK_TWO, **WEB))
    other = {**WEB, "trb_user_id": "W-1"}
    bodies = purchase(None, **ONE, **other), purchase(None, **ONE, **WEB)
    assert await receive(shop, *bodies) == [HELD, APPLIED]
    assert await ledger(shop) == [(None, "held"), (None, "refunded")]


@pytest.mark.parametrize(
    ("known", "unclear_refund", "own"),
    [
        ({"amount": 700}, {"amount": 700}, TWO),
        ({"amount": 700}, {"amount": ABSENT}, {"at": MOMENT + 50}),
        (WEB, WEB, TWO),
    ],
)
async def test_an_unclear_refund_contests_only_what_it_can_mean(shop, known, unclear_refund, own):
    """It can't mean another amount, a later payment or another buyer's."""
    first = purchase(None, **ONE, **known), refund(2, **BACK_TWO, **unclear_refund)
    await receive(shop, *first, purchase(None, **own))
    assert await unclear(shop) == [2]
    assert await shop.receive(refund(None, at=MOMENT + 60)) is APPLIED
    assert (await ledger(shop))[1] == (None, "refunded")


async def test_a_refund_means_no_purchase_after_it(shop):
    await receive(shop, purchase(None, **ONE), purchase(None, at=MOMENT + 50))
    told_late = refund(None, at=MOMENT + 60, refunded_at=iso(MOMENT + 1))
    assert await shop.receive(told_late) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (None, "applied")]


async def test_an_unclear_refund_is_recorded_once_no_known_purchase_can_be_meant(shop):
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    assert await unclear(shop) == [2]
    assert await shop.receive(purchase(1, **ONE)) is DUPLICATE
    assert await ledger(shop) == [(1, "applied"), (2, "refunded")]
    assert await unclear(shop) == []
    assert await shop.receive(purchase(None, **THREE)) is APPLIED
    assert await ledger(shop) == [(1, "applied"), (None, "applied")]
    assert await unclear(shop) == [2]


async def test_a_dismissed_refund_is_known_from_its_older_body(shop):
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    assert await shop.attention.dismiss_refund(1, "not ours", ADMINS[0])
    assert await shop.receive(refund(None, **BACK_TWO)) is DUPLICATE
    assert await ledger(shop) == [(None, "applied")]
