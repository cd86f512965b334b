"""A refund changes exactly its own purchase, and everything that hangs on that one."""

import json
from dataclasses import replace

import pytest

from bot.domain.models import HeldReason, Outcome, PurchaseStatus
from bot.domain.records import ClaimState, Purchase
from bot.usecases.claims.claims import Claims
from bot.usecases.refunds.apply import refund_purchase
from storage import purchases
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.written import cancelled, deliveries_of, queued, rows

HELD, APPLIED, REFUNDED = Outcome.HELD, Outcome.APPLIED, PurchaseStatus.REFUNDED
HOUR, DAY = 3600, 86400
LATER = NOW + HOUR


def admins(kind: str, row: int) -> list[tuple[str, int, int]]:
    """Return the messages of this kind about this row, one to each admin."""
    return [(f"{kind}:{row}:{admin}", admin, row) for admin in ADMINS]


async def claim(shop: Shop, text: str, person: int = BORIS) -> None:
    await shop.receive(purchase(None, telegram_user_id=person, product_id=457, at=MOMENT - DAY))
    assert await Claims(shop.db, shop.clock, ADMINS).make(person, text)


async def claims(shop: Shop) -> list[tuple]:
    return await rows(shop.db, "SELECT state, purchase_row, decided_at FROM claims")


async def test_a_refund_ends_access_cancels_notices_closes_claims_and_notifies(shop):
    await shop.receive(purchase(3, telegram_user_id=BORIS))
    await shop.receive(purchase(7))
    await claim(shop, "my number is 7")
    before = await shop.purchase(7)
    shop.clock.move(HOUR)
    assert await shop.receive(refund(7)) is APPLIED
    assert await shop.purchase(7) == replace(
        before, status=REFUNDED, refunded_at=MOMENT + 60, refund_reason="telegram_refund"
    )
    row = before.id
    revoked = await rows(shop.db, "SELECT revoked_at FROM grants WHERE purchase_row = ?", row)
    assert revoked == [(LATER,)]
    assert await shop.subscription(ANNA) is None
    assert await cancelled(shop.db, LATER) == [
        f"paid:{row}",
        *(key for key, _, _ in admins("admin-sale", row)),
    ]
    assert await queued(shop.db, LATER) == [
        (f"refunded:{row}", ANNA, row),
        *admins("admin-refund", row),
        ("claim-closed:1", BORIS, 1),
    ]
    assert await claims(shop) == [(ClaimState.CLOSED, row, LATER)]
    assert await deliveries_of(shop.db, f"refunded:{row}") == [
        "digital_product_refunded:purchase:7"
    ]


@pytest.mark.parametrize(
    ("refunded_at", "created_at", "counts"),
    [
        (NOW - 60, NOW - 50, NOW - 60),
        (None, NOW - 50, NOW - 50),
        (None, None, NOW),
        (NOW + HOUR, NOW + HOUR, NOW + HOUR),  # this machine's clock is behind
        (NOW + 10 * DAY, NOW, NOW),  # a time that nobody believes
    ],
)
async def test_a_refund_counts_from_the_best_time_that_is_known(
    shop, refunded_at, created_at, counts
):
    await shop.receive(purchase(1))
    body = json.loads(refund(1, at=refunded_at or NOW))
    if refunded_at is None:
        del body["payload"]["refunded_at"]
    body["created_at"] = json.loads(refund(1, at=created_at or NOW))["created_at"]
    if created_at is None:
        del body["created_at"]
    await shop.receive(json.dumps(body).encode())
    assert (await shop.purchase(1)).refunded_at == counts


async def test_a_refund_of_a_refunded_purchase_changes_nothing(shop):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    before, counts = await shop.purchase(1), await shop.counts()
    shop.clock.move(HOUR)
    again = await shop.db.write(
        lambda tx: refund_purchase(
            tx, purchases.by_purchase_id(tx, 1), LATER, "again", ADMINS, LATER
        )
    )
    assert again is False
    assert (await shop.purchase(1), await shop.counts()) == (before, counts)


async def test_an_admins_refund_goes_on_under_the_trace_of_the_purchase(shop):
    await shop.receive(purchase(1))
    refunded = await shop.db.write(
        lambda tx: refund_purchase(tx, purchases.by_purchase_id(tx, 1), NOW, None, ADMINS, NOW)
    )
    assert refunded is True
    keys = ("refunded:1", "admin-refund:1:9001")
    assert await deliveries_of(shop.db, *keys) == ["new_digital_product:purchase:1"] * 2


async def test_a_refund_that_comes_first_stands_for_its_purchase_until_that_comes(shop):
    """The facts of the refund are kept; the purchase adds the missing ones."""
    await claim(shop, "number 7")
    shop.clock.move(HOUR)
    extra = {"product_name": "Reading club", "telegram_username": "@anna", "trb_user_id": "T-1"}
    assert await shop.receive(refund(7, transaction_id=ABSENT, **extra)) is APPLIED
    first = await shop.purchase(7)
    assert first == Purchase(
        id=2,
        purchase_id=7,
        event_row=2,
        status=REFUNDED,
        held_reason=None,
        telegram_user_id=ANNA,
        telegram_username="anna",
        trb_user_id="T-1",
        product_id=456,
        product_name="Reading club",
        amount_minor=500,
        currency="USD",
        transaction_id=None,
        purchased_at=None,
        received_at=LATER,
        settled_at=None,
        refunded_at=MOMENT + 60,
        refund_reason="telegram_refund",
        dismissed_by=None,
        dismissed_reason=None,
    )
    person = await rows(
        shop.db,
        "SELECT username, username_seen_at, first_seen_at FROM people WHERE telegram_user_id = ?",
        ANNA,
    )
    assert person == [("anna", MOMENT + 60, LATER)]
    assert await queued(shop.db, LATER) == [
        ("refunded:2", ANNA, 2),
        *admins("admin-refund", 2),
        ("claim-closed:1", BORIS, 1),
    ]
    shop.clock.move(HOUR)
    assert await shop.receive(purchase(7, product_name="Another name")) is APPLIED
    assert await shop.purchase(7) == replace(first, transaction_id=234567, purchased_at=MOMENT)
    assert await queued(shop.db, LATER + HOUR) == admins("admin-refunded-first", 2)


async def test_a_purchase_closes_claims_that_name_what_its_refund_did_not_say(shop):
    await claim(shop, "number 234567")
    await shop.receive(refund(7, transaction_id=ABSENT))
    assert await claims(shop) == [(ClaimState.OPEN, None, None)]
    shop.clock.move(HOUR)
    await shop.receive(purchase(7))
    assert await claims(shop) == [(ClaimState.CLOSED, 2, LATER)]


async def test_a_refund_without_buyer_and_purchase_is_kept_for_its_purchase(shop):
    assert await shop.receive(refund(1, telegram_user_id=ABSENT)) is APPLIED
    [found] = await shop.purchases()
    assert (found.telegram_user_id, found.status, found.held_reason) == (None, REFUNDED, None)
    assert (await shop.counts())["people"] == 0
    assert HeldReason.UNREADABLE not in {one.held_reason for one in await shop.purchases()}
