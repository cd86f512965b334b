"""The cache of subscriptions agrees with the database and answers without reading it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PersonId
from bot.domain.plans import any_of
from bot.usecases.access.cache import SubscriptionCache
from bot.usecases.access.manual import GrantOrder, ManualGrants, RevokeOrder, end_of
from storage import subscriptions
from storage.engine.database import Database, open_database
from tests.bodies import ANNA, BORIS, CLARA, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import Shop, build_shop, seed

DAY = 86400


@asynccontextmanager
async def statements(db: Database) -> AsyncIterator[list[str]]:
    """Collect every statement that SQLite runs meanwhile."""
    run: list[str] = []
    await db.read(lambda tx: tx._connection.set_trace_callback(run.append))
    yield run
    await db.read(lambda tx: tx._connection.set_trace_callback(None))


async def test_a_remembered_person_costs_no_statement(shop):
    await shop.receive(purchase(1))
    before = await shop.subscriptions.current(ANNA)
    assert await shop.subscriptions.current(BORIS) is None
    async with statements(shop.db) as run:
        for _ in range(100):
            assert await shop.subscriptions.current(ANNA) is before
            assert await shop.subscriptions.current(BORIS) is None
    assert run == []
    async with statements(shop.db) as run:
        await shop.subscriptions.current(CLARA)
    assert len(run) == 1


async def test_remembered_access_ends_on_time_though_nothing_is_written(shop):
    await shop.receive(purchase(1))
    assert await shop.subscriptions.current(ANNA)
    ends_at = add_calendar(MOMENT, 1, 0)
    shop.clock.move(ends_at - NOW - 1)
    assert await shop.subscriptions.current(ANNA)
    shop.clock.move(1)
    assert await shop.subscriptions.current(ANNA) is None


async def test_a_refund_is_known_at_once_and_touches_nobody_else(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    assert await shop.subscriptions.current(ANNA)
    boris = await shop.subscriptions.current(BORIS)
    await shop.receive(refund(1))
    assert await shop.subscriptions.current(ANNA) is None
    assert await shop.subscriptions.current(BORIS) is boris


async def test_the_tariff_is_that_of_the_latest_purchase_that_still_counts(shop):
    manual_grants = ManualGrants(shop.db, shop.clock)
    await manual_grants.grant(GrantOrder(BORIS, FIRST_PLAN, Duration(days=5), NOW + 5 * DAY), 9001)
    assert (await shop.subscriptions.current(BORIS)).tariff is None
    await shop.receive(purchase(1))
    assert (await shop.subscriptions.current(ANNA)).tariff == Duration(months=1)
    await shop.receive(purchase(2, product_id=457, at=MOMENT + 60))
    assert (await shop.subscriptions.current(ANNA)).tariff == Duration(months=3)
    await shop.receive(refund(2))
    assert (await shop.subscriptions.current(ANNA)).tariff == Duration(months=1)


async def test_a_tariff_used_up_long_ago_is_not_the_current_one(shop):
    await shop.receive(purchase(1))
    shop.clock.move(90 * DAY)
    await ManualGrants(shop.db, shop.clock).grant(
        GrantOrder(ANNA, FIRST_PLAN, Duration(days=5), NOW + 95 * DAY), 9001
    )
    assert (await shop.subscriptions.current(ANNA)).tariff is None


async def test_the_cache_never_exceeds_its_size(shop):
    known = SubscriptionCache(shop.db, size=3)
    for person in range(1, 8):
        await known.get(person)
        await known.get(1)
    assert len(known) == 3
    async with statements(shop.db) as run:
        for person in (1, 6, 7):
            await known.get(person)
        assert run == []
        await known.get(5)
    assert len(run) == 1


async def test_a_cancelled_read_is_not_remembered_as_an_answer(shop):
    await shop.receive(purchase(1))
    gather = asyncio.gather(shop.subscriptions.current(ANNA))
    await asyncio.sleep(0)
    gather.cancel()
    assert await shop.subscriptions.current(ANNA)
    assert await shop.subscriptions.current(ANNA)


_STEPS = st.lists(
    st.sampled_from(["ask", "ask", "ask", "buy", "refund", "grant", "revoke"]), max_size=25
)


def _step(shop: Shop, step: str, number: int) -> Awaitable[object]:
    manual_grants = ManualGrants(shop.db, shop.clock)
    match step:
        case "buy":
            return shop.receive(purchase(number))
        case "refund":
            return shop.receive(refund(max(1, number - 2)))
        case "grant":
            return manual_grants.grant(
                GrantOrder(PersonId(ANNA), FIRST_PLAN, Duration(days=1), NOW + DAY), 9001
            )
        case "revoke":
            return _revoke(shop, manual_grants)
        case _:
            return shop.subscriptions.current(ANNA)


async def _revoke(shop: Shop, manual_grants: ManualGrants) -> None:
    found = await manual_grants.preview_revoke(PersonId(ANNA), FIRST_PLAN)
    await manual_grants.revoke(RevokeOrder(PersonId(ANNA), FIRST_PLAN, end_of(found.before)), 9001)


async def _run_concurrently(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        async with open_database(Path(folder) / "shop.db") as db:
            shop = build_shop(db, FixedClock(NOW))
            await seed(shop, ("1 month", 456))
            await asyncio.gather(
                *(_step(shop, step, number) for number, step in enumerate(steps, 1))
            )
            on_disk = await db.read(lambda tx: subscriptions.current(tx, ANNA))
            active = any_of(one for one in on_disk.values() if one.active_at(NOW))
            assert await shop.subscriptions.current(ANNA) == active


@settings(max_examples=40)
@given(steps=_STEPS)
@pytest.mark.long
def test_after_any_concurrent_steps_the_cache_agrees_with_the_disk(steps):
    asyncio.run(_run_concurrently(steps))
