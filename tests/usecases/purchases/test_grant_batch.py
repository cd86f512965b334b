"""Deliveries that wait together are granted in one batch, as if each had come alone."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.domain.models import Outcome
from bot.tribute import events
from bot.usecases.outbox.trace import trace_id_of
from bot.usecases.purchases.grant_batch import Delivery, grant_plain_sales
from bot.usecases.webhooks_out.enqueue import ON, SWITCH
from storage import access_chats, facts, memberships, people
from storage.engine.database import Database, open_database
from storage.engine.tx import Tx
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund, resent
from tests.conftest import NOW
from tests.invariants import assert_every_buyer_is_notified, assert_ledger_is_sound
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.rows import GRANTS, column, rows

_DAY = 86400


@st.composite
def deliveries(draw: st.DrawFn) -> list[bytes]:
    """Draw up to twenty purchases of few people and products, with repetitions and refunds.

    Some products are unbound, some purchases have no number, no buyer or no readable amount, and
    some events are no purchases.
    """
    bodies = []
    for number in range(1, draw(st.integers(1, 20)) + 1):
        changes: dict[str, Any] = {
            "product_id": draw(st.sampled_from([456, 456, 457, 459, 999])),
            "telegram_user_id": draw(st.sampled_from([11, 12, 13, 14, 15, None])),
            "amount": draw(st.sampled_from([500, 500, "much"])),
        }
        numbered = draw(st.sampled_from([True, True, True, False]))
        at = MOMENT - draw(st.integers(0, 60)) * _DAY - number
        bodies.append(purchase(number if numbered else None, at=at, **changes))
        if draw(st.booleans()):
            bodies.append(resent(draw(st.sampled_from(bodies))))
        if numbered and draw(st.sampled_from([True, False, False])):
            bodies.append(refund(number, **changes))
        if draw(st.sampled_from([True, False, False, False])):
            bodies.append(event("new_donation", {"amount": number}, at=at))
    return bodies


async def _received(bodies: Sequence[bytes], *, together: bool) -> tuple[object, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        async with open_database(path) as db:
            shop = build_shop(db, FixedClock(NOW))
            await seed(shop, ("1 month", 456), ("3 months", 457), ("lifetime", 459))
            await db.write(lambda tx: facts.put(tx, SWITCH, ON))
            if together:
                outcomes = await asyncio.gather(*(shop.receive(body) for body in bodies))
            else:
                outcomes = [await shop.receive(body) for body in bodies]
            found = await _ledger(db)
        assert_ledger_is_sound(path)
        assert_every_buyer_is_notified(path)
        return (*outcomes, *found)


async def _ledger(db: Database) -> list[list[tuple[object, ...]]]:
    """Return everything in the ledger that doesn't depend on the order of the rows."""
    queries = (
        "SELECT event_key, name, body, outcome, deliveries, problems FROM webhook_events",
        "SELECT telegram_user_id, username FROM people",
        """SELECT e.event_key, p.status, p.held_reason, p.telegram_user_id, p.product_id,
            p.purchase_id, p.amount_minor, p.purchased_at, p.received_at, p.refunded_at
        FROM purchases p JOIN webhook_events e ON e.id = p.event_id""",
        """SELECT g.telegram_user_id, p.purchase_id, g.months, g.days, g.lifetime, g.granted_at,
            g.revoked_at
        FROM grants g JOIN purchases p ON p.id = g.purchase_row""",
        "SELECT * FROM subscriptions",
        """SELECT o.kind, o.chat_id, o.state, o.lane, o.event_id, e.event_key FROM outbox o
        LEFT JOIN purchases p ON p.id = o.subject_id AND o.kind NOT LIKE 'admin-foreign%'
        LEFT JOIN webhook_events e ON e.id = p.event_id""",
        "SELECT type, telegram_user_id, body FROM webhooks_out",
    )
    return [
        sorted((tuple(row) for row in await db.read(lambda tx, sql=sql: tx.all(sql))), key=repr)
        for sql in queries
    ]


@pytest.mark.fault("P7", "mixed deliveries all at once against one by one (hypothesis)")
@settings(max_examples=40)
@given(bodies=deliveries())
@pytest.mark.long
def test_deliveries_at_once_end_in_the_same_state_as_one_by_one(bodies):
    assert asyncio.run(_received(bodies, together=True)) == asyncio.run(
        _received(bodies, together=False)
    )


async def test_three_hundred_sales_at_once_are_three_hundred_sales(shop: Shop):
    seeded = random.Random(5)
    bodies = [purchase(number, telegram_user_id=number) for number in range(1, 301)]
    bodies += [resent(body) for body in bodies[::3]]
    seeded.shuffle(bodies)
    outcomes = await asyncio.gather(*(shop.receive(body) for body in bodies))
    assert outcomes.count(Outcome.APPLIED) == 300
    assert outcomes.count(Outcome.DUPLICATE) == 100
    counts = await shop.counts()
    assert counts["purchases"] == counts["grants"] == counts["subscriptions"] == 300
    assert counts["outbox"] == 300 * 3


async def test_each_message_of_a_sale_has_the_trace_id_of_its_own_delivery(shop: Shop):
    bodies = [purchase(number, telegram_user_id=number) for number in range(1, 20)]
    await asyncio.gather(*(shop.receive(body) for body in bodies))
    rows = await shop.db.read(
        lambda tx: tx.all(
            """SELECT o.event_id, e.event_key FROM outbox o JOIN purchases p ON p.id = o.subject_id
            JOIN webhook_events e ON e.id = p.event_id"""
        )
    )
    assert len(rows) == 19 * 3
    assert all(row["event_id"] == trace_id_of(row["event_key"]) for row in rows)


async def test_two_contradicting_deliveries_are_one_sale_and_one_conflict(shop: Shop):
    """Both have one key, so the batch fails; one by one, the second is already known."""
    bodies = [purchase(7, telegram_user_id=person) for person in (ANNA, BORIS)]
    others = [purchase(number, telegram_user_id=number) for number in range(100, 110)]
    outcomes = await asyncio.gather(*(shop.receive(body) for body in [*bodies, *others]))
    assert outcomes == [Outcome.APPLIED, Outcome.DUPLICATE, *[Outcome.APPLIED] * 10]
    assert await shop.subscription(ANNA) is not None
    assert await shop.subscription(BORIS) is None
    assert sorted(await shop.notices("admin-conflict")) == [9001, 9002]


async def test_sales_of_a_batch_have_each_their_tariff_and_the_trace_of_their_chat_step(shop: Shop):
    people_and_products = {ANNA: 456, BORIS: 457}

    def ask_to_join(tx: Tx) -> None:
        access_chats.list_of_settings(tx, [-100])
        for person in people_and_products:
            people.ensure(tx, person, None, NOW)
            memberships.save_request(tx, 1, person, NOW, NOW + 60)

    await shop.db.write(ask_to_join)
    bodies = [
        purchase(person, telegram_user_id=person, product_id=product)
        for person, product in people_and_products.items()
    ]
    await asyncio.gather(*map(shop.receive, bodies))
    assert await rows(shop, GRANTS) == [
        (ANNA, 1, 1, 1, 0, MOMENT),
        (BORIS, 2, 2, 3, 0, MOMENT),
    ]
    steps = "SELECT event_id FROM outbox WHERE kind = 'chat-access' ORDER BY subject_id"
    assert await column(shop, steps) == [trace_id_of(events.read(body).key) for body in bodies]


async def test_only_plain_sales_are_granted_together(shop: Shop):
    """The others, each for one reason, are left to be taken in one by one."""
    for known in (
        purchase(20, telegram_user_id=20),
        refund(21, telegram_user_id=21),
        purchase(None, telegram_user_id=22),
    ):
        await shop.receive(known)
    bodies = {
        event("new_donation", {"amount": 5}): False,
        purchase(1, telegram_user_id=11): True,
        purchase(2, telegram_user_id=11): False,
        refund(90, telegram_user_id=12): False,
        purchase(3, telegram_user_id=12): False,
        purchase(4, telegram_user_id=ABSENT): False,
        purchase(5, telegram_user_id=13, amount=-5): False,
        purchase(6, telegram_user_id=14, product_id=ABSENT): False,
        purchase(None, telegram_user_id=15): False,
        purchase(7, telegram_user_id=16, product_id=999): False,
        purchase(20, telegram_user_id=20): False,
        purchase(21, telegram_user_id=21): False,
        purchase(22, telegram_user_id=22): False,
        purchase(8, telegram_user_id=17): True,
        purchase(9, telegram_user_id=18, product_id=457): True,
    }
    deliveries = [Delivery(events.read(body), body) for body in bodies]
    sold = await shop.db.write(lambda tx: grant_plain_sales(tx, deliveries, ADMINS, NOW))
    assert sold == {place for place, plain in enumerate(bodies.values()) if plain}
    assert await shop.db.write(lambda tx: grant_plain_sales(tx, [], ADMINS, NOW)) == set()
