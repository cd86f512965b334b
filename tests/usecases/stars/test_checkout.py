"""The question before a payment is answered from what is true at that moment."""

import asyncio
import threading
from typing import Any

import pytest

from bot.domain.stars import ORDER_SECONDS, Refusal
from storage.engine.tx import Tx
from tests.bodies import BORIS
from tests.usecases.conftest import Shop
from tests.usecases.stars.till import Till, open_till


@pytest.fixture
async def till(shop: Shop) -> Till:
    till = open_till(shop)
    await till.price()
    return till


async def test_an_order_may_be_paid_by_whom_it_is_for_and_by_anybody_else(till: Till) -> None:
    order = await till.order()
    assert await till.asks(order) is None
    assert await till.asks(order, payer=BORIS) is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"payload": ""}, Refusal.UNKNOWN),
        ({"payload": "1"}, Refusal.UNKNOWN),
        ({"payload": "x" * 200}, Refusal.UNKNOWN),
        ({"payload": "' OR 1=1 --"}, Refusal.UNKNOWN),
        ({"amount": 249}, Refusal.PRICE),
        ({"amount": 0}, Refusal.PRICE),
        ({"amount": None}, Refusal.PRICE),
        ({"currency": "USD"}, Refusal.PRICE),
        ({"currency": None}, Refusal.PRICE),
    ],
)
async def test_anything_else_is_refused(
    till: Till, changes: dict[str, Any], refusal: Refusal
) -> None:
    order = await till.order()
    assert await till.asks(order, **changes) is refusal


async def test_a_paid_order_is_refused(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order)
    assert await till.asks(order) is Refusal.PAID


async def test_an_order_of_yesterday_is_refused_also_before_anybody_has_closed_it(
    till: Till,
) -> None:
    order = await till.order()
    till.shop.clock.move(ORDER_SECONDS - 1)
    assert await till.asks(order) is None
    till.shop.clock.move(1)
    assert await till.asks(order) is Refusal.EXPIRED


async def test_an_order_with_a_newer_one_is_refused(till: Till) -> None:
    order = await till.order()
    await till.order()
    assert await till.asks(order) is Refusal.REPLACED


async def test_a_changed_price_is_refused_also_where_the_order_is_still_open(till: Till) -> None:
    order = await till.order()
    await till.price(300)
    assert await till.asks(order) is Refusal.PRICE
    newer = await till.order(stars=300)
    await till.shop.db.write(lambda tx: tx.execute("DELETE FROM stars_prices WHERE stars = 300"))
    assert await till.asks(newer) is Refusal.PRICE


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tariffs SET hidden_at = 1",
        "UPDATE plans SET retired_at = 1",
        "INSERT INTO stars_prices (tariff_id, stars, set_at, admin_id) VALUES (1, NULL, 1, 9001)",
    ],
)
async def test_what_is_not_sold_any_more_is_refused(till: Till, sql: str) -> None:
    order = await till.order()
    await till.shop.db.write(lambda tx: tx.execute(sql))
    assert await till.asks(order) is Refusal.NOT_SOLD


async def test_the_answer_does_not_wait_for_a_write(till: Till) -> None:
    """A write holds the writer's thread until the answer is there."""
    order, answered, began = await till.order(), threading.Event(), threading.Event()

    def long(_: Tx) -> None:
        began.set()
        assert answered.wait(30)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(till.shop.db.write(long))
        await asyncio.to_thread(began.wait, 30)
        try:
            assert await till.asks(order) is None
        finally:
            answered.set()
