"""Reminders and ends that were announced too early are corrected, unless they hold by now."""

import json

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN
from bot.usecases.access.clock_recheck import recheck_access, recheck_facts
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder, ManualGrants, RevokeOrder, end_of
from storage import facts
from tests.bodies import ANNA, BORIS, CLARA, MOMENT, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS

DAY = 86400
END = add_calendar(MOMENT, 1, 0)
REMINDER = add_calendar(END, 0, -3)


@pytest.fixture
async def lifecycle(shop) -> Lifecycle:
    """Return the lifecycle of a shop where Anna has bought a month, and a service hears of it."""
    await shop.db.write(lambda tx: facts.put(tx, "webhooks_out", "on"))
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    await lifecycle.on_start()
    await shop.receive(purchase())
    return lifecycle


async def tick_at(shop, lifecycle, at: int) -> None:
    shop.clock.move(at - shop.clock.now())
    await lifecycle.tick()


async def set_back(shop, now: int) -> None:
    shop.clock.move(now - shop.clock.now())
    await shop.db.write(lambda tx: recheck_access(tx, now))


async def announced(shop) -> list[tuple[object, ...]]:
    """Return what the outbox has about reminders and ends, with the ends named."""
    rows = await shop.db.read(
        lambda tx: tx.all(
            """SELECT kind, dedupe_key, chat_id, subject_id, lane, state, error, done_at FROM outbox
            WHERE kind IN ('reminder', 'ended', 'ended-early') ORDER BY id"""
        )
    )
    return [tuple(row) for row in rows]


async def ids(shop, kind: str) -> list[int]:
    sql = "SELECT id FROM outbox WHERE kind = ? ORDER BY id"
    return [row["id"] for row in await shop.db.read(lambda tx: tx.all(sql, (kind,)))]


async def next_look(shop) -> int | None:
    return await shop.db.read(lambda tx: tx.scalar("SELECT check_at FROM subscriptions"))


def reminder(key: str, state: str = "queued", error: str | None = None, at: int | None = None):
    key = f"reminder:{ANNA}:{END}:3 days{key}"
    return ("reminder", key, ANNA, None, 1, state, error, at)


def ended(key: str, state: str = "queued", error: str | None = None, at: int | None = None):
    return ("ended", f"ended:{ANNA}:{END}{key}", ANNA, None, 1, state, error, at)


async def test_an_end_announced_too_early_is_corrected_and_comes_again(shop, lifecycle):
    await tick_at(shop, lifecycle, REMINDER)
    await tick_at(shop, lifecycle, END)
    await set_back(shop, NOW + 1)
    [reminded], [over] = await ids(shop, "reminder"), await ids(shop, "ended")
    early = [
        reminder(f":early:{reminded}", "cancelled", "too early", NOW + 1),
        ended(f":early:{over}", "cancelled", "too early", NOW + 1),
        ("ended-early", f"ended-early:{over}", ANNA, over, 0, "queued", None, None),
    ]
    assert await announced(shop) == early
    assert await next_look(shop) == NOW
    await lifecycle.tick()
    assert await next_look(shop) == REMINDER
    for at in (REMINDER - 1, REMINDER, END - 1, END):
        await tick_at(shop, lifecycle, at)
    assert await announced(shop) == [*early, reminder(""), ended("")]


async def test_the_owners_service_hears_that_access_goes_on(shop, lifecycle):
    await tick_at(shop, lifecycle, END)
    await set_back(shop, NOW + 1)
    rows = await shop.db.read(lambda tx: tx.all("SELECT * FROM webhooks_out ORDER BY id"))
    kinds = ["subscription.started", "subscription.ended", "subscription.started"]
    assert [row["type"] for row in rows] == kinds
    assert (rows[-1]["telegram_user_id"], rows[-1]["created_at"]) == (ANNA, NOW + 1)
    state = {"active": True, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"}
    assert json.loads(rows[-1]["body"]) == {
        "type": "subscription.started",
        "timestamp": "2026-05-12T21:59:01Z",
        "data": {
            "telegram_user_id": ANNA,
            **state,
            "plan": "access",
            "plan_state": state,
        },
    }


@pytest.mark.parametrize("refunded", [True, False])
async def test_the_owners_service_hears_nothing_of_access_that_is_over(shop, lifecycle, refunded):
    await tick_at(shop, lifecycle, END + 10)
    if refunded:
        await shop.receive(refund())
        await set_back(shop, NOW)
    else:
        await set_back(shop, END)
    types = await shop.db.read(lambda tx: tx.all("SELECT type FROM webhooks_out ORDER BY id"))
    assert [row["type"].rpartition(".")[2] for row in types][:2] == ["started", "ended"]
    assert not any(row["type"].endswith("started") for row in types[1:])


async def test_people_who_have_read_of_an_end_read_that_it_was_wrong(shop, lifecycle):
    await tick_at(shop, lifecycle, END)
    await shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent', done_at = 7"))
    await set_back(shop, NOW)
    [over], [early] = await ids(shop, "ended"), await ids(shop, "ended-early")
    assert await announced(shop) == [
        ended(f":early:{over}", "sent", None, 7),
        ("ended-early", f"ended-early:{over}", ANNA, over, 0, "queued", None, None),
    ]
    await set_back(shop, NOW)
    assert await ids(shop, "ended-early") == [early], "a second look finds nothing"


async def test_a_reminder_that_came_too_early_is_planned_again(shop, lifecycle):
    await tick_at(shop, lifecycle, REMINDER)
    assert await next_look(shop) == END
    await set_back(shop, NOW + 1)
    assert await next_look(shop) == NOW


@pytest.mark.parametrize("late", [False, True])
async def test_a_reminder_whose_moment_has_come_stays(shop, lifecycle, late):
    await tick_at(shop, lifecycle, REMINDER + 10)
    await set_back(shop, REMINDER if late else REMINDER - 1)
    [(_, key, *_, state, _, _)] = await announced(shop)
    assert (":early:" not in key, state) == ((True, "queued") if late else (False, "cancelled"))


@pytest.mark.parametrize("late", [False, True])
async def test_a_reminder_a_month_before_the_end_has_its_own_moment(shop, late):
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(months=1),))
    await lifecycle.on_start()
    await shop.receive(purchase(product_id=457))
    moment = add_calendar(MOMENT, 2, 0)
    await tick_at(shop, lifecycle, moment + 10)
    await set_back(shop, moment if late else moment - 1)
    [(*_, state, _, _)] = await announced(shop)
    assert state == ("queued" if late else "cancelled")


@pytest.mark.parametrize("since", ["nothing", "refunded", "bought again"])
@pytest.mark.parametrize("late", [False, True])
async def test_an_end_whose_moment_has_come_stays(shop, lifecycle, late, since):
    await tick_at(shop, lifecycle, END + 10)
    if since == "refunded":
        await shop.receive(refund())
    if since == "bought again":
        await shop.receive(purchase(2, at=END + 10))
    await set_back(shop, END if late else END - 1)
    [(_, key, *_, state, _, _), *correction] = await announced(shop)
    assert (":early:" not in key, state) == ((True, "queued") if late else (False, "cancelled"))
    assert len(correction) == (0 if late else 1)


@pytest.mark.parametrize("late", [False, True])
async def test_a_subscription_of_tribute_goes_on_until_its_grace_is_over(bound, late):
    lifecycle = Lifecycle(bound.db, bound.clock, ())
    await bound.receive(recurring(until=NOW + DAY))
    await tick_at(bound, lifecycle, NOW + DAY + 700)
    await set_back(bound, NOW + DAY + (600 if late else 599))
    assert len(await ids(bound, "ended")) == 1
    assert len(await ids(bound, "ended-early")) == (0 if late else 1)


async def test_a_notice_of_another_kind_stays_but_may_come_again(shop):
    shop.clock.move(DAY)
    await shop.receive(b'{"test_event": "hello"}')
    await set_back(shop, NOW)
    rows = await shop.db.read(lambda tx: tx.all("SELECT * FROM outbox ORDER BY id"))
    assert [(row["kind"], row["state"]) for row in rows] == [("admin-test", "queued")] * 2
    assert all(row["dedupe_key"].endswith(f":early:{row['id']}") for row in rows)


async def test_what_was_given_ended_and_paid_back_too_early_counts_from_now(shop):
    """People whose access has no end, or ends as it did before, read of no other one."""
    manual = ManualGrants(shop.db, shop.clock)
    await shop.receive(purchase(1, telegram_user_id=CLARA))
    await shop.receive(purchase(2))
    shop.clock.move(5 * DAY)
    for person, duration in ((ANNA, Duration(lifetime=True)), (BORIS, Duration(days=9))):
        shown = await manual.preview_grant(person, FIRST_PLAN, duration)
        order = GrantOrder(person, FIRST_PLAN, duration, end_of(shown.after))
        assert await manual.grant(order, ADMINS[0])
    shown = await manual.preview_revoke(CLARA, FIRST_PLAN)
    assert await manual.revoke(RevokeOrder(CLARA, FIRST_PLAN, end_of(shown.before)), ADMINS[0])
    await shop.receive(refund(2, at=NOW + 5 * DAY))
    shop.clock.move(-5 * DAY)
    await shop.db.write(lambda tx: recheck_facts(tx, NOW))
    ends = {person: await shop.subscription(person) for person in (ANNA, BORIS, CLARA)}
    assert [one.expires_at for one in ends.values()] == [None, NOW + 9 * DAY, NOW]
    assert (await shop.purchase(2)).refunded_at == NOW
    assert await shop.notices("end-corrected") == [BORIS]
