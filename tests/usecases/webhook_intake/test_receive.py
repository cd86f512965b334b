"""A delivery changes the ledger once and completely; a payment that can't be granted is held."""

import asyncio
import json

import pytest

from bot.domain.durations import add_calendar
from bot.domain.models import HeldReason, Outcome, PurchaseStatus
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund, resent
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS


async def test_a_purchase_gives_its_tariffs_time_from_the_moment_it_was_made(shop):
    assert await shop.receive(purchase()) is Outcome.APPLIED
    subscription = await shop.subscription(ANNA)
    assert subscription.started_at == MOMENT
    assert subscription.expires_at == add_calendar(MOMENT, 1, 0)


async def test_the_buyer_and_each_admin_get_one_notice(shop):
    await shop.receive(purchase())
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("admin-sale") == list(ADMINS)


async def test_the_older_format_without_a_purchase_id_works_too(shop):
    assert await shop.receive(purchase(None)) is Outcome.APPLIED
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 0)


async def test_a_second_purchase_extends_the_first(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=MOMENT + 5))
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 2, 0)


async def test_a_lifetime_never_ends(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=459))
    assert (await shop.subscription(ANNA)).expires_at is None


@pytest.mark.fault("P4", "the same event 50 times at once")
async def test_the_same_event_fifty_times_at_once_counts_once(shop):
    bodies = [purchase()] * 25 + [resent(purchase())] * 25
    outcomes = await asyncio.gather(*(shop.receive(body) for body in bodies))
    assert sorted(outcomes) == [Outcome.APPLIED] + [Outcome.DUPLICATE] * 49
    assert await shop.counts() == {
        "webhook_events": 1,
        "purchases": 1,
        "grants": 1,
        "subscriptions": 1,
        "outbox": 3,
        "people": 1,
    }


@pytest.mark.fault("P4", "the clock moved a year between two deliveries")
async def test_the_same_event_a_year_later_changes_nothing(shop):
    await shop.receive(purchase())
    before = await shop.subscription(ANNA)
    shop.clock.move(365 * 86400)
    assert await shop.receive(resent(purchase())) is Outcome.DUPLICATE
    assert await shop.subscription(ANNA) == before


async def test_two_purchases_of_one_product_by_one_person_both_count(shop):
    assert await shop.receive(purchase(1)) is Outcome.APPLIED
    assert await shop.receive(purchase(2)) is Outcome.APPLIED
    assert len(await shop.purchases()) == 2


@pytest.mark.fault("P6", "the same purchase number with another amount")
async def test_other_facts_under_a_known_key_are_kept_and_reported_but_change_nothing(shop):
    await shop.receive(purchase(1, amount=500))
    before = await shop.subscription(ANNA)
    for _ in range(3):
        assert await shop.receive(purchase(1, amount=1)) is Outcome.DUPLICATE
    assert await shop.subscription(ANNA) == before
    assert (await shop.purchase(1)).amount_minor == 500
    assert await shop.notices("admin-conflict") == list(ADMINS)
    kept = await shop.db.read(lambda tx: tx.all("SELECT body FROM event_conflicts"))
    assert json.loads(kept[0]["body"])["payload"]["amount"] == 1


@pytest.mark.fault("P11", "the id left out, null, 0, negative, text, true")
@pytest.mark.parametrize(
    "buyer", [ABSENT, None, 0, -5, "-5", "W-15408", True, 1001.5, 2.0**53, 2**63, [], {}]
)
async def test_a_payment_without_a_telegram_id_is_held_without_a_buyer(shop, buyer):
    assert await shop.receive(purchase(telegram_user_id=buyer)) is Outcome.HELD
    (held,) = await shop.purchases()
    assert held.status is PurchaseStatus.HELD
    assert held.telegram_user_id is None
    assert (await shop.counts())["people"] == 0
    assert await shop.notices("admin-held") == list(ADMINS)


@pytest.mark.fault("P10", "a payment for a product nobody bound")
async def test_a_payment_for_an_unbound_product_is_held_and_notifies_admins_once(shop):
    assert await shop.receive(purchase(product_id=999)) is Outcome.HELD
    assert await shop.receive(resent(purchase(product_id=999))) is Outcome.DUPLICATE
    (held,) = await shop.purchases()
    assert held.held_reason is HeldReason.UNBOUND
    assert await shop.subscription(ANNA) is None
    assert await shop.notices("admin-held") == list(ADMINS)
    assert await shop.notices("paid") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": -1},
        {"amount": 5.5},
        {"amount": "5.00"},
        {"amount": 2**63},
        {"product_id": "no. 456"},
        {"product_id": True},
        {"product_id": 4.56},
        {"product_id": 0},
        {"product_id": 2**64},
        {"purchase_id": "no. 1"},
        {"purchase_id": -1},
        {"purchase_id": 10**30},
        {"currency": 7},
        {"product_name": "nul \x00 inside"},
    ],
)
async def test_an_unreadable_payment_is_held_with_its_raw_body(shop, changes):
    body = purchase(**changes)
    assert await shop.receive(body) is Outcome.HELD
    (held,) = await shop.purchases()
    assert held.held_reason is HeldReason.UNREADABLE
    view = await shop.attention.held(held.id)
    assert view.body == body.decode()
    assert view.problems


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[]", b"not json", b"[" * 10_000, b'{"a":' * 9_999, b"\x00", b"{}"],
)
async def test_a_signed_body_without_an_event_is_held(shop, body):
    assert await shop.receive(body) is Outcome.HELD
    assert await shop.receive(body) is Outcome.DUPLICATE
    assert len(await shop.purchases()) == 1
    assert await shop.notices("admin-held") == list(ADMINS)


@pytest.mark.parametrize("currency", [None, "xyz", "XTR", "rub", ABSENT])
async def test_an_unusual_currency_does_not_keep_a_buyer_from_access(shop, currency):
    assert await shop.receive(purchase(currency=currency)) is Outcome.APPLIED


@pytest.mark.parametrize("stamp", ["", "yesterday", "0001-01-01T00:00:00Z", "2026-05-12", 7, None])
async def test_a_purchase_without_a_usable_date_begins_when_its_event_was_made(shop, stamp):
    await shop.receive(purchase(purchase_created_at=stamp))
    assert (await shop.subscription(ANNA)).started_at == MOMENT


@pytest.mark.fault("P18", "`created_at` in the future")
async def test_a_purchase_dated_in_the_future_begins_at_its_arrival(shop):
    await shop.receive(purchase(at=NOW + 10 * 86400))
    assert (await shop.subscription(ANNA)).started_at == NOW


@pytest.mark.fault("P9", "one of two purchases refunded")
async def test_a_refund_withdraws_exactly_the_time_of_its_purchase(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=MOMENT + 5))
    assert await shop.receive(refund(1)) is Outcome.APPLIED
    subscription = await shop.subscription(ANNA)
    assert subscription.started_at == MOMENT + 5
    assert subscription.expires_at == add_calendar(MOMENT + 5, 1, 0)
    assert await shop.notices("refunded") == [ANNA]
    assert await shop.notices("admin-refund") == list(ADMINS)


@pytest.mark.fault("P8", "the refund delivered twice")
async def test_a_refund_that_comes_twice_counts_once(shop):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    assert await shop.receive(resent(refund(1))) is Outcome.DUPLICATE
    assert await shop.notices("refunded") == [ANNA]


@pytest.mark.fault("P8", "the refund delivered first")
async def test_a_refund_before_its_purchase_is_remembered(shop):
    assert await shop.receive(refund(1)) is Outcome.APPLIED
    assert await shop.receive(purchase(1)) is Outcome.APPLIED
    assert await shop.subscription(ANNA) is None
    found = await shop.purchase(1)
    assert found.status is PurchaseStatus.REFUNDED
    assert found.purchased_at == MOMENT
    assert await shop.notices("paid") == []


async def test_a_refund_of_a_held_purchase_leaves_nothing_to_settle(shop):
    await shop.receive(purchase(1, product_id=999))
    await shop.receive(refund(1, product_id=999))
    assert (await shop.attention.backlog()).held == ()
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED


async def test_a_refund_cancels_paid_notices_that_were_not_sent_yet(shop):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    rows = await shop.db.read(
        lambda tx: tx.all("SELECT state FROM outbox WHERE kind IN ('paid', 'admin-sale')")
    )
    assert {row["state"] for row in rows} == {"cancelled"}


async def test_a_refund_without_a_number_means_the_only_purchase_it_can_mean(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None)) is Outcome.APPLIED
    assert await shop.subscription(ANNA) is None


@pytest.mark.fault("P8", "a refund that may mean either of two purchases")
async def test_a_refund_without_a_number_that_may_mean_two_purchases_waits_for_an_admin(shop):
    await shop.receive(purchase(None, at=MOMENT))
    await shop.receive(purchase(None, at=MOMENT + 9))
    assert await shop.receive(refund(None)) is Outcome.HELD
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 2, 0)
    assert await shop.notices("admin-unmatched") == list(ADMINS)


async def test_a_refund_without_a_number_before_its_purchase_is_remembered(shop):
    assert await shop.receive(refund(None)) is Outcome.HELD
    assert await shop.receive(purchase(None)) is Outcome.APPLIED
    assert await shop.subscription(ANNA) is None
    assert (await shop.attention.backlog()).unmatched_refunds == ()


async def test_other_events_are_recorded_and_ignored(shop):
    for name in ("physical_order_created", "new_donation", "anything_else"):
        assert await shop.receive(event(name, {"telegram_user_id": BORIS})) is Outcome.IGNORED
        assert await shop.receive(event(name, {"telegram_user_id": BORIS})) is Outcome.DUPLICATE
    assert (await shop.counts())["webhook_events"] == 3
    assert (await shop.counts())["grants"] == 0


async def test_a_test_ping_notifies_admins_at_most_once_a_minute(shop):
    for _ in range(5):
        assert await shop.receive(b'{"test_event": "test_event"}') is Outcome.TEST
    assert await shop.notices("admin-test") == list(ADMINS)
    shop.clock.move(60)
    assert await shop.receive(b'{"test_event": "test_event"}') is Outcome.TEST
    assert await shop.notices("admin-test") == list(ADMINS) * 2


async def test_the_buyer_of_a_held_payment_is_notified_that_it_waits(shop):
    await shop.receive(purchase(1, product_id=999))
    await shop.receive(purchase(2, telegram_user_id=None))
    assert await shop.notices("waiting") == [ANNA]
