"""Manual grants and revocations leave a preview that came true, the audit, and a notice."""

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, BoughtTime, PersonId, PlanId, Subscription
from bot.domain.plans import Inclusions
from bot.domain.records import AuditEntry, Person
from bot.usecases.access.manual import (
    FOR_LIFE,
    GrantOrder,
    ManualGrants,
    Preview,
    RevokeOrder,
    end_of,
)
from storage import plans
from tests.bodies import ANNA, BORIS, CLARA, MOMENT, purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import AUDIT, rows

ADMIN = ADMINS[0]
DAY, HOUR = 86400, 3600
MONTH, FIVE_DAYS = Duration(months=1), Duration(days=5)
END = add_calendar(MOMENT, 1, 0)
BOUGHT = Subscription(PersonId(ANNA), MOMENT, END, bought=BoughtTime(1, 0))


@pytest.fixture
def manual(shop: Shop) -> ManualGrants:
    return ManualGrants(shop.db, shop.clock)


async def audit(shop: Shop) -> list[AuditEntry]:
    sql = "SELECT at, actor, action, subject, detail FROM audit ORDER BY id"
    return await shop.db.read(lambda tx: [AuditEntry(*one) for one in tx.all(sql)])


async def notice(shop: Shop, kind: str) -> tuple[object, ...]:
    sql = """SELECT dedupe_key, lane, chat_id, subject_id, detail, created_at FROM outbox
        WHERE kind = ?"""
    [row] = await shop.db.read(lambda tx: tx.all(sql, (kind,)))
    return tuple(row)


def anna(first_seen_at: int) -> Person:
    return Person(PersonId(ANNA), None, "anna", None, None, first_seen_at, None, None)


async def test_a_preview_of_a_grant_has_the_access_before_and_after(shop, manual):
    await shop.receive(purchase())
    shown = await manual.preview_grant(ANNA, FIRST_PLAN, FIVE_DAYS)
    after = Subscription(ANNA, MOMENT, add_calendar(MOMENT, 1, 5), bought=BoughtTime(1, 5))
    assert shown == Preview(ANNA, FIRST_PLAN, anna(NOW), BOUGHT, after, NOW)
    assert (shown.has_access, shown.has_lifetime) == (True, False)
    order = GrantOrder(ANNA, FIRST_PLAN, FIVE_DAYS, end_of(after))
    assert await manual.grant(order, ADMIN) == shown
    assert await shop.subscription(ANNA) == after


async def test_a_preview_of_a_revocation_has_the_access_before_and_after(shop, manual):
    await shop.receive(purchase())
    shown = await manual.preview_revoke(ANNA, FIRST_PLAN)
    assert shown == Preview(
        ANNA, FIRST_PLAN, anna(NOW), BOUGHT, Subscription(ANNA, MOMENT, NOW), NOW, takes_time=True
    )
    assert await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, END), ADMIN) == shown
    assert await shop.subscription(ANNA) == Subscription(ANNA, MOMENT, NOW)
    again = await manual.preview_revoke(ANNA, FIRST_PLAN)
    assert (again.has_access, again.after) == (False, Subscription(ANNA, MOMENT, NOW))
    shop.clock.move(DAY)
    assert (await manual.preview_revoke(ANNA, FIRST_PLAN)).after == Subscription(ANNA, MOMENT, NOW)


@pytest.mark.parametrize(
    ("note", "detail"), [(None, "5 days"), ("", "5 days"), ("a friend", "5 days; a friend")]
)
async def test_a_grant_is_in_the_audit_with_its_time_and_note(shop, manual, note, detail):
    order = GrantOrder(BORIS, FIRST_PLAN, FIVE_DAYS, NOW + 5 * DAY, note)
    assert await manual.grant(order, ADMIN)
    assert await audit(shop) == [
        AuditEntry(NOW, f"admin:{ADMIN}", "granted", f"person:{BORIS}", detail)
    ]
    assert await notice(shop, "granted") == ("granted:1", 0, BORIS, 1, None, NOW)
    people = await shop.db.read(lambda tx: tx.all("SELECT * FROM people"))
    [(person, username, seen)] = [
        (one["telegram_user_id"], one["username"], one["first_seen_at"]) for one in people
    ]
    assert (person, username, seen) == (BORIS, None, NOW)


@pytest.mark.parametrize("note", [None, "spam"])
async def test_a_revocation_is_in_the_audit_with_its_note(shop, manual, note):
    await shop.receive(purchase())
    await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, END, note), ADMIN)
    assert await audit(shop) == [
        AuditEntry(NOW, f"admin:{ADMIN}", "revoked", f"person:{ANNA}", note)
    ]
    assert await notice(shop, "revoked") == (f"revoked:{ANNA}:{NOW}", 0, ANNA, None, None, NOW)
    sql = "SELECT telegram_user_id, at, admin_id, reason FROM access_cuts"
    [cut] = await shop.db.read(lambda tx: tx.all(sql))
    assert tuple(cut) == (ANNA, NOW, ADMIN, note)


@pytest.mark.parametrize("late", [HOUR, -HOUR, HOUR + 1, -HOUR - 1])
async def test_an_admin_has_an_hour_to_confirm_a_grant(shop, manual, late):
    shown = NOW + 5 * DAY - late
    granted = await manual.grant(GrantOrder(ANNA, FIRST_PLAN, FIVE_DAYS, shown), ADMIN)
    assert (granted is not None) is (abs(late) <= HOUR)


@pytest.mark.parametrize(
    "duration", [Duration(lifetime=True), MONTH], ids=["a lifetime", "a month"]
)
async def test_access_with_another_end_than_was_shown_is_not_revoked(shop, manual, duration):
    shown = await manual.preview_grant(ANNA, FIRST_PLAN, duration)
    await manual.grant(GrantOrder(ANNA, FIRST_PLAN, duration, end_of(shown.after)), ADMIN)
    end = end_of(shown.after)
    for other in (end + 1, end - 1, FOR_LIFE if end else NOW):
        assert await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, other), ADMIN) is None
    assert (await manual.preview_revoke(ANNA, FIRST_PLAN)).has_lifetime is duration.lifetime
    assert await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, end), ADMIN)
    assert [one.action for one in await audit(shop)] == ["granted", "revoked"]


async def test_access_is_over_at_the_second_of_its_end(shop, manual):
    await shop.receive(purchase())
    shop.clock.move(END - NOW)
    shown = await manual.preview_revoke(ANNA, FIRST_PLAN)
    assert not shown.has_access
    assert await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, END), ADMIN) is None


def test_without_a_subscription_the_end_is_the_number_of_a_lifetime():
    assert end_of(None) == end_of(Subscription(PersonId(ANNA), 5, None)) == FOR_LIFE == 0
    assert end_of(BOUGHT) == END


async def test_only_plans_with_time_of_the_person_s_own_can_be_revoked(shop, manual):
    """Basic comes with Pro: Anna's own was over before, Clara's waits until Pro is over. A course
    has ended; another person's plan is not theirs."""
    pro, course, team = PlanId(2), PlanId(3), PlanId(4)

    def work(tx):
        for key in ("pro", "course", "team"):
            plans.insert(tx, key)
        plans.set_inclusions(tx, Inclusions(frozenset({(pro, FIRST_PLAN)})))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)
    ends = {}
    given = [(ANNA, FIRST_PLAN, 1), (ANNA, pro, 9), (ANNA, course, 3), (BORIS, team, 9)]
    for person, plan, days in (*given, (CLARA, pro, 9), (CLARA, FIRST_PLAN, 2)):
        shown = await manual.preview_grant(person, plan, Duration(days=days))
        order = GrantOrder(person, plan, Duration(days=days), end_of(shown.after))
        assert await manual.grant(order, ADMIN)
        shop.clock.move(DAY if plan == FIRST_PLAN else 0)
        ends[person, plan] = order.expected_end
    assert (ends[ANNA, course], ends[CLARA, FIRST_PLAN]) == (NOW + 4 * DAY, NOW + 12 * DAY)
    assert await manual.revocable(ANNA) == (pro, course)
    shop.clock.move(2 * DAY)
    assert await manual.revocable(ANNA) == (pro,)
    assert await manual.revocable(BORIS) == (team,)
    assert await manual.revocable(CLARA) == (FIRST_PLAN, pro)


@pytest.mark.parametrize(("note", "detail"), [(None, "pro"), ("sorry", "pro; sorry")])
async def test_a_revocation_names_its_plan_where_there_are_several(shop, manual, note, detail):
    pro = await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    shown = await manual.preview_grant(ANNA, pro, Duration(days=9))
    order = GrantOrder(ANNA, pro, Duration(days=9), end_of(shown.after))
    assert await manual.grant(order, ADMIN)
    shown = await manual.preview_revoke(ANNA, pro)
    assert await manual.revoke(RevokeOrder(ANNA, pro, end_of(shown.before), note), ADMIN)
    assert (await rows(shop, AUDIT))[-1] == (
        NOW,
        f"admin:{ADMIN}",
        "revoked_plan",
        f"person:{ANNA}",
        detail,
    )


@pytest.mark.parametrize(
    ("own_days", "plan", "opened_by", "takes_time", "left"),
    [
        (0, 1, 2, False, [2, 3]),  # Basic comes with Pro, and nothing of it is the person's own
        (9, 1, 2, True, [2, 3]),
        (9, 2, None, True, [1, 3]),
        (0, 2, None, True, [3]),
        (0, 4, None, False, [1, 2, 3]),
    ],
)
async def test_a_preview_of_a_revocation_says_what_stays_open(
    shop, manual, own_days, plan, opened_by, takes_time, left
):
    def work(tx):
        for key in ("pro", "course", "team"):
            plans.insert(tx, key)
        plans.set_inclusions(tx, Inclusions(frozenset({(PlanId(2), FIRST_PLAN)})))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)
    for given, days in ((2, 5), (3, 5), (1, own_days)):
        if days:
            shown = await manual.preview_grant(ANNA, PlanId(given), Duration(days=days))
            order = GrantOrder(ANNA, PlanId(given), Duration(days=days), end_of(shown.after))
            assert await manual.grant(order, ADMIN)
    found = await manual.preview_revoke(ANNA, PlanId(plan))
    assert (found.opened_by, found.takes_time) == (opened_by, takes_time)
    assert [one.plan_id for one in found.left] == left
