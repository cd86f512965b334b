"""Tests for recurring subscriptions of Tribute in a shop of several plans."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from handlers.telegram.callbacks.recurring import BindRecurring
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await ask(world, ADMIN.id, "/help")
        yield world


async def has(world: World, person: int, plan: str) -> bool:
    return await deps(world).subscriptions.current(person, plan) is not None


async def test_the_button_of_the_notice_asks_for_the_plan(shop: World) -> None:
    await shop.tribute.subscriptions.subscribe(BUYER.id)
    notice = await hear(shop, ADMIN.id, "Somebody subscribes")
    await tap(shop, notice, "Yes, it gives access")
    assert words(notice) == "Which plan does Book Club: the circle open?"
    assert labels(notice) == ["Basic", "Pro", "‹ Back"]
    popped = await tap(shop, notice, "Pro")
    assert popped == "It counts as access: 1 person has it now."
    assert "It opens Pro." in words(notice)
    assert await has(shop, BUYER.id, "pro")
    assert not await has(shop, BUYER.id, "basic")


async def test_it_is_moved_to_another_plan_from_now_on(shop: World) -> None:
    await shop.tribute.subscriptions.subscribe(BUYER.id)
    card = await hear(shop, ADMIN.id, "Somebody subscribes")
    await tap(shop, card, "Yes, it gives access")
    await tap(shop, card, "Pro")
    shop.move(days=1)
    await tap(shop, card, "Another plan…")
    assert "open from now on? Payments made before keep the plan they had." in words(card)
    assert labels(card) == ["Basic", "‹ Back"]
    await tap(shop, card, "Basic")
    assert "It opens Basic." in words(card)
    shop.move(seconds=60)
    await shop.tribute.subscriptions.subscribe(REGRETS.id)
    assert await has(shop, BUYER.id, "pro")
    assert await has(shop, REGRETS.id, "basic")
    assert not await has(shop, REGRETS.id, "pro")


async def test_the_only_plan_that_is_sold_is_not_asked_for(shop: World) -> None:
    await deps(shop).plan_sales.retire(PRO, ADMIN.id)
    await shop.tribute.subscriptions.subscribe(BUYER.id)
    card = await hear(shop, ADMIN.id, "Somebody subscribes")
    await tap(shop, card, "Yes, it gives access")
    assert "It opens Basic." in words(card)


async def test_a_forged_plan_is_asked_for_again(shop: World) -> None:
    await shop.tribute.subscriptions.subscribe(BUYER.id)
    card = await hear(shop, ADMIN.id, "Somebody subscribes")
    await press(shop, ADMIN.id, card.message_id, BindRecurring(id=1644, plan=77))
    assert words(card).startswith("Which plan does")
