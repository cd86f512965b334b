"""Each attempt to refund through Tribute leaves a full record, whatever the answer is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, RefundAttempt
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeBadRequest, TributeRefused, TributeServerError
from bot.usecases.refunds.request import REASON, RefundOutcome, RefundResult, Refunds
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.tribute.upstream import Upstream, refuses, says, serving
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.written import audited, deliveries_of, queued, rows

ROW, NUMBER = PurchaseRow(2), 7
LATER = NOW + 3600
ADMIN, OTHER = ADMINS
CONFIRMED = says({"success": True, "purchaseId": NUMBER, "message": "done"})
TO_BUYER = ("refunded:2", ANNA, ROW)


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    async with serving(Upstream()) as running:
        yield running


@pytest.fixture
async def refunds(shop: Shop, upstream: Upstream) -> AsyncIterator[Refunds]:
    """Yield the refunds of a shop with two purchases; Anna's is the second one."""
    await shop.receive(purchase(3, telegram_user_id=BORIS))
    await shop.receive(purchase(NUMBER))
    shop.clock.move(3600)
    async with TributeClient(upstream.url, "a key", timeout_seconds=5) as tribute:
        yield Refunds(shop.db, shop.clock, tribute, ADMINS)


async def attempts(refunds: Refunds) -> list[tuple[Any, ...]]:
    """Return purchase, admin, state, error and both moments of every attempt."""
    return await rows(
        refunds.db,
        """SELECT purchase_row, actor_id, state, error, created_at, answered_at
        FROM refund_attempts ORDER BY id""",
    )


def noted(*actions: str, row: int = ROW, by: int = ADMIN) -> list[tuple[Any, ...]]:
    return [(LATER, f"admin:{by}", action, f"purchase:{row}", None) for action in actions]


async def test_a_confirmed_refund_is_recorded_and_told_to_the_buyer_and_other_admins(
    shop, refunds, upstream
):
    before = await shop.purchase(NUMBER)
    upstream.plan(CONFIRMED)
    assert await refunds.refund(ROW, ADMIN) == RefundResult(RefundOutcome.DONE)
    assert [one.path for one in upstream.requests] == ["/api/v1/products/purchases/7/cancel"]
    assert await shop.purchase(NUMBER) == replace(
        before, status=PurchaseStatus.REFUNDED, refunded_at=LATER, refund_reason=REASON
    )
    assert await attempts(refunds) == [(ROW, ADMIN, "succeeded", None, LATER, LATER)]
    assert await audited(shop.db) == noted("refund_calling", "refunded")
    assert await queued(shop.db, LATER) == [TO_BUYER, (f"admin-refund:2:{OTHER}", OTHER, ROW)]
    assert await shop.subscription(ANNA) is None
    assert await refunds.refund(ROW, ADMIN) == RefundResult(RefundOutcome.ALREADY_REFUNDED)


def test_the_reason_that_is_stored_with_an_admins_refund_never_changes():
    assert REASON == "Refunded by an admin through the API"


@pytest.mark.parametrize(
    ("status", "kind", "second"),
    [
        (400, TributeBadRequest, RefundOutcome.ONLY_SUPPORT),
        (409, TributeRefused, RefundOutcome.DONE),
    ],
)
async def test_a_refusal_changes_nothing_and_may_be_tried_again_unless_it_is_for_good(
    shop, refunds, upstream, status, kind, second
):
    before = await shop.purchase(NUMBER)
    upstream.plan(refuses(status), CONFIRMED)
    result = await refunds.refund(ROW, ADMIN)
    assert result == RefundResult(RefundOutcome.REJECTED, result.error)
    assert type(result.error) is kind
    assert await attempts(refunds) == [(ROW, ADMIN, "rejected", str(result.error), LATER, LATER)]
    assert await audited(shop.db) == noted("refund_calling", "refund_rejected")
    assert await queued(shop.db, LATER) == []
    assert await shop.purchase(NUMBER) == before
    offered = {one.id for one, _ in await refunds.latest(9)}
    assert (ROW in offered) is (second is RefundOutcome.DONE)
    assert await refunds.refund(ROW, OTHER) == RefundResult(second)


async def test_an_unclear_answer_is_recorded_and_told_to_the_other_admins(shop, refunds, upstream):
    before = await shop.purchase(NUMBER)
    upstream.plan(refuses(500))
    result = await refunds.refund(ROW, ADMIN)
    error = str(result.error)
    attempt = RefundAttempt(1, ROW, ADMIN, AttemptState.UNKNOWN, error, LATER)
    assert result == RefundResult(RefundOutcome.UNKNOWN, result.error, attempt)
    assert type(result.error) is TributeServerError
    assert await attempts(refunds) == [(ROW, ADMIN, "unknown", error, LATER, LATER)]
    assert await audited(shop.db) == noted("refund_calling")
    assert await queued(shop.db, LATER) == [(f"admin-refund-unknown:1:{OTHER}", OTHER, 1)]
    assert await shop.purchase(NUMBER) == before
    again = await refunds.refund(ROW, OTHER)
    assert again == RefundResult(RefundOutcome.IN_PROGRESS, None, attempt)
    assert len(upstream.requests) == 1


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"purchase_id": None}, RefundOutcome.NO_NUMBER),
        ({"trb_user_id": "W-7"}, RefundOutcome.ONLY_SUPPORT),
        ({"trb_user_id": "w-7"}, RefundOutcome.ONLY_SUPPORT),
    ],
)
async def test_a_payment_that_the_api_cannot_refund_is_never_asked_for(
    shop, refunds, how, expected
):
    await shop.receive(purchase(**{"purchase_id": 9, "telegram_user_id": 1003} | how))
    assert await refunds.refund(PurchaseRow(3), ADMIN) == RefundResult(expected)
    unknown = await refunds.refund(PurchaseRow(4), ADMIN)
    assert unknown == RefundResult(RefundOutcome.UNKNOWN_PURCHASE)
    assert (await attempts(refunds), await audited(shop.db)) == ([], [])


@pytest.mark.parametrize("answer", [refuses(500), refuses(409), CONFIRMED])
async def test_a_webhook_during_the_call_shows_that_the_refund_happened(
    shop, refunds, upstream, answer
):
    async def after_the_webhook(request):
        await shop.receive(refund(NUMBER))
        return await answer(request)

    upstream.plan(after_the_webhook)
    assert await refunds.refund(ROW, ADMIN) == RefundResult(RefundOutcome.DONE)
    assert await attempts(refunds) == [(ROW, ADMIN, "succeeded", None, LATER, LATER)]
    assert (await shop.purchase(NUMBER)).refunded_at == MOMENT + 60
    assert await queued(shop.db, LATER) == [
        TO_BUYER,
        *((f"admin-refund:2:{admin}", admin, ROW) for admin in ADMINS),
    ]


async def _interrupt(refunds: Refunds, upstream: Upstream, before: Callable[[], Any]) -> None:
    """Stop the task of a refund after its request has arrived and `before` has happened."""
    arrived = asyncio.Event()

    async def never(_request):
        await before()
        arrived.set()
        await asyncio.sleep(30)

    upstream.plan(never)
    async with asyncio.TaskGroup() as taps:
        call = taps.create_task(refunds.refund(ROW, ADMIN))
        await arrived.wait()
        call.cancel()


async def test_a_call_that_is_interrupted_leaves_the_refund_unclear_to_every_admin(
    shop, refunds, upstream
):
    await _interrupt(refunds, upstream, shop.counts)
    assert await attempts(refunds) == [(ROW, ADMIN, "unknown", "interrupted", LATER, LATER)]
    assert await queued(shop.db, LATER) == [
        (f"admin-refund-unknown:1:{admin}", admin, 1) for admin in ADMINS
    ]


async def test_a_call_interrupted_after_the_webhook_of_its_refund_leaves_nothing_unclear(
    shop, refunds, upstream
):
    await _interrupt(refunds, upstream, lambda: shop.receive(refund(NUMBER)))
    assert await attempts(refunds) == [(ROW, ADMIN, "succeeded", None, LATER, LATER)]
    assert await shop.notices("admin-refund-unknown") == []


async def _attempt(refunds: Refunds, state: str, row: int = ROW, error: str | None = None) -> None:
    """Record an attempt in this state, as an earlier run of the bot left it."""
    await refunds.db.write(
        lambda tx: tx.execute(
            """INSERT INTO refund_attempts
                (purchase_row, actor_id, state, error, created_at, answered_at)
            VALUES (?, ?, ?, ?, ?, ?)""",
            (row, OTHER, state, error, NOW, None if state == "calling" else NOW),
        )
    )


async def test_a_refund_that_an_admin_confirms_is_applied_with_its_record(shop, refunds):
    await _attempt(refunds, "rejected", row=1)
    await _attempt(refunds, "unknown", error="timeout")
    assert await refunds.close_unknown(2, happened=True, actor_id=ADMIN) is True
    assert (await attempts(refunds))[1] == (ROW, OTHER, "succeeded", "timeout", NOW, LATER)
    found = await shop.purchase(NUMBER)
    assert (found.status, found.refunded_at) == (PurchaseStatus.REFUNDED, LATER)
    assert found.refund_reason == REASON
    assert await audited(shop.db) == noted("refund_succeeded", "refunded")
    assert await queued(shop.db, LATER) == [TO_BUYER, (f"admin-refund:2:{OTHER}", OTHER, ROW)]
    assert await deliveries_of(shop.db, "refunded:2") == ["new_digital_product:purchase:7"]
    assert await refunds.close_unknown(2, happened=False, actor_id=ADMIN) is False


async def test_a_refund_that_did_not_happen_leaves_the_purchase_as_it_is(shop, refunds, upstream):
    before = await shop.purchase(NUMBER)
    await _attempt(refunds, "unknown", error="timeout")
    assert await refunds.close_unknown(1, happened=False, actor_id=ADMIN) is True
    assert await attempts(refunds) == [(ROW, OTHER, "not_done", "timeout", NOW, LATER)]
    assert await shop.purchase(NUMBER) == before
    assert await audited(shop.db) == noted("refund_not_done")
    assert await queued(shop.db, LATER) == []
    upstream.plan(CONFIRMED)
    assert (await refunds.refund(ROW, ADMIN)).outcome is RefundOutcome.DONE


@pytest.mark.parametrize("state", ["calling", "succeeded", "rejected", "not_done"])
async def test_only_an_unclear_refund_can_be_closed_by_an_admin(shop, refunds, state):
    await _attempt(refunds, state)
    before = await attempts(refunds)
    assert await refunds.close_unknown(1, happened=True, actor_id=ADMIN) is False
    assert await refunds.close_unknown(9, happened=True, actor_id=ADMIN) is False
    assert (await attempts(refunds), await audited(shop.db)) == (before, [])


async def test_calls_that_a_crash_cut_short_are_unclear_from_the_next_start_on(shop, refunds):
    await shop.receive(purchase(9, telegram_user_id=1003))
    shop.clock.move(60)
    for row, state in ((1, "succeeded"), (ROW, "calling"), (3, "calling")):
        await _attempt(refunds, state, row=row)
    await refunds.on_start()
    stopped = ("unknown", "the bot stopped during the call", NOW, LATER + 60)
    assert await attempts(refunds) == [
        (1, OTHER, "succeeded", None, NOW, NOW),
        (ROW, OTHER, *stopped),
        (3, OTHER, *stopped),
    ]
    assert await queued(shop.db, LATER + 60) == [
        (f"admin-refund-unknown:{attempt}:{admin}", admin, attempt)
        for attempt in (2, 3)
        for admin in ADMINS
    ]


async def test_the_latest_refundable_purchases_come_with_their_buyers(shop, refunds):
    await shop.receive(purchase(9, telegram_user_id=ABSENT))
    found = await refunds.latest(2)
    assert [(one.purchase_id, who and who.telegram_user_id) for one, who in found] == [
        (9, None),
        (NUMBER, ANNA),
    ]
