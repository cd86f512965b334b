"""A refund that may mean several purchases, or none so far, waits until it is clear."""

import json

import pytest

from bot.domain.models import Outcome, PurchaseStatus
from bot.domain.records import ClaimState, UnmatchedRefund
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.refunds.test_apply import (
    APPLIED,
    HELD,
    HOUR,
    LATER,
    REFUNDED,
    admins,
    claim,
    claims,
)
from tests.usecases.written import audited, outcomes, queued, rows


async def unclear(shop: Shop) -> list[UnmatchedRefund]:
    return list((await shop.attention.backlog()).unmatched_refunds)


async def test_an_unclear_refund_waits_with_all_that_is_known_of_it(shop):
    await shop.receive(purchase(1))
    shop.clock.move(HOUR)
    body = refund(None, product_name="Reading club", refunded_at=ABSENT)
    assert await shop.receive(body) is HELD
    assert await unclear(shop) == [
        UnmatchedRefund(
            event_row=2,
            telegram_user_id=ANNA,
            product_id=456,
            product_name="Reading club",
            amount_minor=500,
            currency="USD",
            refund_reason="telegram_refund",
            refunded_at=MOMENT + 60,
            id=1,
        )
    ]
    assert await queued(shop.db, LATER) == admins("admin-unmatched", 1)
    assert (await shop.subscription(ANNA)).active_at(LATER)


async def test_an_unclear_refund_without_any_date_counts_from_its_arrival(shop):
    await shop.receive(purchase(None))
    body = json.loads(refund(1, refunded_at=ABSENT))
    del body["created_at"]
    assert await shop.receive(json.dumps(body).encode()) is HELD
    assert [one.refunded_at for one in await unclear(shop)] == [NOW]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, APPLIED),
        ({"amount": ABSENT}, APPLIED),
        ({"amount": 499}, HELD),
        ({"amount": -5}, HELD),
        ({"product_id": 457}, HELD),
        ({"product_id": ABSENT}, HELD),
        ({"telegram_user_id": BORIS}, HELD),
        ({"telegram_user_id": ABSENT}, HELD),
    ],
)
async def test_a_refund_without_a_number_means_a_purchase_of_the_same_facts(shop, changes, outcome):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None, **changes)) is outcome
    assert len(await unclear(shop)) == (outcome is HELD)
    assert (await shop.subscription(ANNA) is None) == (outcome is APPLIED)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, HELD),
        ({"amount": ABSENT}, HELD),
        ({"amount": 499}, APPLIED),
        ({"product_id": 457}, APPLIED),
        ({"telegram_user_id": BORIS}, APPLIED),
    ],
)
async def test_a_refund_of_an_unknown_number_is_unclear_only_beside_a_purchase_it_may_mean(
    shop, changes, outcome
):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(1, **changes)) is outcome
    assert (await shop.subscription(ANNA)).active_at(NOW)
    assert len(await shop.purchases()) == (2 if outcome is APPLIED else 1)


@pytest.mark.parametrize("number", [1, 2, None])
async def test_what_only_looks_like_a_refund_waits_for_an_admin(shop, number):
    await shop.receive(purchase(1))
    await shop.receive(purchase(None, at=MOMENT + 5, product_id=457))
    payload = {**json.loads(refund(number))["payload"], "product_id": 456 if number else 457}
    assert await shop.receive(event("a_refund_of_tomorrow", payload)) is HELD
    assert len(await unclear(shop)) == 1
    assert {one.status for one in await shop.purchases()} == {PurchaseStatus.APPLIED}


@pytest.mark.parametrize(
    ("waits", "comes", "meant"),
    [
        ({}, {}, True),
        ({"at": MOMENT}, {}, True),
        ({"at": MOMENT - 1}, {}, False),
        ({"telegram_user_id": BORIS}, {}, False),
        ({"product_id": 457}, {}, False),
        ({"amount": 499}, {}, False),
        ({"telegram_user_id": ABSENT}, {"telegram_user_id": ABSENT}, False),
        ({"product_id": ABSENT}, {"product_id": ABSENT}, False),
    ],
)
async def test_a_waiting_refund_without_a_number_meets_the_next_purchase_of_the_same_facts(
    shop, waits, comes, meant
):
    await shop.receive(refund(None, **waits))
    await shop.receive(purchase(None, **comes))
    [new] = await shop.purchases()
    assert (new.status is REFUNDED) is meant
    assert len(await unclear(shop)) == (not meant)


@pytest.mark.parametrize("number", [None, 1])
async def test_a_purchase_that_meets_its_waiting_refund_is_stored_as_refunded(shop, number):
    await shop.receive(refund(None, telegram_user_id=BORIS, at=MOMENT + 30))
    if number is not None:  # without it, an earlier purchase might be meant just as well
        await shop.receive(purchase(None))
        await shop.receive(purchase(None, at=MOMENT + 5))
    await shop.receive(refund(number))
    waiting = (await unclear(shop))[-1]
    shop.clock.move(HOUR)
    assert await shop.receive(purchase(number, at=MOMENT + 50)) is APPLIED
    new = (await shop.purchases())[-1]
    assert (new.status, new.purchase_id, new.purchased_at) == (REFUNDED, number, MOMENT + 50)
    assert (new.refunded_at, new.refund_reason) == (MOMENT + 60, "telegram_refund")
    met = await rows(
        shop.db,
        "SELECT purchase_row, closed_at FROM unmatched_refunds WHERE id = ?",
        waiting.id,
    )
    assert met == [(new.id, LATER)]
    assert (await outcomes(shop.db))[-2:] == [APPLIED, APPLIED]
    assert await queued(shop.db, LATER) == admins("admin-refunded-first", new.id)
    assert [one.id for one in await unclear(shop)] == [1]


async def test_a_purchase_refunded_before_it_came_closes_the_claim_that_names_it(shop):
    await claim(shop, "number 234567", person=BORIS)
    await shop.receive(purchase(None))
    await shop.receive(refund(1))
    assert len(await unclear(shop)) == 1
    shop.clock.move(HOUR)
    await shop.receive(purchase(1, at=MOMENT + 50))
    assert await claims(shop) == [(ClaimState.CLOSED, 3, LATER)]


async def test_a_purchase_whose_number_comes_later_is_refunded_by_that_number(shop):
    await shop.receive(purchase(1, telegram_user_id=BORIS))
    await shop.receive(purchase(None))
    await shop.receive(refund(7))
    assert (await outcomes(shop.db))[-1] == HELD
    shop.clock.move(HOUR)
    assert await shop.receive(purchase(7)) is Outcome.DUPLICATE
    found = await shop.purchase(7)
    assert (found.id, found.status, found.refunded_at) == (2, REFUNDED, MOMENT + 60)
    assert found.refund_reason == "telegram_refund"
    assert await queued(shop.db, LATER) == [("refunded:2", ANNA, 2), *admins("admin-refund", 2)]
    closed = await rows(shop.db, "SELECT purchase_row, closed_at FROM unmatched_refunds")
    assert closed == [(2, LATER)]
    assert (await outcomes(shop.db))[2] == APPLIED


async def _match(shop: Shop, row: int) -> None:
    [waiting] = await unclear(shop)
    assert await shop.attention.match_refund(waiting.id, row, ADMINS[0])


async def test_a_number_that_a_matched_refund_names_is_noted_where_there_is_none(shop):
    await shop.receive(purchase(None))
    await shop.receive(refund(7))
    await _match(shop, 1)
    assert [one.purchase_id for one in await shop.purchases()] == [7]
    assert await audited(shop.db) == [
        (NOW, f"admin:{ADMINS[0]}", "matched_refund", "purchase:1", None)
    ]


async def test_a_refund_with_a_number_can_not_be_matched_to_a_purchase_with_another(shop):
    """Tribute has said already that it was another one's."""
    await shop.receive(purchase(3))
    await shop.receive(purchase(None, product_id=457))
    await shop.receive(refund(7, product_id=457))
    [waiting] = await unclear(shop)
    assert [one.id for one in (await shop.attention.unmatched(waiting.id)).candidates] == [2]
    assert not await shop.attention.match_refund(waiting.id, 1, ADMINS[0])
    assert [(one.purchase_id, one.status) for one in await shop.purchases()] == [
        (3, PurchaseStatus.APPLIED),
        (None, PurchaseStatus.APPLIED),
    ]


async def test_a_matched_refund_never_changes_a_number_that_is_known(shop):
    """An event that only looks like a refund proves nothing, so an admin may name any."""
    await shop.receive(purchase(3))
    await shop.receive(event("a_refund_of_tomorrow", json.loads(refund(7))["payload"]))
    await _match(shop, 1)
    assert [(one.purchase_id, one.status) for one in await shop.purchases()] == [(3, REFUNDED)]


async def test_a_matched_refund_does_not_give_one_number_to_two_purchases(shop):
    await shop.receive(purchase(3))
    await shop.receive(purchase(None, at=MOMENT + 5, product_id=457))
    await shop.receive(event("a_refund_of_tomorrow", json.loads(refund(3))["payload"]))
    await _match(shop, 2)
    assert [(one.purchase_id, one.status) for one in await shop.purchases()] == [
        (3, PurchaseStatus.APPLIED),
        (None, REFUNDED),
    ]
