"""Each decision of an admin settles one thing once, and is recorded with all its facts."""

from dataclasses import replace

import pytest

from bot.domain.durations import Duration
from bot.domain.models import Outcome, PurchaseStatus
from bot.domain.records import ClaimState, Person
from bot.usecases.attention.actions import UnmatchedView
from bot.usecases.attention.held import HeldPurchase
from bot.usecases.claims.claims import Claims
from storage import outbox
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.written import audited, outcomes, queued, rows

ADMIN = ADMINS[0]
LATER = NOW + 60
HELD, APPLIED = Outcome.HELD, Outcome.APPLIED
TO_ADMINS = [(f"admin-settled:2:{admin}", admin, 2) for admin in ADMINS]


async def held(shop: Shop, number: int = 7, **changes: object) -> int:
    """Let a payment that can't be granted come, after another one; return its row, 2."""
    await shop.receive(purchase(3, telegram_user_id=BORIS, telegram_username=ABSENT))
    assert await shop.receive(purchase(number, **changes)) is HELD
    shop.clock.move(60)
    return (await shop.purchase(number)).id


def person(who: int, username: str | None = None) -> Person:
    return Person(who, None, username, None, None, NOW, None, None)


def noted(action: str, detail: str | None, subject: str = "purchase:2") -> list[tuple]:
    return [(LATER, f"admin:{ADMIN}", action, subject, detail)]


@pytest.mark.parametrize(
    ("changes", "bound", "problems"),
    [
        ({"product_id": 999}, False, None),
        ({"telegram_user_id": ABSENT}, True, None),
        ({"amount": -5}, True, "amount is wrong"),
        ({"product_id": "no. 456"}, False, "product_id is wrong"),
    ],
)
async def test_a_held_payment_is_shown_with_its_buyer_its_problems_and_its_body(
    shop, changes, bound, problems
):
    row = await held(shop, **changes)
    buyer = None if "telegram_user_id" in changes else person(ANNA, "anna")
    body = purchase(7, **changes).decode()
    shown = HeldPurchase(await shop.purchase(7), buyer, bound, problems, body)
    assert await shop.attention.held(row) == shown
    assert await shop.attention.held(1) is None
    assert await shop.attention.purchase(row) == shown.purchase


async def test_a_held_payments_body_is_shown_also_where_it_is_no_text(shop):
    await shop.receive(b"\xff no event")
    assert (await shop.attention.held(1)).body == "\ufffd no event"


async def test_a_named_buyer_gets_the_access_and_every_admin_reads_it(shop):
    row = await held(shop, telegram_user_id=ABSENT)
    settled = await shop.attention.name_buyer(row, ANNA, ADMIN)
    assert settled == await shop.purchase(7)
    assert (settled.status, settled.telegram_user_id) == (PurchaseStatus.APPLIED, ANNA)
    assert (settled.settled_at, settled.held_reason) == (LATER, None)
    assert await audited(shop.db) == noted("named_buyer", str(ANNA))
    assert await queued(shop.db, LATER) == [("paid:2", ANNA, 2), *TO_ADMINS]
    assert await outcomes(shop.db) == [APPLIED, APPLIED]


async def test_an_unreadable_payment_is_granted_once_an_admin_accepts_it(shop):
    row = await held(shop, amount=-5)
    settled = await shop.attention.accept(row, ADMIN)
    assert settled == await shop.purchase(7)
    assert (settled.status, settled.settled_at) == (PurchaseStatus.APPLIED, LATER)
    assert await audited(shop.db) == noted("accepted", None)
    assert await queued(shop.db, LATER) == [("paid:2", ANNA, 2), *TO_ADMINS]


@pytest.mark.parametrize("changes", [{"product_id": 999}, {"telegram_user_id": ABSENT}])
async def test_only_an_unreadable_payment_can_be_accepted(shop, changes):
    row = await held(shop, **changes)
    assert await shop.attention.accept(row, ADMIN) is None
    assert await audited(shop.db) == []


async def test_a_payment_for_an_unknown_product_is_settled_as_the_time_an_admin_names(shop):
    row = await held(shop, product_id=999)
    settled = await shop.attention.settle_as(row, of_first(Duration(days=10)), ADMIN)
    assert settled == await shop.purchase(7)
    assert (settled.status, settled.settled_at) == (PurchaseStatus.APPLIED, LATER)
    assert (await shop.subscription(ANNA)).expires_at == LATER + 10 * 86400
    assert await audited(shop.db) == noted("settled_as", "10 days")
    assert await queued(shop.db, LATER) == [("paid:2", ANNA, 2), *TO_ADMINS]


async def test_a_dismissed_payment_keeps_the_reason_and_closes_the_claim_that_names_it(shop):
    row = await held(shop, telegram_user_id=ABSENT)
    await Claims(shop.db, shop.clock, ADMINS).make(BORIS, "number 7")
    before = await shop.purchase(7)
    shop.clock.move(60)
    assert await shop.attention.dismiss(row, "paid twice", ADMIN) == replace(
        before,
        status=PurchaseStatus.DISMISSED,
        held_reason=None,
        dismissed_by=ADMIN,
        dismissed_reason="paid twice",
    )
    by_admin, by_ledger = await audited(shop.db)
    assert by_admin == (LATER + 60, f"admin:{ADMIN}", "dismissed", "purchase:2", "paid twice")
    assert by_ledger[:3] == (LATER + 60, "ledger", "claim_closed")
    assert await outcomes(shop.db) == [APPLIED, Outcome.IGNORED]
    closed = await rows(shop.db, "SELECT state, purchase_row, decided_at FROM claims")
    assert closed == [(ClaimState.CLOSED, 2, LATER + 60)]
    assert await queued(shop.db, LATER + 60) == [("claim-closed:1", BORIS, 1)]


async def test_a_payment_may_be_dismissed_without_a_reason(shop):
    dismissed = await shop.attention.dismiss(await held(shop, amount=-5), "", ADMIN)
    assert dismissed.dismissed_reason == ""
    assert await audited(shop.db) == noted("dismissed", None)


@pytest.mark.parametrize("row", [1, 99])
async def test_nothing_can_be_decided_about_a_payment_that_is_not_held(shop, row):
    await held(shop, product_id=999)
    before = await shop.purchases()
    decide = shop.attention
    assert await decide.name_buyer(row, ANNA, ADMIN) is None
    assert await decide.accept(row, ADMIN) is None
    assert await decide.settle_as(row, of_first(Duration(days=1)), ADMIN) is None
    assert await decide.dismiss(row, "why", ADMIN) is None
    assert (await shop.purchases(), await audited(shop.db)) == (before, [])


async def unclear(shop: Shop, **changes: object) -> int:
    """Let an unclear refund come that names Anna; return its number.

    Anna's purchases are in row 2 (applied), 3 (dismissed), 4 (refunded) and 5 (held).
    """
    await shop.receive(purchase(3, telegram_user_id=BORIS, telegram_username=ABSENT))
    await shop.receive(purchase(4, at=MOMENT - 9, product_id=457))
    await shop.receive(purchase(5, product_id=999))
    await shop.receive(purchase(6))
    await shop.receive(refund(6))
    await shop.receive(purchase(8, product_id=998, amount=-5))
    assert await shop.attention.dismiss((await shop.purchase(5)).id, "no reason", ADMIN)
    assert await shop.receive(refund(None, amount=5, **changes)) is HELD
    shop.clock.move(60)
    [waiting] = (await shop.attention.backlog()).unmatched_refunds
    return waiting.id


@pytest.mark.parametrize(
    ("changes", "named", "meant"),
    [
        ({}, person(ANNA, "anna"), [5, 2]),
        ({"telegram_user_id": ABSENT}, None, [5, 2, 1]),
        ({"telegram_user_id": 1003}, None, []),
    ],
)
async def test_an_unclear_refund_is_shown_with_the_purchases_it_may_mean(
    shop, changes, named, meant
):
    """A refunded or dismissed purchase isn't among them."""
    refund_id = await unclear(shop, **changes)
    [waiting] = (await shop.attention.backlog()).unmatched_refunds
    everything = {one.id: one for one in await shop.purchases()}
    view = await shop.attention.unmatched(refund_id)
    assert view == UnmatchedView(waiting, named, tuple(everything[row] for row in meant))
    assert await shop.attention.unmatched(refund_id + 1) is None


async def test_a_refund_that_names_nobody_may_mean_any_of_the_latest_twenty(shop):
    for number in range(1, 22):
        await shop.receive(purchase(number))
    await shop.receive(refund(None, telegram_user_id=ABSENT))
    view = await shop.attention.unmatched(1)
    assert [one.purchase_id for one in view.candidates] == list(range(21, 1, -1))


async def test_a_matched_refund_ends_the_access_of_the_purchase_an_admin_names(shop):
    refund_id = await unclear(shop)
    before = await shop.purchase(4)
    decided = len(await audited(shop.db))
    assert await shop.attention.match_refund(refund_id, 2, ADMIN) is True
    assert await shop.purchase(4) == replace(
        before,
        status=PurchaseStatus.REFUNDED,
        refunded_at=MOMENT + 60,
        refund_reason="telegram_refund",
    )
    assert await shop.subscription(ANNA) is None
    closed = "SELECT purchase_row, closed_at, closed_by, closed_reason FROM unmatched_refunds"
    assert await rows(shop.db, closed) == [(2, LATER, None, None)]
    assert (await outcomes(shop.db))[-1] == APPLIED
    assert (await audited(shop.db))[decided:] == noted("matched_refund", None)
    assert await queued(shop.db, LATER) == [
        ("refunded:2", ANNA, 2),
        *((f"admin-refund:2:{admin}", admin, 2) for admin in ADMINS),
    ]


@pytest.mark.parametrize("row", [1, 3, 4, 99])
async def test_a_refund_cannot_be_matched_to_a_purchase_it_cannot_mean(shop, row):
    refund_id = await unclear(shop)
    before = await shop.purchases(), await audited(shop.db), await outcomes(shop.db)
    assert await shop.attention.match_refund(refund_id, row, ADMIN) is False
    assert await shop.attention.match_refund(refund_id + 1, 2, ADMIN) is False
    assert (await shop.purchases(), await audited(shop.db), await outcomes(shop.db)) == before


async def test_a_dismissed_refund_touches_no_purchase_and_keeps_the_reason(shop):
    refund_id = await unclear(shop)
    before, decided = await shop.purchases(), len(await audited(shop.db))
    assert await shop.attention.dismiss_refund(refund_id, "a mistake", ADMIN) is True
    assert await shop.purchases() == before
    closed = "SELECT purchase_row, closed_at, closed_by, closed_reason FROM unmatched_refunds"
    assert await rows(shop.db, closed) == [(None, LATER, ADMIN, "a mistake")]
    assert (await outcomes(shop.db))[-1] == Outcome.IGNORED
    noted_now = (await audited(shop.db))[decided:]
    assert noted_now == noted("dismissed_refund", "a mistake", subject=f"refund:{refund_id}")
    assert await shop.attention.dismiss_refund(refund_id, "again", ADMIN) is False
    assert len(await audited(shop.db)) == decided + 1


async def test_a_message_that_could_not_be_delivered_is_shown_and_can_be_sent_again(shop):
    await shop.receive(purchase(1))
    await shop.db.write(
        lambda tx: tx.execute(
            """UPDATE outbox SET state = 'undeliverable', error = 'blocked', done_at = ?
            WHERE kind = 'paid'""",
            (NOW,),
        )
    )
    shop.clock.move(60)
    shown = await shop.attention.undeliverable(1)
    assert shown.message == await shop.db.read(lambda tx: outbox.get(tx, 1))
    assert (shown.message.kind, shown.person) == ("paid", person(ANNA, "anna"))
    assert (await shop.attention.backlog()).undeliverable == (shown,)
    assert await shop.attention.undeliverable(2) is None
    assert await shop.attention.send_again(1, ADMIN) is True
    again = await rows(shop.db, "SELECT state, not_before, attempts FROM outbox WHERE id = 1")
    assert again == [("queued", LATER, 0)]
    assert await shop.attention.undeliverable(1) is None
    assert await shop.attention.send_again(1, ADMIN) is False
    acts = await rows(shop.db, "SELECT actor, action, subject, detail FROM audit")
    assert acts == [(f"admin:{ADMIN}", "message_sent_again", f"person:{ANNA}", "paid")]
