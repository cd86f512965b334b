"""Every way to settle or dismiss a held payment and an unclear refund works exactly once."""

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import HeldReason, PurchaseStatus
from tests.bodies import ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, seed

ADMIN = ADMINS[0]


async def _held(shop, **changes):
    await shop.receive(purchase(1, **changes))
    return (await shop.purchase(1)).id


@pytest.mark.fault("P10", "the product bound afterwards, twice")
async def test_binding_a_product_settles_the_payments_held_for_it(shop, one_month):
    await _held(shop, product_id=999)
    await shop.receive(purchase(2, product_id=999, telegram_user_id=BORIS))
    bound = await shop.tariffs.bind(999, of_first(one_month), ADMIN)
    assert bound.settled == 2
    for person in (ANNA, BORIS):
        subscription = await shop.subscription(person)
        assert subscription.started_at == NOW
        assert subscription.expires_at == add_calendar(NOW, 1, 0)
    assert await shop.notices("paid") == [ANNA, BORIS]
    assert await shop.notices("admin-settled") == [*ADMINS, *ADMINS]


async def test_of_two_admins_who_bind_a_product_the_first_one_counts(shop, one_month):
    await _held(shop, product_id=999)
    await shop.tariffs.bind(999, of_first(one_month), ADMIN)
    assert await shop.tariffs.bind(999, of_first(Duration(months=3)), ADMIN) is None
    assert (await shop.tariffs.bound(999)).tariff.duration == one_month
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(NOW, 1, 0)


async def test_naming_the_buyer_settles_a_payment_from_now_on(shop):
    row = await _held(shop, telegram_user_id=None)
    settled = await shop.attention.name_buyer(row, BORIS, ADMIN)
    assert settled.status is PurchaseStatus.APPLIED
    assert (await shop.subscription(BORIS)).started_at == NOW
    assert await shop.attention.name_buyer(row, ANNA, ADMIN) is None
    assert await shop.subscription(ANNA) is None


async def test_naming_the_buyer_of_an_unbound_product_leaves_it_held(shop, one_month):
    row = await _held(shop, telegram_user_id=None, product_id=999)
    named = await shop.attention.name_buyer(row, BORIS, ADMIN)
    assert named.held_reason is HeldReason.UNBOUND
    await shop.tariffs.bind(999, of_first(one_month), ADMIN)
    assert (await shop.purchase(1)).status is PurchaseStatus.APPLIED


async def test_accepting_an_unreadable_payment_takes_it_as_it_is(shop):
    row = await _held(shop, amount=-5)
    accepted = await shop.attention.accept(row, ADMIN)
    assert accepted.status is PurchaseStatus.APPLIED
    assert accepted.amount_minor is None
    assert await shop.attention.accept(row, ADMIN) is None


async def test_binding_a_product_does_not_settle_an_unreadable_payment(shop, one_month):
    await _held(shop, amount=-5, product_id=999)
    assert (await shop.tariffs.bind(999, of_first(one_month), ADMIN)).settled == 0
    assert (await shop.purchase(1)).held_reason is HeldReason.UNREADABLE


async def test_a_payment_with_no_readable_product_is_settled_as_a_duration(shop):
    row = await _held(shop, product_id="no. 456")
    settled = await shop.attention.settle_as(row, of_first(Duration(days=10)), ADMIN)
    assert settled.status is PurchaseStatus.APPLIED
    assert (await shop.subscription(ANNA)).expires_at == NOW + 10 * 86400


async def test_a_payment_without_a_buyer_cannot_be_settled_as_a_duration(shop):
    row = await _held(shop, product_id="no. 456", telegram_user_id=None)
    assert await shop.attention.settle_as(row, of_first(Duration(days=10)), ADMIN) is None
    assert (await shop.purchase(1)).status is PurchaseStatus.HELD
    assert await shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM audit")) == 0


async def test_of_two_admins_who_name_a_buyer_the_first_one_counts(shop):
    row = await _held(shop, telegram_user_id=None, product_id=999)
    await shop.attention.name_buyer(row, BORIS, ADMIN)
    assert await shop.attention.name_buyer(row, ANNA, ADMINS[1]) is None
    assert (await shop.purchase(1)).telegram_user_id == BORIS


async def test_dismissing_needs_a_named_admin_and_keeps_the_reason(shop):
    row = await _held(shop, telegram_user_id=None)
    dismissed = await shop.attention.dismiss(row, "paid twice by mistake", ADMIN)
    assert dismissed.status is PurchaseStatus.DISMISSED
    assert (dismissed.dismissed_by, dismissed.dismissed_reason) == (ADMIN, "paid twice by mistake")
    assert await shop.attention.dismiss(row, "again", ADMIN) is None


async def test_settling_is_recorded_in_the_audit(shop):
    row = await _held(shop, telegram_user_id=None)
    await shop.attention.name_buyer(row, BORIS, ADMIN)
    entries = await shop.db.read(lambda tx: tx.all("SELECT actor, action, detail FROM audit"))
    assert [tuple(entry) for entry in entries] == [(f"admin:{ADMIN}", "named_buyer", str(BORIS))]


async def test_a_refund_after_settling_withdraws_access(shop):
    row = await _held(shop, telegram_user_id=None)
    await shop.attention.name_buyer(row, BORIS, ADMIN)
    await shop.receive(refund(1, telegram_user_id=None))
    assert await shop.subscription(BORIS) is None
    assert await shop.notices("refunded") == [BORIS]


async def _unclear_refund(shop):
    await shop.receive(purchase(None, at=MOMENT))
    await shop.receive(purchase(None, at=MOMENT + 9))
    await shop.receive(refund(None))
    (waiting,) = (await shop.attention.backlog()).unmatched_refunds
    return waiting.id


async def test_an_unclear_refund_is_matched_to_the_purchase_an_admin_names(shop):
    refund_id = await _unclear_refund(shop)
    view = await shop.attention.unmatched(refund_id)
    assert len(view.candidates) == 2
    assert await shop.attention.match_refund(refund_id, view.candidates[0].id, ADMIN)
    assert not await shop.attention.match_refund(refund_id, view.candidates[1].id, ADMIN)
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 0)
    assert (await shop.attention.backlog()).count == 0


async def test_an_unclear_refund_cannot_be_matched_to_a_purchase_it_cannot_mean(shop):
    refund_id = await _unclear_refund(shop)
    await shop.receive(purchase(7, telegram_user_id=BORIS))
    other = await shop.purchase(7)
    assert not await shop.attention.match_refund(refund_id, other.id, ADMIN)
    assert (await shop.subscription(BORIS)) is not None
    assert (await shop.attention.backlog()).count == 1


async def test_an_unclear_refund_can_be_dismissed(shop):
    refund_id = await _unclear_refund(shop)
    assert await shop.attention.dismiss_refund(refund_id, "a mistake", ADMIN)
    assert not await shop.attention.dismiss_refund(refund_id, "a mistake", ADMIN)
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 2, 0)


@pytest.mark.parametrize("missing", [999, 0])
async def test_an_unknown_number_is_no_payment_refund_or_message(shop, missing):
    assert await shop.attention.held(missing) is None
    assert await shop.attention.unmatched(missing) is None
    assert not await shop.attention.match_refund(missing, missing, ADMIN)
    assert not await shop.attention.send_again(missing, ADMIN)


async def test_the_tariffs_setting_is_applied_once_in_the_life_of_a_database(shop):
    await shop.tariffs.stop_offering(456, ADMIN)
    await seed(shop, ("1 month", 456), ("1 year", 458))
    bound = await shop.tariffs.all_bound()
    assert {one.product_id: one.is_on_offer for one in bound} == {456: False, 457: True, 459: True}


@pytest.mark.fault("P10", "a payment by the old link of a product no longer sold")
async def test_a_product_no_longer_sold_is_still_honoured(shop):
    await shop.tariffs.stop_offering(456, ADMIN)
    await shop.receive(purchase(1))
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 0)


async def test_one_product_of_a_tariff_is_current(shop, one_month):
    await shop.tariffs.bind(555, of_first(one_month), ADMIN)
    assert not (await shop.tariffs.bound(555)).is_on_offer
    await shop.tariffs.offer(555, ADMIN)
    assert (await shop.tariffs.bound(555)).is_on_offer
    assert not (await shop.tariffs.bound(456)).is_on_offer
