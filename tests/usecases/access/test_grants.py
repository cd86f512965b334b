"""A changed subscription is stored with its next look, and its webhook and chat steps queued."""

import asyncio
import json
from collections.abc import Callable

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff
from bot.tribute import events
from bot.usecases.access import grants, reminders
from bot.usecases.access.grants import ChangeReason
from bot.usecases.outbox.trace import trace_id_of
from storage import access_chats, facts, memberships, people, plans, sums
from storage.engine.tx import Tx
from tests.bodies import ANNA, BORIS, CLARA, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

DAY = 86400
END = add_calendar(MOMENT, 1, 0)


@pytest.fixture
async def told(shop: Shop) -> Shop:
    """Return a shop with a reminder three days before the end, and a service that is told."""

    def work(tx: Tx) -> None:
        facts.put(tx, "webhooks_out", "on")
        reminders.store_rules(tx, (Duration(days=3),))

    await shop.db.write(work)
    return shop


async def rows(shop: Shop, sql: str) -> list[tuple[object, ...]]:
    return await shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql)])


async def stored(shop: Shop) -> list[tuple[object, ...]]:
    return await rows(
        shop,
        """SELECT telegram_user_id, started_at, expires_at, changed_at, check_at, bought_months,
            bought_days FROM subscriptions ORDER BY telegram_user_id""",
    )


async def webhooks(shop: Shop) -> list[tuple[object, ...]]:
    """Return the person, the kind, the tariff and the end of each webhook."""
    bodies = [json.loads(str(one)) for (one,) in await rows(shop, "SELECT body FROM webhooks_out")]
    return [
        (
            one["data"]["telegram_user_id"],
            one["type"].removeprefix("subscription."),
            one["data"].get("tariff"),
            one["data"]["expires_at"],
        )
        for one in bodies
    ]


async def test_a_first_purchase_a_second_and_a_refund_are_stored_and_told(told):
    await told.receive(purchase(1))
    assert await stored(told) == [(ANNA, MOMENT, END, NOW, END - 3 * DAY, 1, 0)]
    told.clock.move(60)
    await told.receive(purchase(2, product_id=457, at=NOW))
    longer = add_calendar(MOMENT, 4, 0)
    assert await stored(told) == [(ANNA, MOMENT, longer, NOW + 60, longer - 3 * DAY, 4, 0)]
    told.clock.move(60)
    await told.receive(refund(1))
    later = add_calendar(NOW, 3, 0)
    assert await stored(told) == [(ANNA, NOW, later, NOW + 120, later - 3 * DAY, 3, 0)]
    await told.receive(refund(2))
    assert await stored(told) == []
    assert await webhooks(told) == [
        (ANNA, "started", "1 month", "2026-06-12T15:33:20Z"),
        (ANNA, "extended", "3 months", "2026-09-12T15:33:20Z"),
        (ANNA, "refunded", "1 month", "2026-08-12T21:59:00Z"),
        (ANNA, "refunded", "3 months", None),
    ]


async def test_a_purchase_that_is_paid_back_twice_is_told_once(told):
    await told.receive(purchase(1))
    row = (await told.purchase(1)).id
    for person in (None, ANNA, ANNA):
        await told.db.write(lambda tx, person=person: grants.revoke_purchase(tx, row, person, NOW))
    assert len(await webhooks(told)) == 1
    assert await rows(told, "SELECT revoked_at FROM grants") == [(NOW,)]
    await told.db.write(lambda tx: grants.refold(tx, PersonId(ANNA), NOW))
    await told.receive(refund(1))


async def test_a_purchase_that_stands_again_is_told_with_its_tariff(told):
    await told.receive(purchase(1))
    row = (await told.purchase(1)).id

    def work(tx: Tx) -> bool:
        grants.revoke_purchase(tx, row, PersonId(ANNA), NOW)
        return grants.restore_purchase(tx, row, PersonId(ANNA), NOW)

    assert await told.db.write(work)
    assert (await webhooks(told))[1:] == [
        (ANNA, "refunded", "1 month", None),
        (ANNA, "started", "1 month", "2026-06-12T15:33:20Z"),
    ]


async def test_a_purchase_after_the_end_starts_again(told):
    await told.receive(purchase(1))
    told.clock.move(40 * DAY)
    at = told.clock.now()
    await told.db.write(lambda tx: tx.execute("UPDATE subscriptions SET check_at = NULL"))
    await told.receive(purchase(2, at=at))
    assert [one[1] for one in await webhooks(told)] == ["started", "started"]
    [(_, started_at, *_)] = await stored(told)
    assert started_at == at


async def test_deliveries_that_come_together_are_each_named_in_what_follows(told):
    """Anna, Boris and Clara have asked to join a chat: the log names the delivery of each job."""
    everybody = (ANNA, BORIS, CLARA)
    bodies = [purchase(n, telegram_user_id=one) for n, one in enumerate(everybody, 1)]

    def ask(tx: Tx) -> None:
        access_chats.list_of_settings(tx, [-100])
        for person in everybody:
            people.ensure(tx, person, None, NOW)
            memberships.save_request(tx, 1, person, NOW, NOW + 600)

    await told.db.write(ask)
    await asyncio.gather(*(told.receive(body) for body in bodies))
    found = await rows(
        told,
        """SELECT m.telegram_user_id, o.event_id FROM outbox o
        JOIN memberships m ON m.id = o.subject_id WHERE o.kind = 'chat-access' ORDER BY 1""",
    )
    traces = [trace_id_of(events.read(body).key) for body in bodies]
    assert found == list(zip(everybody, traces, strict=True))
    ends = dict.fromkeys(everybody, END)
    assert {one[0]: one[2] for one in await stored(told)} == ends
    assert sorted(await webhooks(told)) == [
        (one, "started", "1 month", "2026-06-12T15:33:20Z") for one in everybody
    ]


async def test_the_time_of_several_people_is_folded_again_at_once(told):
    for number, person in enumerate((ANNA, BORIS), 1):
        await told.receive(purchase(number, telegram_user_id=person))
    before = await stored(told)
    heard: list[int] = []
    told.db.on_each(grants.ACCESS_SIGNAL, heard.append)
    reasons = {PersonId(one): ChangeReason() for one in (ANNA, BORIS, CLARA)}

    async def refold(change: Callable[[Tx], object]) -> None:
        def work(tx: Tx) -> None:
            change(tx)
            grants.refold_all(tx, reasons, NOW + 5)

        await told.db.write(work)

    def lose(tx: Tx) -> None:
        tx.execute("DELETE FROM subscriptions")
        sums.fill(tx)

    await refold(lose)
    changed = [(*one[:3], NOW + 5, *one[4:]) for one in before]
    assert await stored(told) == changed
    assert heard == [ANNA, BORIS, CLARA]
    assert len(await webhooks(told)) == 4, "a lost subscription counts as none before"
    await refold(lambda _: None)
    assert await stored(told) == changed
    assert len(await webhooks(told)) == 4
    await told.db.write(lambda tx: grants.refold_all(tx, {}, NOW))


async def test_the_steps_of_a_change_carry_the_name_of_its_delivery(told):
    def ask(tx: Tx) -> None:
        access_chats.list_of_settings(tx, [-100])
        memberships.save_request(tx, 1, ANNA, NOW, NOW + 600)

    await told.receive(purchase(1))
    await told.db.write(ask)
    reason = ChangeReason(FIRST_PLAN, Duration(days=7), refunded=True, trace=trace_id_of("another"))
    await told.db.write(lambda tx: grants.refold(tx, PersonId(ANNA), NOW, reason))
    sql = "SELECT event_id FROM outbox WHERE kind = 'chat-access'"
    assert await rows(told, sql) == [(reason.trace,)]
    assert (await webhooks(told))[1:] == [(ANNA, "refunded", "7 days", "2026-06-12T15:33:20Z")]


async def test_a_sale_to_a_person_with_older_time_is_folded_from_all_of_it(told):
    """Bought before the present access began: only all grants together say what it becomes."""
    await told.receive(purchase(1))
    await told.receive(purchase(2, at=MOMENT - 40 * DAY))
    assert [one[:3] for one in await stored(told)] == [(ANNA, MOMENT, END)]
    await told.receive(purchase(3, at=MOMENT - 5 * DAY))
    began = MOMENT - 5 * DAY
    assert [one[:3] for one in await stored(told)] == [(ANNA, began, add_calendar(began, 2, 0))]


async def sell_pro(shop: Shop) -> PlanId:
    """Sell a second plan by the month as product 500."""
    pro = await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    await shop.tariffs.bind(500, NewTariff(pro, Duration(months=1)), ADMINS[0])
    return pro


async def test_a_sale_of_one_plan_also_says_how_long_another_one_lasts(told):
    await sell_pro(told)
    for number, product in enumerate((500, 500, 456), 1):
        await told.receive(purchase(number, product_id=product))
    assert (await webhooks(told))[2] == (ANNA, "started", "1 month", "2026-07-12T15:33:20Z")


async def test_a_sale_while_an_inclusion_is_being_changed_already_counts_with_it(told):
    """Nobody is folded again yet, but Anna's Pro covers the plan that she buys."""
    included = Inclusions(frozenset({(await sell_pro(told), FIRST_PLAN)}))
    await told.receive(purchase(1, product_id=500))
    await told.db.write(lambda tx: plans.set_inclusions(tx, included))
    await told.receive(purchase(2))
    assert (await webhooks(told))[1:] == [(ANNA, "started", "1 month", "2026-07-12T15:33:20Z")]


async def test_each_of_several_plans_is_looked_at_by_its_own_end(told):
    """The first plan has its own month after the month of Pro, which includes it."""
    included = Inclusions(frozenset({(await sell_pro(told), FIRST_PLAN)}))
    await told.db.write(lambda tx: plans.set_inclusions(tx, included))
    await told.db.write(lambda tx: plans.set_refolded_up_to(tx, None))
    await told.receive(purchase(1))
    await told.receive(purchase(2, product_id=500))
    ends = add_calendar(MOMENT, 2, 0), END
    looks = await rows(told, "SELECT check_at FROM subscriptions ORDER BY plan_id")
    assert looks == [(one - 3 * DAY,) for one in ends]
