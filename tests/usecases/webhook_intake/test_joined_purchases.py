"""A second body of a known payment completes it, field by field, and settles what it can."""

from dataclasses import replace

import pytest

from bot.domain.models import HeldReason, Outcome, ProductId, PurchaseId, PurchaseStatus
from bot.domain.records import ClaimState
from bot.usecases.claims.claims import Claims
from bot.usecases.outbox.trace import trace_id_of
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund, resent
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, months_of
from tests.usecases.rows import OUTCOMES, QUEUED, column, rows
from tests.usecases.webhook_intake.test_stored_rows import OLDER, PURCHASE_KEY, WHOLE
from tests.usecases.webhook_intake.three_payments import THREE, ledger, match, receive

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD
WEB = {"telegram_user_id": ABSENT, "trb_user_id": "W-90210"}
PROBLEMS = "SELECT problems FROM webhook_events ORDER BY id"


async def test_the_newer_body_completes_the_purchase_of_the_older_one(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(purchase(1, purchase_created_at="2026-05-12T15:00:00Z")) is DUPLICATE
    assert await shop.purchases() == [WHOLE]
    assert await column(shop, OUTCOMES) == ["applied", "applied"]


async def test_the_older_body_changes_nothing_in_the_purchase_of_the_newer_one(shop):
    await shop.receive(purchase(1))
    assert await shop.receive(purchase(None)) is DUPLICATE
    assert await shop.purchases() == [WHOLE]
    assert await column(shop, OUTCOMES) == ["applied", "applied"]


async def test_a_doubtful_body_is_held_with_its_own_facts_and_the_problem(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(purchase(1, amount=400)) is HELD
    doubtful = await shop.purchase(1)
    assert (doubtful.amount_minor, doubtful.held_reason) == (400, HeldReason.UNREADABLE)
    assert (await shop.purchases())[0] == OLDER
    problem = "another payment of the same moment has another amount"
    assert await column(shop, PROBLEMS) == [None, problem]
    assert await column(shop, OUTCOMES) == ["applied", "held"]


async def test_another_currency_is_reported_with_the_body_that_names_it(shop):
    await shop.receive(purchase(None))
    shop.clock.move(100)
    other = purchase(1, currency="eur")
    assert await shop.receive(other) is DUPLICATE
    kept = await rows(shop, "SELECT event_id, facts_digest, body, seen_at FROM event_conflicts")
    assert kept == [(1, "", other, NOW + 100)]
    trace = trace_id_of(PURCHASE_KEY)
    assert (await rows(shop, QUEUED))[3:] == [
        (f"admin-conflict:1:{admin}", admin, 1, trace, NOW + 100) for admin in ADMINS
    ]
    assert (await shop.purchase(1)).currency == "USD"


@pytest.mark.parametrize("order", [("usd", ABSENT), (ABSENT, "usd"), ("usd", "USD")])
async def test_a_currency_that_only_one_body_names_contradicts_nothing(shop, order):
    await shop.receive(purchase(None, currency=order[0]))
    assert await shop.receive(purchase(1, currency=order[1])) is DUPLICATE
    assert await shop.notices("admin-conflict") == []
    assert (await shop.purchase(1)).currency == "USD"


async def test_one_other_currency_is_reported_once(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(None, currency="eur"))
    await shop.receive(purchase(None, currency="gbp", telegram_username="anna", amount=ABSENT))
    assert await shop.notices("admin-conflict") == list(ADMINS)


async def test_an_unread_body_settles_nothing_that_another_unread_one_has_left_open(shop):
    assert await shop.receive(purchase(None, currency=7)) is HELD
    assert await shop.receive(purchase(1, currency=8)) is DUPLICATE
    (held,) = await shop.purchases()
    assert (held.status, held.purchase_id) == (PurchaseStatus.HELD, 1)


async def test_a_whole_body_of_an_unbound_product_leaves_its_payment_held(shop):
    assert await shop.receive(purchase(None, currency=7, product_id=999)) is HELD
    assert await shop.receive(purchase(1, product_id=999)) is DUPLICATE
    (held,) = await shop.purchases()
    assert held == replace(
        WHOLE,
        product_id=ProductId(999),
        status=PurchaseStatus.HELD,
        held_reason=HeldReason.UNBOUND,
    )


async def test_a_payment_granted_by_its_second_body_begins_now_and_says_so(shop):
    await shop.receive(purchase(None, currency=7))
    shop.clock.move(100)
    assert await shop.receive(purchase(1)) is APPLIED
    assert await shop.purchases() == [replace(WHOLE, settled_at=NOW + 100)]
    assert (await shop.subscription(ANNA)).started_at == NOW + 100
    assert await shop.notices("admin-settled") == list(ADMINS)
    assert await column(shop, OUTCOMES) == ["applied", "applied"]


async def test_a_waiting_refund_by_number_reaches_the_purchase_that_gets_this_number(shop):
    await shop.receive(purchase(None))
    await shop.receive(refund(1, at=MOMENT + 99))
    shop.clock.move(100)
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.purchases() == [
        replace(
            WHOLE,
            status=PurchaseStatus.REFUNDED,
            refunded_at=MOMENT + 99,
            refund_reason="telegram_refund",
        )
    ]
    assert await shop.notices("refunded") == [ANNA]
    assert await shop.notices("admin-refund") == list(ADMINS)
    assert await column(shop, OUTCOMES) == ["applied", "applied", "applied"]
    assert await column(shop, "SELECT closed_at FROM unmatched_refunds") == [NOW + 100]


async def test_a_purchase_whose_refund_came_first_in_another_shape_is_revoked_silently(shop):
    """The refund has a row of its own, because nothing was known of the purchase without number."""
    await shop.receive(refund(1, product_id=ABSENT, telegram_user_id=ABSENT))
    await shop.receive(purchase(None))
    assert await months_of(shop) == 1
    shop.clock.move(100)
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.subscription(ANNA) is None
    refunded, granted = await shop.purchases()
    at = MOMENT + 60
    gone = {"status": PurchaseStatus.REFUNDED, "refunded_at": at}
    assert granted == replace(OLDER, id=2, event_row=2, refund_reason="telegram_refund", **gone)
    assert refunded == replace(WHOLE, purchased_at=None, refund_reason="telegram_refund", **gone)
    assert await shop.notices("admin-refund") == list(ADMINS)
    assert await shop.notices("refunded") == [ANNA]


async def test_a_claim_that_names_what_only_the_second_body_says_is_closed(shop):
    claims = Claims(shop.db, shop.clock, ADMINS)
    await shop.receive(purchase(None))
    await claims.make(ANNA, "my transaction is 234567")
    shop.clock.move(100)
    await shop.receive(purchase(1))
    view = await claims.view(1)
    assert (view.claim.state, view.claim.decided_at) == (ClaimState.CLOSED, NOW + 100)


async def test_a_web_payment_is_recognized_while_nobody_is_named(shop):
    """Only Tribute's own name of the buyer tells it from another one."""
    assert await shop.receive(purchase(1, **WEB)) is HELD
    assert await shop.receive(purchase(None, **WEB | {"trb_user_id": "W-1"})) is HELD
    assert await shop.receive(purchase(None, **WEB)) is DUPLICATE
    assert await shop.receive(purchase(None, **WEB | {"trb_user_id": ABSENT})) is HELD
    assert len(await shop.purchases()) == 3


async def test_a_second_shape_with_another_buyer_is_another_purchase(shop):
    await shop.receive(purchase(1))
    assert await shop.receive(purchase(None, telegram_user_id=BORIS)) is APPLIED
    assert [one.telegram_user_id for one in await shop.purchases()] == [ANNA, BORIS]


@pytest.mark.parametrize("number", [1, None])
async def test_payments_without_a_product_are_held_each(shop, number):
    for product in (ABSENT, "no. 456"):
        await shop.receive(purchase(number, product_id=product))
        number = 2 if number else None
    held = await shop.purchases()
    assert {one.status for one in held} == {PurchaseStatus.HELD}


async def test_the_older_body_that_came_first_and_was_refunded_still_counts_once(shop):
    await shop.receive(purchase(None))
    await shop.receive(refund(None))
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.receive(resent(purchase(1))) is DUPLICATE
    assert await shop.subscription(ANNA) is None
    (refunded,) = await shop.purchases()
    assert (refunded.purchase_id, refunded.status) == (PurchaseId(1), PurchaseStatus.REFUNDED)


async def test_a_payment_held_for_its_unknown_name_is_granted_by_the_known_one(shop):
    facts = {"product_id": 456, "price": 500, "currency": "usd", "telegram_user_id": ANNA}
    other = event("digital_product_bought", facts | {"purchase_id": 1}, at=MOMENT + 1)
    assert await shop.receive(other) is HELD
    assert await shop.receive(purchase(1)) is APPLIED
    assert await shop.receive(resent(other)) is DUPLICATE
    assert len(await shop.purchases()) == 1
    assert (await shop.subscription(ANNA)).started_at == NOW


async def test_a_refunded_purchase_is_known_by_the_number_that_only_its_refund_told(shop):
    await shop.receive(purchase(None))
    await shop.receive(refund(None))
    await shop.receive(refund(1))
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.notices("admin-refunded-first") == []
    assert (await shop.purchase(1)).product_name == "Reading club: 1 month"


async def test_both_bodies_of_a_payment_that_name_no_product_are_one_payment(shop):
    await shop.receive(purchase(None, product_id=ABSENT))
    assert await shop.receive(purchase(1, product_id=ABSENT)) is DUPLICATE
    (held,) = await shop.purchases()
    assert (held.purchase_id, held.status) == (PurchaseId(1), PurchaseStatus.HELD)


async def test_a_refunded_payment_that_names_no_product_is_known_by_its_other_body(shop):
    """Two payments may be the refunded one; an admin has said which it is."""
    await receive(shop, purchase(None, product_id=ABSENT), purchase(None, **THREE), refund(1))
    await match(shop, 3, 1)
    assert await shop.receive(purchase(1, product_id=ABSENT)) is DUPLICATE
    assert await ledger(shop) == [(1, "refunded"), (None, "applied")]
    assert await shop.notices("admin-refunded-first") == []


async def test_a_payment_that_names_no_moment_is_another_than_one_that_does(shop):
    await shop.receive(purchase(None))
    undated = purchase(1).replace(b'"created_at"', b'"made_at"', 1)
    assert await shop.receive(undated) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (1, "applied")]
