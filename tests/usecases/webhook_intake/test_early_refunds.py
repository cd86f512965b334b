"""Refunds by number that came before their purchases: each may mean one that comes without its
number."""

from bot.usecases.reports.statistics import Statistics
from tests.bodies import ANNA, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import column, rows
from tests.usecases.webhook_intake.three_payments import (
    APPLIED,
    BACK_THREE,
    BACK_TWO,
    CANCELLED,
    DUPLICATE,
    THREE,
    TWO,
    ledger,
    match,
    receive,
    unclear,
)


async def test_nobody_reads_of_an_early_refund_once_it_is_unclear(shop):
    await receive(shop, refund(2, **BACK_TWO), purchase(None, **TWO))
    queued = "SELECT DISTINCT kind FROM outbox WHERE state = 'queued' ORDER BY kind"
    assert await column(shop, queued) == ["admin-sale", "admin-unmatched", "paid"]
    assert await column(shop, "SELECT outcome FROM webhook_events") == ["held", "applied"]


async def test_of_two_early_refunds_each_may_mean_the_purchase_that_comes(shop):
    """So both wait. The purchase and the other refund have a row each."""
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO))
    assert await shop.receive(purchase(None, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert await unclear(shop) == [1, 2]


async def test_two_early_refunds_and_two_purchases_are_two_rows(shop):
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO))
    await receive(shop, purchase(None, **TWO), purchase(None, **THREE))
    assert await ledger(shop) == [(None, "applied"), (None, "applied")]
    assert await unclear(shop) == [1, 2]
    assert await shop.notices("admin-unmatched") == [*ADMINS, *ADMINS]
    assert await column(shop, CANCELLED) == [NOW]
    await receive(shop, purchase(3, **THREE), purchase(2, **TWO))
    assert await ledger(shop) == [(2, "refunded"), (3, "refunded")]
    assert await unclear(shop) == []


async def test_the_number_of_one_of_two_early_refunds_leaves_one_to_an_admin(shop):
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **TWO))
    assert await shop.receive(purchase(3, **THREE)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (3, "refunded")]
    assert await unclear(shop) == [2]
    assert await column(shop, CANCELLED) == [NOW]
    assert await shop.receive(purchase(2, **TWO)) is DUPLICATE
    assert await ledger(shop) == [(2, "refunded"), (3, "refunded")]


async def test_the_purchase_of_the_second_early_refund_leaves_the_first_recorded(shop):
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **TWO))
    assert await shop.receive(purchase(2, **TWO)) is DUPLICATE
    assert await unclear(shop) == []
    assert await shop.subscription(ANNA) is None
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded"), (3, "refunded")]
    (day, *_) = (await Statistics(shop.db, shop.clock, "UTC").summary()).periods
    assert day.refunded == 2


async def test_the_purchase_of_an_early_refund_with_a_row_of_its_own_settles_it(shop):
    """The purchase without a number was another one, and counts."""
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **THREE))
    shop.clock.move(60)
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    kept = "SELECT event_id, purchase_row, closed_at FROM unmatched_refunds ORDER BY id"
    assert await rows(shop, kept) == [(1, None, None), (2, 2, NOW + 60)]


async def test_an_early_refund_that_an_admin_matches_counts_once(shop):
    await receive(shop, refund(3, **BACK_THREE), refund(2, **BACK_TWO), purchase(None, **TWO))
    await match(shop, 2, 1)
    assert await rows(shop, "SELECT id, purchase_id, status, same_as FROM purchases") == [
        (1, None, "refunded", 2),
        (2, 2, "refunded", None),
    ]
    assert await receive(shop, purchase(2, **TWO), purchase(3, **THREE)) == [DUPLICATE, APPLIED]
    assert await shop.subscription(ANNA) is None
