"""Revoking cuts access at now: what was used stays, in the ledger and in all that reads it."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.domain.broadcasts import Audience, AudienceGroup
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PlanId, PurchaseStatus
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder, ManualGrants, RevokeOrder, end_of
from bot.usecases.reports.statistics import Statistics
from storage import broadcasts, facts, plans
from storage.engine.database import open_database
from storage.queries import statistics, subscribers
from tests.bodies import ANNA, MOMENT, purchase, recurring, refund
from tests.conftest import NOW
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import ADMINS, build_shop, seed

ADMIN = ADMINS[0]
DAY = 86400
MONTH = Duration(months=1)


@pytest.fixture
def manual(shop) -> ManualGrants:
    return ManualGrants(shop.db, shop.clock)


async def buy(shop, number, at, **changes):
    """Move the clock to the moment, and buy."""
    shop.clock.move(at - shop.clock.now())
    await shop.receive(purchase(number, at=at, **changes))


async def revoke(manual, note=None):
    """Revoke what the preview shows, and return both."""
    shown = await manual.preview_revoke(ANNA, FIRST_PLAN)
    return shown, await manual.revoke(
        RevokeOrder(ANNA, FIRST_PLAN, end_of(shown.before), note), ADMIN
    )


async def give(manual, duration=MONTH):
    shown = await manual.preview_grant(ANNA, FIRST_PLAN, duration)
    assert await manual.grant(GrantOrder(ANNA, FIRST_PLAN, duration, end_of(shown.after)), ADMIN)


async def shortened(shop):
    """Return the numbers of Anna's purchases that are shown as ended by the owner."""
    status = await shop.subscriptions.status(ANNA)
    return [one.purchase.purchase_id for one in status.purchases if one.revocation]


@pytest.fixture
async def three(shop, manual):
    """Three months, each bought 28 days after the one before, revoked ten days after the third."""
    await shop.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    began = NOW - 66 * DAY
    for number in range(3):
        await buy(shop, number + 1, began + number * 28 * DAY)
    shop.clock.move(NOW - shop.clock.now())
    return began, *(await revoke(manual, "spam"))


async def test_the_preview_the_result_and_the_ledger_have_one_end(shop, three):
    began, shown, revoked = three
    stored = await shop.subscription(ANNA)
    assert shown.after == revoked.after == stored
    assert (stored.started_at, stored.expires_at) == (began, NOW)
    assert not stored.active_at(NOW)
    assert await shop.notices("revoked") == [ANNA]
    assert {one.status for one in await shop.purchases()} == {PurchaseStatus.APPLIED}


async def test_only_the_purchase_with_time_left_is_shown_as_ended_by_the_owner(shop, three):
    assert await shortened(shop) == [3]
    status = await shop.subscriptions.status(ANNA)
    revocation = status.purchases[0].revocation
    assert (revocation.at, revocation.admin_id, revocation.reason) == (NOW, ADMIN, "spam")


async def test_tables_and_numbers_keep_the_subscriber_and_the_renewals(shop, three):
    began, _, _ = three
    [row] = await shop.db.read(lambda tx: subscribers.after(tx, (0, 0), 10, NOW))
    assert (row.started_at, row.expires_at, row.duration) == (began, NOW, MONTH)
    assert await shop.db.read(lambda tx: statistics.newcomers(tx, began, NOW + 1)) == (1, 2)
    assert await shop.db.read(lambda tx: statistics.ended(tx, NOW, NOW + 1)) == 1
    days = await Statistics(shop.db, shop.clock, "UTC").by_day()
    by_date = dict(zip(days.dates, days.active, strict=True))
    assert (by_date[date(2026, 5, 11)], by_date[date(2026, 5, 12)]) == (1, 0)


async def test_a_broadcast_to_people_whose_access_ended_reaches_them(shop, three):
    await shop.db.write(lambda tx: tx.execute("UPDATE people SET started_at = 1"))
    ended = Audience(AudienceGroup.EXPIRED)
    found = await shop.db.read(lambda tx: broadcasts.portion(tx, ended, NOW, 0, 10))
    assert found.reachable == (ANNA,)


async def test_the_owners_service_reads_of_an_end_at_this_moment(shop, three):
    rows = await shop.db.read(lambda tx: tx.all("SELECT body FROM webhooks_out ORDER BY id"))
    last = json.loads(rows[-1]["body"])
    assert last["type"] == "subscription.ended"
    assert last["data"]["expires_at"] == last["timestamp"] == "2026-05-12T21:59:00Z"
    assert last["data"]["active"] is False


async def test_nobody_is_notified_of_the_same_end_once_more(shop, three):
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    shop.clock.move(200 * DAY)
    while await lifecycle.tick():
        pass
    assert await shop.notices("ended") == []


async def test_refunding_a_used_purchase_of_cut_access_equals_never_having_bought_it(shop, three):
    began, _, _ = three
    await shop.receive(refund(1, at=NOW))
    found = await shop.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (began + 28 * DAY, NOW)
    await shop.receive(refund(2, at=NOW))
    await shop.receive(refund(3, at=NOW))
    assert await shop.subscription(ANNA) is None
    assert await shortened(shop) == []


async def test_a_purchase_refunded_before_the_cut_is_not_part_of_it(shop, manual):
    await buy(shop, 1, NOW - 2 * DAY)
    await buy(shop, 2, NOW - DAY)
    await shop.receive(refund(1, at=NOW))
    shop.clock.move(NOW - shop.clock.now())
    await revoke(manual)
    found = await shop.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (NOW - DAY, NOW)
    assert await shortened(shop) == [2]


async def test_an_earlier_stretch_that_had_ended_keeps_its_own_end(shop, manual):
    await buy(shop, 1, NOW - 90 * DAY)
    await buy(shop, 2, NOW - 5 * DAY)
    shop.clock.move(NOW - shop.clock.now())
    shown, _ = await revoke(manual)
    assert shown.after.expires_at == NOW
    assert (await shop.subscription(ANNA)).expires_at == NOW
    assert await shortened(shop) == [2]


async def test_a_webhook_that_arrives_after_the_cut_gives_the_whole_time_from_the_cut(shop, manual):
    await shop.receive(purchase(1, at=MOMENT))
    await revoke(manual)
    shop.clock.move(600)
    await shop.receive(purchase(2, at=NOW - 60))
    found = await shop.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (MOMENT, add_calendar(NOW, 1, 0))
    assert await shortened(shop) == [1]


async def test_a_purchase_and_a_grant_after_a_cut_count_in_full(shop, manual):
    await shop.receive(purchase(1, product_id=459))
    await revoke(manual)
    assert await shop.subscriptions.current(ANNA) is None
    shop.clock.move(DAY)
    await give(manual)
    await shop.receive(purchase(2, at=NOW + DAY))
    found = await shop.subscriptions.current(ANNA)
    assert (found.started_at, found.expires_at) == (NOW + DAY, add_calendar(NOW + DAY, 2, 0))
    assert found.tariff == MONTH


async def test_each_purchase_names_the_cut_of_its_own_plan(shop, manual):
    """Pro includes the first plan, whose own time waits until Pro is over."""
    pro = PlanId(2)

    def work(tx):
        plans.insert(tx, "pro")
        plans.set_inclusions(tx, Inclusions(frozenset({(pro, FIRST_PLAN)})))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)
    assert await shop.tariffs.bind(901, NewTariff(pro, Duration(days=90)), ADMIN)
    for number, product in ((1, 901), (2, 456)):
        await shop.receive(purchase(number, at=NOW, product_id=product))
    for plan, note in ((FIRST_PLAN, "first"), (pro, "second")):
        shop.clock.move(40 * DAY)
        shown = await manual.preview_revoke(ANNA, plan)
        assert await manual.revoke(RevokeOrder(ANNA, plan, end_of(shown.before), note), ADMIN)
    status = await shop.subscriptions.status(ANNA)
    cut = {one.purchase.purchase_id: one.revocation for one in status.purchases}
    assert {number: one and one.reason for number, one in cut.items()} == {1: "second", 2: "first"}


async def test_access_can_be_cut_again_and_again(shop, manual):
    for _ in range(3):
        await give(manual)
        shop.clock.move(DAY)
        _, revoked = await revoke(manual)
        assert revoked.after.expires_at == shop.clock.now()
        assert (
            await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, end_of(revoked.after)), ADMIN) is None
        )
        shop.clock.move(DAY)


async def test_a_cut_subscription_of_tribute_does_not_return_with_its_cancellation(bound, manual):
    end = NOW + 20 * DAY
    await bound.receive(recurring(until=end))
    await revoke(manual)
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (NOW, None)
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=end))
    assert (await bound.subscription(ANNA)).expires_at == NOW


async def test_a_renewal_after_the_cut_gives_access_again(bound, manual):
    end = NOW + 20 * DAY
    await bound.receive(recurring(until=end))
    await revoke(manual)
    bound.clock.move(20 * DAY)
    await bound.receive(recurring("renewed", at=end, until=end + 30 * DAY))
    found = await bound.subscription(ANNA)
    assert (found.started_at, found.expires_at) == (end, end + 30 * DAY)
    assert found.renews_at == end + 30 * DAY


STEPS = st.sampled_from(["buy", "buy", "buy for life", "late", "revoke", "give", "refund"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STEPS, st.integers(0, 40)), min_size=2, max_size=9))
async def test_any_history_leaves_a_sound_ledger_and_no_access_right_after_a_cut(
    tmp_path_factory, steps
):
    path = tmp_path_factory.mktemp("history") / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, FixedClock(NOW))
        await seed(shop, ("1 month", 456), ("lifetime", 459))
        manual = ManualGrants(db, shop.clock)
        bought = 0
        for step, days in steps:
            shop.clock.move(days * DAY + days)
            now = shop.clock.now()
            if step in {"buy", "buy for life", "late"}:
                bought += 1
                product = 459 if step == "buy for life" else 456
                began = now - DAY if step == "late" else now
                await shop.receive(purchase(bought, at=began, product_id=product))
            elif step == "give":
                if not (await manual.preview_grant(ANNA, FIRST_PLAN, MONTH)).has_lifetime:
                    await give(manual)
            elif step == "refund" and bought:
                await shop.receive(refund(1 + days % bought, at=now))
            elif step == "revoke":
                _, revoked = await revoke(manual)
                if revoked is not None:
                    assert (await shop.subscription(ANNA)).expires_at == now
                assert await shop.subscriptions.current(ANNA) is None
        assert_ledger_is_sound(path)
