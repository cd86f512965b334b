"""The sandbox with two plans: Pro includes Basic, is sold in two currencies, opens its channel."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox import views
from bot.sandbox.cast import (
    ADMIN,
    BUYER,
    CHANNEL_ID,
    CHANNEL_TITLE,
    NEVER_STARTED,
    PRO_CHANNEL_ID,
    PRO_CHANNEL_TITLE,
)
from bot.sandbox.plans import PRO_EUR
from bot.sandbox.world import World
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask, labels, until, words
from tests.invariants import assert_ledger_is_sound


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with World.open(clock=clock, with_plans=True) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def test_the_shop_shows_both_plans_in_the_readers_language(world: World) -> None:
    english = await ask(world, BUYER.id, "/start")
    russian = await ask(world, NEVER_STARTED.id, "/start")
    assert any("Basic" in label for label in labels(english))
    assert any("Pro" in label for label in labels(english))
    assert any("Базовый" in label for label in labels(russian))
    assert "Pro" not in " ".join(labels(russian))


async def test_pro_is_sold_in_euros_and_in_roubles(world: World) -> None:
    offers = (await deps(world).catalog.offers()).items
    month = [one.product.price for one in offers if one.product.name == "Book Club Pro — 1 month"]
    assert {price.currency for price in month} == {"EUR", "RUB"}


async def test_pro_opens_both_channels_and_basic_its_own(world: World) -> None:
    channels = [world.telegram.groups[one] for one in (CHANNEL_ID, PRO_CHANNEL_ID)]
    await until(lambda: all(channel.links for channel in channels))
    await ask(world, BUYER.id, "/start")
    await world.tribute.pay(PRO_EUR, telegram_user_id=BUYER.id)
    for channel in channels:
        assert world.telegram.ask_to_join(BUYER.id, list(channel.links)[-1])
    await until(lambda: all(BUYER.id in channel.members for channel in channels))
    found = words(await ask(world, BUYER.id, "/status"))
    assert "Basic: comes with Pro" in found


async def test_the_page_shows_both_channels(world: World) -> None:
    titles = [one["title"] for one in views.state(world)["chats"]]
    assert titles == [CHANNEL_TITLE, PRO_CHANNEL_TITLE]


async def test_a_restart_keeps_the_plans_as_they_are(world: World) -> None:
    await deps(world).plans.rename(deps(world).plans.known[0].id, "Reader", "en", ADMIN.id)
    await world.restart_app()
    assert [one.names["en"] for one in deps(world).plans.known] == ["Reader", "Pro"]
    shown = words(await command(world, ADMIN.id, "/plans"))
    assert "Reader" in shown


async def test_without_it_the_shop_has_one_plan(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        assert [one.key for one in deps(world).plans.known] == ["access"]
        assert PRO_CHANNEL_ID not in world.telegram.groups
