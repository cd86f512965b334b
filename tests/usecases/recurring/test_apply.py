"""Recurring subscriptions in the ledger are granted, renewed, cancelled or held, never twice."""

import pytest

from bot.domain.models import FIRST_PLAN, HeldReason, Outcome
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, recurring, refund, resent
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID

DAY = 86400
MONTH = 30 * DAY
FIRST = NOW + 20 * DAY
SECOND = FIRST + MONTH


async def _outcomes(shop) -> list[str]:
    rows = await shop.db.read(lambda tx: tx.all("SELECT outcome FROM webhook_events ORDER BY id"))
    return [row["outcome"] for row in rows]


async def test_a_recurring_subscription_gives_access_until_the_end_tribute_names(bound):
    assert await bound.receive(recurring(until=FIRST)) is Outcome.APPLIED
    found = await bound.subscription(ANNA)
    assert (found.started_at, found.expires_at, found.renews_at) == (MOMENT, FIRST, FIRST)
    assert await bound.notices("recurring-started") == [ANNA]
    assert await bound.notices("admin-recurring-new") == list(ADMINS)


async def test_a_renewal_replaces_the_end_and_notifies_no_admin(bound):
    await bound.receive(recurring(until=FIRST))
    assert await bound.receive(recurring("renewed", at=MOMENT + 60, until=SECOND)) == "applied"
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (SECOND, SECOND)
    assert await bound.notices("recurring-renewed") == [ANNA]
    assert await bound.notices("admin-recurring-new") == list(ADMINS)


@pytest.mark.fault("P7", "an old renewal delivered last")
async def test_an_old_renewal_that_arrives_late_shortens_nothing(bound):
    await bound.receive(recurring("renewed", at=MOMENT, until=SECOND))
    await bound.receive(recurring("renewed", at=MOMENT - MONTH, until=FIRST))
    assert (await bound.subscription(ANNA)).expires_at == SECOND


async def test_a_cancellation_keeps_the_time_that_was_paid_for(bound):
    await bound.receive(recurring(until=FIRST))
    assert await bound.receive(recurring("cancelled", at=MOMENT + 60, until=FIRST)) == "applied"
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (FIRST, None)
    assert await bound.notices("recurring-cancelled") == [ANNA]
    assert await bound.notices("admin-recurring-cancelled") == list(ADMINS)


@pytest.mark.fault("P7", "a cancellation delivered before its subscription")
async def test_a_cancellation_before_its_subscription_cancels_it(bound):
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=FIRST))
    await bound.receive(recurring(until=FIRST))
    found = await bound.subscription(ANNA)
    assert (found.started_at, found.expires_at, found.renews_at) == (MOMENT, FIRST, None)


async def test_a_cancellation_alone_gives_the_time_that_was_paid_for(bound):
    await bound.receive(recurring("cancelled", until=FIRST))
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (FIRST, None)


async def test_subscribing_again_after_a_cancellation_renews_again(bound):
    await bound.receive(recurring(until=FIRST))
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=FIRST))
    await bound.receive(recurring(at=MOMENT + 120, until=SECOND))
    assert (await bound.subscription(ANNA)).renews_at == SECOND


async def test_one_event_has_one_effect_however_often_it_comes(bound):
    body = recurring(until=FIRST)
    assert await bound.receive(body) is Outcome.APPLIED
    before = await bound.counts()
    for again in (body, resent(body)):
        assert await bound.receive(again) is Outcome.DUPLICATE
    assert await bound.counts() == before


async def test_the_same_event_with_another_price_is_a_conflict_for_the_admins(bound):
    await bound.receive(recurring(until=FIRST))
    assert await bound.receive(recurring(until=FIRST, price=1)) is Outcome.DUPLICATE
    assert await bound.notices("admin-conflict") == list(ADMINS)


@pytest.mark.parametrize(("kind", "renews_at"), [("gift", None), ("trial", FIRST), ("new", FIRST)])
async def test_only_a_subscription_paid_by_somebody_else_does_not_renew(bound, kind, renews_at):
    await bound.receive(recurring(until=FIRST, type=kind))
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (FIRST, renews_at)


async def test_bought_time_starts_when_the_recurring_subscription_ends(bound):
    await bound.receive(recurring(until=FIRST))
    await bound.receive(purchase(1, at=MOMENT + DAY))
    alone = (await bound.subscription(ANNA)).expires_at
    assert alone >= FIRST + 29 * DAY
    await bound.receive(recurring("renewed", at=MOMENT + 2 * DAY, until=FIRST + DAY))
    assert (await bound.subscription(ANNA)).expires_at >= alone + DAY - 1
    await bound.receive(refund(1))
    assert (await bound.subscription(ANNA)).expires_at == FIRST + DAY


# Events that give no access at once


async def test_an_undecided_subscription_is_held_and_admins_are_asked_once(shop):
    for month in range(3):
        body = recurring("renewed", at=MOMENT + month, until=FIRST + month * MONTH)
        assert await shop.receive(body) is Outcome.HELD
    assert await shop.subscription(ANNA) is None
    assert await shop.notices("admin-recurring-unbound") == list(ADMINS)
    assert await shop.purchases() == []
    [undecided] = (await shop.attention.backlog()).recurring
    found = (undecided.subscription_id, undecided.name, undecided.people)
    assert found == (SUBSCRIPTION_ID, "Reading circle", 1)
    assert await shop.notices("recurring-renewed") == []


async def test_binding_late_grants_and_notifies_people_whose_access_is_paid(shop):
    await shop.receive(recurring(until=FIRST))
    await shop.receive(recurring("renewed", at=MOMENT + 1, until=SECOND))
    await shop.receive(recurring(until=NOW - 1, telegram_user_id=BORIS))
    decided = await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert decided.people == 1
    found = await shop.subscription(ANNA)
    assert (found.started_at, found.expires_at, found.renews_at) == (NOW, SECOND, SECOND)
    assert await shop.subscription(BORIS) is None
    assert await _outcomes(shop) == ["applied", "applied", "ignored"]
    assert await shop.notices("recurring-started") == []
    assert await shop.notices("recurring-renewed") == [ANNA]
    assert await shop.notices("admin-recurring-new") == []
    assert (await shop.attention.backlog()).count == 0


async def test_binding_late_does_not_make_a_cancelled_subscription_renew(shop):
    await shop.receive(recurring(until=FIRST))
    await shop.receive(recurring("cancelled", at=MOMENT + 1, until=FIRST))
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert (await shop.subscription(ANNA)).renews_at is None
    assert await shop.notices("recurring-cancelled") == [ANNA]


async def test_a_subscription_for_something_else_is_recorded_and_gives_no_access(shop):
    await shop.receive(recurring(until=FIRST))
    await shop.recurring.unbind(SUBSCRIPTION_ID, ADMINS[0])
    assert await shop.receive(recurring("renewed", at=MOMENT + 1, until=SECOND)) == "ignored"
    assert await _outcomes(shop) == ["ignored", "ignored"]
    assert (await shop.attention.backlog()).count == 0
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert (await shop.subscription(ANNA)).expires_at == SECOND


async def test_unbinding_keeps_access_given_so_far_and_stops_its_renewal(bound):
    await bound.receive(recurring(until=FIRST))
    await bound.recurring.unbind(SUBSCRIPTION_ID, ADMINS[0])
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (FIRST, None)
    await bound.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert (await bound.subscription(ANNA)).renews_at == FIRST


async def test_of_two_equal_decisions_only_the_first_counts(bound):
    assert await bound.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[1]) is None
    assert await bound.recurring.unbind(SUBSCRIPTION_ID, ADMINS[1]) is not None
    assert await bound.recurring.unbind(SUBSCRIPTION_ID, ADMINS[0]) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"telegram_user_id": ABSENT}, HeldReason.NO_BUYER),
        ({"telegram_user_id": 0}, HeldReason.NO_BUYER),
        ({"expires_at": ABSENT}, HeldReason.UNREADABLE),
        ({"expires_at": "0001-01-01T00:00:00Z"}, HeldReason.UNREADABLE),
        ({"subscription_id": ABSENT}, HeldReason.UNREADABLE),
        ({"subscription_id": "no. 1644"}, HeldReason.UNREADABLE),
    ],
)
async def test_an_incomplete_event_is_a_held_payment_that_admins_can_settle(
    bound, changes, reason, one_month
):
    assert await bound.receive(recurring(until=FIRST, **changes)) is Outcome.HELD
    [held] = await bound.purchases()
    assert (held.held_reason, held.paid.amount_minor) == (reason, 1000)
    assert await bound.notices("admin-held") == list(ADMINS)
    if held.telegram_user_id is None:
        await bound.attention.name_buyer(held.id, ANNA, ADMINS[0])
    await bound.attention.settle_as(held.id, of_first(one_month), ADMINS[0])
    assert (await bound.subscription(ANNA)).active_at(NOW)


@pytest.mark.parametrize("changes", [{"telegram_user_id": ABSENT}, {"subscription_id": ABSENT}])
async def test_a_cancellation_without_buyer_or_subscription_only_notifies_admins(bound, changes):
    await bound.receive(recurring(until=FIRST))
    before = await bound.subscription(ANNA)
    late = recurring("cancelled", at=MOMENT + 60, until=FIRST, **changes)
    assert await bound.receive(late) is Outcome.IGNORED
    assert await bound.purchases() == []
    assert await bound.subscription(ANNA) == before
    assert await bound.notices("admin-recurring-unclear") == list(ADMINS)
    assert await bound.receive(late) is Outcome.DUPLICATE
    assert await bound.notices("admin-recurring-unclear") == list(ADMINS)


async def test_without_any_subscription_that_counts_a_cancellation_of_none_notifies_nobody(shop):
    await shop.receive(recurring("cancelled", until=FIRST, subscription_id=ABSENT))
    assert await shop.notices("admin-recurring-unclear") == []


async def test_an_incomplete_event_of_an_undecided_subscription_waits_for_the_decision(shop):
    body = recurring(until=FIRST, telegram_user_id=ABSENT)
    assert await shop.receive(body) is Outcome.HELD
    assert await shop.purchases() == []
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    [held] = await shop.purchases()
    assert held.held_reason is HeldReason.NO_BUYER
