"""Tests for selling products as tariffs of several plans, and for the list of what is sold."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import ConfirmSelling, SellFor
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def test_first_the_plan_is_chosen_and_then_the_duration(shop: World) -> None:
    card = await ask(shop, ADMIN.id, "/product 540")
    await tap(shop, card, "Sell as…")
    assert words(card) == "Which plan does VPN Access - 1 Month open?"
    assert labels(card) == ["Basic", "Pro", "Back to the product"]
    await tap(shop, card, "Pro")
    assert words(card) == "For how long does VPN Access - 1 Month open Pro?"
    await tap(shop, card, "1 month")
    assert words(card).startswith("Sell VPN Access - 1 Month as “Pro · 1 month”?")
    assert "“AI Assistant <Pro> & friends — 1 month” (product 530) stays on offer" in words(card)
    await tap(shop, card, "Yes, sell it")
    assert "is sold as “Pro · 1 month” from now on." in words(card)
    bound = await deps(shop).tariffs.bound(540)
    assert bound is not None
    assert bound.tariff.plan_id == PRO


async def test_the_question_can_be_changed_to_another_plan(shop: World) -> None:
    card = await ask(shop, ADMIN.id, "/product 540")
    await tap(shop, card, "Sell as…")
    await tap(shop, card, "Pro")
    await tap(shop, card, "1 year")
    await tap(shop, card, "Another duration")
    assert "open Pro?" in words(card)
    await tap(shop, card, "1 year")
    await tap(shop, card, "Another plan")
    assert words(card).startswith("Which plan does")


async def test_the_name_of_a_product_suggests_its_plan(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="Basic / 1 month=456, Pro / 1 year=531") as world:
        card = await ask(world, ADMIN.id, "/product 530")
        await tap(world, card, "Sell as…")
        assert labels(card) == ["Pro", "Basic", "Back to the product"]
        await tap(world, card, "Basic")
        await tap(world, card, "1 month")
        assert "⚠️ The product's name says “Pro”, and you chose “Basic”." in words(card)


async def test_a_typed_duration_keeps_the_chosen_plan(shop: World) -> None:
    card = await ask(shop, ADMIN.id, "/product 540")
    await tap(shop, card, "Sell as…")
    await tap(shop, card, "Pro")
    await tap(shop, card, "Other…")
    question = await ask(shop, ADMIN.id, "10 days")
    assert words(question).startswith("Sell VPN Access - 1 Month as “Pro · 10 days”?")


async def test_buttons_of_the_version_before_mean_the_first_plan(shop: World) -> None:
    card = await ask(shop, ADMIN.id, "/product 540")
    await press(shop, ADMIN.id, card.message_id, SellFor.unpack("sellf:540:1m0d"))
    assert words(card).startswith("Sell VPN Access - 1 Month as “Basic · 1 month”?")
    old = ConfirmSelling.unpack("sellc:540:1m0d:456")
    await press(shop, ADMIN.id, card.message_id, old)
    bound = await deps(shop).tariffs.bound(540)
    assert bound is not None
    assert (bound.tariff.plan_id, bound.is_on_offer) == (BASIC, True)


async def test_a_forged_plan_is_refused(shop: World) -> None:
    card = await ask(shop, ADMIN.id, "/product 540")
    forged = ConfirmSelling(id=540, duration="1m0d", instead_of=0, plan=77)
    assert await press(shop, ADMIN.id, card.message_id, forged)
    assert "The bot doesn't sell it yet." in card.text
    await press(shop, ADMIN.id, card.message_id, SellFor(id=540, duration="1m0d", plan=77))
    assert "The bot doesn't sell it yet." in card.text


async def test_what_is_sold_is_shown_by_plan(shop: World) -> None:
    message = await ask(shop, ADMIN.id, "/tariffs")
    assert words(message).startswith(
        "What is sold\n\n🎟 Basic\n\n1 month\n✓ Book Club & Library — 1 month (456)\n$9.99"
    )
    assert "🎟 Pro\n\n1 month\n✓ AI Assistant <Pro> & friends — 1 month (530)" in words(message)
    assert labels(message)[0] == "Basic · 1 month: Book Club & Libr…"


async def test_a_retired_plan_says_so_and_its_old_links_are_granted(shop: World) -> None:
    await ask(shop, BUYER.id, "/start")
    await deps(shop).plan_sales.retire(PRO, ADMIN.id)
    assert "🎟 Pro (not sold any more)" in words(await ask(shop, ADMIN.id, "/tariffs"))
    card = await ask(shop, ADMIN.id, "/product 530")
    assert "It is chosen for “Pro · 1 month”, but buyers don't see it yet." in words(card)
    assert "The plan “Pro” is retired" in words(card)
    await shop.tribute.pay(530, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "12 June")
    found = await deps(shop).subscriptions.current(BUYER.id, "pro")
    assert found is not None


async def test_one_plan_that_is_sold_is_not_asked_for(shop: World) -> None:
    await deps(shop).plan_sales.retire(BASIC, ADMIN.id)
    card = await ask(shop, ADMIN.id, "/product 540")
    await tap(shop, card, "Sell as…")
    assert words(card) == "For how long does VPN Access - 1 Month open Pro?"


async def test_the_filter_of_the_list_names_the_plan(shop: World) -> None:
    message = await ask(shop, SECOND_ADMIN.id, "/products bound")
    await tap(shop, message, "Фильтры", SECOND_ADMIN.id)
    assert "Pro · 1 месяц" in labels(message)
    await tap(shop, message, "Pro · 1 месяц", SECOND_ADMIN.id)
    await tap(shop, message, "Показать 1 продукт", SECOND_ADMIN.id)
    assert "Pro · 1 месяц" in words(message)


async def test_names_of_plans_are_escaped_and_cut(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await deps(world).plans.add("<b>Gold & <i>co</i> " + "w" * 10, "en", ADMIN.id)
        await deps(world).plans.add("🎉" * 32, "en", ADMIN.id)
        card = await ask(world, ADMIN.id, "/product 540")
        await tap(world, card, "Sell as…")
        await tap(world, card, labels(card)[2])
        assert "open <b>Gold & <i>co</i> wwwwwwwwww?" in words(card)
        await tap(world, card, "1 month")
        await tap(world, card, "Yes, sell it")
        assert "“<b>Gold & <i>co</i> wwwwwwwwww · 1 month”" in words(card)
        assert "<b>Gold" in words(await ask(world, ADMIN.id, "/tariffs"))
        assert "<b>Gold" in words(await ask(world, BUYER.id, "/buy"))
        found = await ask(world, ADMIN.id, "/products bound")
        await tap(world, found, "Filters")
