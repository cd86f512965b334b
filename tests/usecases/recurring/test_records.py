"""The record that each event leaves, as a granted subscription or as a held payment."""

import pytest

from bot.domain.models import FIRST_PLAN, HeldReason, Outcome, PurchaseStatus
from bot.domain.records import Person, Purchase
from bot.domain.recurring import (
    RecurringBinding,
    RecurringChange,
    RecurringEvent,
    RecurringProduct,
    RecurringStatus,
)
from bot.usecases.recurring.products import Decided
from storage import people, plans
from storage.recurring import recurring_events
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID, Shop
from tests.usecases.written import audited, deliveries_of, outcomes, queued, rows

DAY = 86400
UNTIL = NOW + 20 * DAY
ADMIN = ADMINS[0]


async def events(shop: Shop) -> list[RecurringEvent]:
    return await shop.db.read(lambda tx: recurring_events.after(tx, 0, 99))


async def grants_of(shop: Shop, person: int = ANNA) -> list[tuple]:
    return await rows(
        shop.db,
        "SELECT granted_at, fixed_end_at FROM grants WHERE telegram_user_id = ? ORDER BY id",
        person,
    )


def product(people: int, state=RecurringBinding.BOUND, number=SUBSCRIPTION_ID) -> RecurringProduct:
    plan = FIRST_PLAN if state is RecurringBinding.BOUND else None
    return RecurringProduct(number, "Reading circle", "circle", state, plan, people)


@pytest.mark.parametrize("kind", ["new", "renewed", "cancelled"])
async def test_an_event_is_stored_with_all_that_it_says(bound, kind):
    bound.clock.move(60)
    said = {"cancel_reason": "too dear"} if kind == "cancelled" else {}
    await bound.receive(recurring(kind, until=UNTIL, telegram_username="@anna", **said))
    assert await events(bound) == [
        RecurringEvent(
            id=1,
            event_row=1,
            subscription_id=SUBSCRIPTION_ID,
            what=RecurringChange(kind),
            status=RecurringStatus.APPLIED,
            telegram_user_id=ANNA,
            telegram_username="anna",
            trb_user_id="T-31326",
            name="Reading circle",
            type="regular",
            period_id=1547,
            period="monthly",
            price_minor=1000,
            amount_minor=700,
            currency="EUR",
            expires_at=UNTIL,
            cancel_reason=said.get("cancel_reason"),
            occurred_at=MOMENT,
            received_at=NOW + 60,
        )
    ]
    assert await bound.recurring.every() == [product(1)]
    anna = Person(ANNA, None, "anna", None, None, NOW + 60, None, None)
    assert await bound.db.read(lambda tx: people.get(tx, ANNA)) == anna
    seen = await rows(bound.db, "SELECT username_seen_at FROM people")
    assert seen == [(MOMENT,)]


@pytest.mark.parametrize(
    ("kind", "to_buyer", "to_admins"),
    [
        ("new", "recurring-started", "admin-recurring-new"),
        ("renewed", "recurring-renewed", None),
        ("cancelled", "recurring-cancelled", "admin-recurring-cancelled"),
    ],
)
async def test_an_applied_event_is_told_to_the_person_and_the_admins(
    bound, kind, to_buyer, to_admins
):
    await bound.receive(recurring(until=UNTIL, telegram_user_id=BORIS))
    bound.clock.move(60)
    await bound.receive(recurring(kind, until=UNTIL))
    told = [(f"{to_admins}:2:{admin}", admin, 2) for admin in ADMINS] if to_admins else []
    assert await queued(bound.db, NOW + 60) == [(f"{to_buyer}:2", ANNA, 2), *told]


async def test_an_undecided_event_asks_the_admins_about_its_subscription(shop):
    assert await shop.receive(recurring(until=UNTIL)) is Outcome.HELD
    assert await queued(shop.db, NOW) == [
        (f"admin-recurring-unbound:{SUBSCRIPTION_ID}:{admin}", admin, SUBSCRIPTION_ID)
        for admin in ADMINS
    ]
    assert [one.status for one in await events(shop)] == [RecurringStatus.HELD]


@pytest.mark.parametrize(
    ("changes", "reason", "anna"),
    [
        ({"telegram_user_id": ABSENT}, HeldReason.NO_BUYER, None),
        ({"expires_at": ABSENT}, HeldReason.UNREADABLE, ANNA),
        ({"subscription_id": ABSENT}, HeldReason.UNREADABLE, ANNA),
        ({"subscription_id": ABSENT, "telegram_user_id": ABSENT}, HeldReason.UNREADABLE, None),
    ],
)
@pytest.mark.parametrize("ahead", [-30, 3600])
async def test_an_incomplete_event_is_held_as_a_payment_with_all_that_it_says(
    bound, changes, reason, anna, ahead
):
    """Where Tribute's time is a little later than `now`, this machine's clock is behind."""
    await bound.receive(recurring(until=UNTIL, telegram_user_id=BORIS, expires_at=ABSENT))
    bound.clock.move(60)
    at = NOW + 60 + ahead
    body = recurring("renewed", at=at, until=UNTIL, telegram_username="@anna", **changes)
    assert await bound.receive(body) is Outcome.HELD
    assert (await bound.purchases())[-1] == Purchase(
        id=2,
        purchase_id=None,
        event_row=2,
        status=PurchaseStatus.HELD,
        held_reason=reason,
        telegram_user_id=anna,
        telegram_username="anna",
        trb_user_id="T-31326",
        product_id=None,
        product_name="Reading circle",
        amount_minor=1000,
        currency="EUR",
        transaction_id=None,
        purchased_at=at,
        received_at=max(at, NOW + 60),
        settled_at=None,
        refunded_at=None,
        refund_reason=None,
        dismissed_by=None,
        dismissed_reason=None,
    )
    told = [("waiting:2", ANNA, 2)] if anna else []
    admins = [(f"admin-held:2:{admin}", admin, 2) for admin in ADMINS]
    assert await queued(bound.db, NOW + 60) == [*told, *admins]
    statuses = {one.status for one in await events(bound)}
    assert statuses == {RecurringStatus.SETTLING}
    if anna:
        person = await rows(
            bound.db,
            """SELECT username, username_seen_at, first_seen_at FROM people
            WHERE telegram_user_id = ?""",
            ANNA,
        )
        assert person == [("anna", min(at, NOW + 60), NOW + 60)]


async def test_a_cancellation_that_says_too_little_is_ignored(bound):
    for changes in ({"telegram_user_id": ABSENT}, {"expires_at": ABSENT}):
        await bound.receive(recurring("cancelled", until=UNTIL, **changes))
    assert [one.status for one in await events(bound)] == [RecurringStatus.IGNORED] * 2
    assert await bound.purchases() == []


async def test_access_begins_when_the_event_was_made_and_never_after_its_own_end(bound):
    await bound.receive(recurring(at=MOMENT, until=UNTIL))
    await bound.receive(recurring(at=MOMENT + 9, until=MOMENT + 5))
    await bound.receive(recurring(at=NOW + 3600, until=UNTIL, telegram_user_id=BORIS))
    assert await grants_of(bound) == [(MOMENT, UNTIL), (MOMENT + 5, MOMENT + 5)]
    assert await grants_of(bound, BORIS) == [(NOW + 3600, UNTIL)]


async def test_a_cancellation_gives_no_time_that_an_admin_has_cut(bound):
    await bound.receive(recurring(until=UNTIL))
    await bound.db.write(
        lambda tx: tx.execute(
            "INSERT INTO access_cuts VALUES (1, ?, 1, ?, 9001, NULL, 1)", (ANNA, NOW)
        )
    )
    await bound.receive(recurring("cancelled", at=MOMENT + 60, until=UNTIL))
    assert await grants_of(bound) == [(MOMENT, UNTIL)]
    assert [one.status for one in await events(bound)] == [RecurringStatus.APPLIED] * 2
    await bound.receive(recurring("renewed", at=MOMENT + 70, until=UNTIL))
    assert len(await grants_of(bound)) == 2


# A decision, and payments made before it


@pytest.mark.parametrize("ends", [1, 0, -1])
async def test_a_payment_made_before_its_subscription_counted_gives_what_is_left(shop, ends):
    """It was ignored when it was paid, and comes late: the access begins now."""
    await shop.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    shop.clock.move(60)
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    shop.clock.move(60)
    outcome = await shop.receive(recurring(at=NOW + 30, until=NOW + 120 + ends))
    assert outcome is (Outcome.APPLIED if ends > 0 else Outcome.IGNORED)
    assert await grants_of(shop) == ([(NOW + 120, NOW + 120 + ends)] if ends > 0 else [])
    assert len(await shop.notices("recurring-started")) == (ends > 0)
    [event] = await events(shop)
    assert event.status == str(outcome)


async def test_a_payment_without_an_end_made_before_its_subscription_counted_is_held(shop):
    await shop.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    shop.clock.move(60)
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    assert await shop.receive(recurring(at=NOW, until=UNTIL, expires_at=ABSENT)) is Outcome.HELD


async def test_a_late_payment_of_a_time_when_it_counted_is_granted_though_it_no_longer_does(bound):
    bound.clock.move(60)
    await bound.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    bound.clock.move(60)
    assert await bound.receive(recurring(at=NOW + 30, until=UNTIL)) is Outcome.APPLIED
    assert await grants_of(bound) == [(NOW + 30, UNTIL)]


async def test_binding_grants_what_still_runs_and_names_people_and_product(shop):
    """A payment that ends this second is over; one that can't be granted is held."""
    await shop.receive(recurring(until=NOW + 60, telegram_user_id=BORIS))
    await shop.receive(recurring(until=UNTIL, expires_at=ABSENT, telegram_user_id=BORIS))
    await shop.receive(recurring(until=UNTIL))
    await shop.receive(recurring("renewed", at=NOW + 3600, until=UNTIL + DAY))
    await shop.receive(recurring(until=UNTIL, subscription_id=9))
    shop.clock.move(60)
    assert await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN) == Decided(product(1), 1)
    applied, held, ignored = Outcome.APPLIED, Outcome.HELD, Outcome.IGNORED
    assert await outcomes(shop.db) == [ignored, held, applied, applied, held]
    assert await grants_of(shop) == [(NOW + 60, UNTIL), (NOW + 3600, UNTIL + DAY)]
    assert await queued(shop.db, NOW + 60) == [
        ("waiting:1", BORIS, 1),
        *((f"admin-held:1:{admin}", admin, 1) for admin in ADMINS),
        ("recurring-renewed:4", ANNA, 4),
    ]
    assert await audited(shop.db) == [
        (NOW + 60, f"admin:{ADMIN}", "bound", f"recurring:{SUBSCRIPTION_ID}", None)
    ]
    other = product(1, RecurringBinding.UNBOUND, 9)
    assert await shop.recurring.every() == [product(1), other]
    assert await shop.recurring.get(9) == other
    assert await shop.recurring.get(10) is None
    [trace] = await deliveries_of(shop.db, "recurring-renewed:4")
    assert trace.startswith("renewed_subscription:")


async def test_unbinding_ignores_what_is_held_and_names_the_product(shop):
    await shop.receive(recurring(until=UNTIL))
    await shop.receive(recurring(until=UNTIL, telegram_user_id=BORIS))
    shop.clock.move(60)
    foreign = RecurringBinding.FOREIGN
    decided = await shop.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    assert decided == Decided(product(2, foreign), 0)
    assert await outcomes(shop.db) == [Outcome.IGNORED] * 2
    assert [one.status for one in await events(shop)] == [RecurringStatus.IGNORED] * 2
    assert await audited(shop.db) == [
        (NOW + 60, f"admin:{ADMIN}", "unbound", f"recurring:{SUBSCRIPTION_ID}", None)
    ]
    shop.clock.move(30 * DAY)
    assert await shop.recurring.every() == [product(0, foreign)]


async def test_a_decision_may_come_before_the_first_webhook(shop):
    known = RecurringProduct(7, None, None, RecurringBinding.FOREIGN, None, 0)
    assert await shop.recurring.unbind(7, ADMIN) == Decided(known, 0)
    shop.clock.move(60)
    assert await shop.recurring.unbind(7, ADMINS[1]) is None
    assert (await shop.recurring.bind(7, FIRST_PLAN, ADMINS[1])).people == 0
    assert await rows(shop.db, "SELECT created_at, state FROM recurring_plans") == [(NOW, "bound")]
    kept = await rows(
        shop.db, "SELECT subscription_id, state, plan_id, bound_at FROM recurring_bindings"
    )
    assert kept == [(7, "foreign", None, NOW), (7, "bound", FIRST_PLAN, NOW + 60)]
    assert [row[:2] for row in await audited(shop.db)] == [
        (NOW, f"admin:{ADMIN}"),
        (NOW + 60, f"admin:{ADMINS[1]}"),
    ]


async def test_a_decision_names_its_plan_where_there_are_several(shop):
    pro = await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    assert await shop.recurring.bind(7, pro, ADMIN)
    assert await shop.recurring.unbind(7, ADMIN)
    assert await audited(shop.db) == [
        (NOW, f"admin:{ADMIN}", "bound", "recurring:7", "pro"),
        (NOW, f"admin:{ADMIN}", "unbound", "recurring:7", None),
    ]
