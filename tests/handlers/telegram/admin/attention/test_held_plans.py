"""Tests for held payments in a shop of several plans: first the plan is asked for."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.records import NewTariff
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import ChooseDuration, GiveDuration
from tests.bodies import ABSENT, purchase
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.held_payments import held_card
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await ask(world, BUYER.id, "/start")
        await world.tribute.pay(540, telegram_user_id=BUYER.id)
        await hear(world, BUYER.id, "has to look at it")
        yield world


async def test_a_payment_is_settled_as_a_tariff_of_the_chosen_plan(shop: World) -> None:
    card = await held_card(shop)
    assert "Choose what it opens, and for how long." in words(card)
    await tap(shop, card, "Bind product 540…")
    assert words(card) == "Which plan does it open?"
    assert labels(card) == ["Basic", "Pro", "‹ Back"]
    await tap(shop, card, "Pro")
    assert words(card) == "For how long does it open Pro?"
    await tap(shop, card, "1 month")
    assert "Product 540 gives access: Pro · 1 month. Right?" in words(card)
    await tap(shop, card, "Yes")
    found = await deps(shop).subscriptions.current(BUYER.id, "pro")
    assert found is not None
    bound = await deps(shop).tariffs.bound(540)
    assert bound is not None
    assert bound.tariff.plan_id == PRO


async def test_the_history_names_the_plan_of_a_payment_without_a_product(shop: World) -> None:
    body = purchase(product_id=ABSENT, purchase_id=7, telegram_user_id=BUYER.id)
    assert await shop.tribute.deliver(shop.tribute.raw_event(body)) == 200
    held = [one for one in (await deps(shop).attention.backlog()).held if not one.product_id]
    month = NewTariff(PRO, Duration(months=1))
    assert await deps(shop).attention.settle_as(held[0].id, month, ADMIN.id)
    message = await ask(shop, ADMIN.id, f"/user {BUYER.id}")
    assert "gave access: Pro · 1 month" in words(message)


async def test_a_typed_duration_keeps_the_plan(shop: World) -> None:
    card = await held_card(shop)
    await tap(shop, card, "Bind product 540…")
    await tap(shop, card, "Pro")
    await tap(shop, card, "Other…")
    question = await ask(shop, ADMIN.id, "10 days")
    assert "Pro · 10 days" in words(question)


async def test_buttons_of_the_version_before_mean_the_first_plan(shop: World) -> None:
    card = await held_card(shop)
    await press(shop, ADMIN.id, card.message_id, ChooseDuration.unpack("held_as:1:1m0d"))
    assert "Basic · 1 month" in words(card)
    await press(shop, ADMIN.id, card.message_id, GiveDuration.unpack("held_give:1:1m0d"))
    bound = await deps(shop).tariffs.bound(540)
    assert bound is not None
    assert bound.tariff.plan_id == BASIC


async def test_a_forged_plan_settles_nothing(shop: World) -> None:
    card = await held_card(shop)
    forged = GiveDuration(id=1, code="1m0d", plan=77)
    assert "changed" in await press(shop, ADMIN.id, card.message_id, forged)
    assert await deps(shop).tariffs.bound(540) is None
    await press(shop, ADMIN.id, card.message_id, ChooseDuration(id=1, code="1m0d", plan=77))
    assert "Right?" not in card.text
