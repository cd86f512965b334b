"""Tests for /status in a shop with Basic and Pro, which includes it."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.plan_shops import let_pro_include_basic
from tests.handlers.telegram.talk import ask, hear, labels, open_world, words

TARIFFS = "Basic / 1 month=456, Basic / lifetime=459, Pro / 1 month=530, Pro / lifetime=531"


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TARIFFS) as world:
        await let_pro_include_basic(world)
        await ask(world, BUYER.id, "/start")
        yield world


async def shown(world: World) -> Message:
    """Send /status and return the answer; notices that come in between are skipped."""
    sent = await world.telegram.send(BUYER.id, "/status")
    return await hear(world, BUYER.id, "🔑 Your access", after=sent.message_id)


async def status(world: World) -> str:
    """Return how access stands in /status."""
    return words(await shown(world)).partition("\n\n")[0].partition("\n")[2]


async def test_each_open_plan_has_a_line_and_what_is_paused_says_so(shop: World) -> None:
    await buy(shop)
    shop.move(days=10)
    await buy(shop, product=530)
    assert await status(shop) == (
        "Basic: until 13 July 2026, 21:59 UTC (1 month and 21 days left). "
        "It comes with Pro now; its own time is paused until 22 June 2026, 21:59 UTC.\n"
        "Pro: until 22 June 2026, 21:59 UTC (1 month left)"
    )
    shop.move(days=31)
    assert await status(shop) == "Basic: until 13 July 2026, 21:59 UTC (21 days left)"
    shop.move(days=21)
    assert await status(shop) == "Your access ended on 13 July 2026, 21:59 UTC."


async def test_a_plan_by_inclusion_names_the_one_that_it_comes_with(shop: World) -> None:
    await buy(shop, product=530)
    assert await status(shop) == (
        "Basic: comes with Pro\nPro: until 12 June 2026, 21:59 UTC (1 month left)"
    )


async def test_who_has_one_plan_for_life_may_buy_another(shop: World) -> None:
    await buy(shop, product=459)
    message = await shown(shop)
    assert "Basic: for life" in words(message)
    assert labels(message) == ["See the prices"]
    await buy(shop, product=531)
    message = await shown(shop)
    assert "Basic: comes with Pro\nPro: for life" in words(message)
    assert labels(message) == []
