"""Tests for what admins read of a payment in a shop with Basic and Pro, which includes it."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import ask, hear, labels, open_world, words

PRO_PRODUCT = 530
BOTH_OPEN = (
    "🔑 Access now: \nBasic: until 12 July 2026, 21:59 UTC (2 months left)\n"
    "Pro: until 12 June 2026, 21:59 UTC (1 month left)"
)


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await let_pro_include_basic(world)
        await ask(world, BUYER.id, "/start")
        yield world


async def test_the_card_of_a_payment_names_its_plan_and_the_access_to_each(shop: World) -> None:
    await buy(shop)
    await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, ADMIN.id, "/purchases")
    await tap(shop, message, "1 ✅")
    assert "Gives access: Pro · 1 month\n" in words(message)
    assert words(message).endswith(BOTH_OPEN)
    russian = await command(shop, SECOND_ADMIN.id, "/purchases")
    await tap(shop, russian, "1 ✅", SECOND_ADMIN.id)
    assert "Даёт доступ: Pro · 1 месяц\n" in words(russian)


@pytest.mark.parametrize(
    ("refunded", "left"),
    [
        (PRO_PRODUCT, "After the refund: \nBasic: until 12 June 2026, 21:59 UTC (1 month left)\n"),
        (
            456,
            (
                "After the refund: \nBasic: until 12 June 2026, 21:59 UTC (1 month left)\n"
                "Pro: until 12 June 2026, 21:59 UTC (1 month left)\n"
            ),
        ),
    ],
)
async def test_the_question_of_a_refund_shows_what_is_left_of_each_plan(
    shop: World, refunded: int, left: str
) -> None:
    paid = {product: await buy(shop, product=product) for product in (456, PRO_PRODUCT)}
    message = await command(shop, ADMIN.id, f"/refund {paid[refunded].id}")
    assert f"{BOTH_OPEN}\n{left}" in words(message)
    await tap(shop, message, "Yes, refund")
    await hear(shop, BUYER.id, "has been refunded")
    open_ = await deps(shop).subscriptions.current(BUYER.id, "pro")
    assert (open_ is None) is (refunded == PRO_PRODUCT)
    assert left.partition(": ")[2].strip() in words(message)


async def test_a_refund_of_the_only_payment_leaves_nothing(shop: World) -> None:
    paid = await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, ADMIN.id, f"/refund {paid.id}")
    assert "After the refund: none\n" in words(message)


async def test_the_answer_after_settling_names_the_access_to_each_plan(shop: World) -> None:
    await buy(shop)
    await buy(shop, product=512)
    message = await command(shop, ADMIN.id, "/attention")
    await tap(shop, message, next(one for one in labels(message) if "⏸" in one))
    await tap(shop, message, "Bind product 512…")
    await tap(shop, message, "Pro")
    await tap(shop, message, "1 month")
    await tap(shop, message, "Yes")
    assert BOTH_OPEN in words(message)


async def test_an_approved_claim_opens_the_plan_that_was_paid_for(shop: World) -> None:
    await ask(shop, ADMIN.id, "/help")
    lost = await buy(shop, None, product=PRO_PRODUCT)
    await ask(shop, BUYER.id, f"/claim {lost.id}")
    notice = await hear(shop, ADMIN.id, "Somebody says they paid")
    await tap(shop, notice, "Approve…")
    await tap(shop, notice, "Yes, it is theirs")
    assert "They have access, and are being notified." in words(notice)
    await hear(shop, BUYER.id, "Basic: comes with Pro")
    await tap(shop, notice, "Show the purchase")
    assert "Gives access: Pro · 1 month\n" in words(notice)
