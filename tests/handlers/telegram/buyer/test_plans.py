"""Tests for the shop of several plans: the choice of a plan, then its prices."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import ProductId
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowTariffs
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, open_world, press, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def test_plans_come_first_and_then_the_prices_of_one(shop: World) -> None:
    await let_pro_include_basic(shop)
    await deps(shop).plans.describe(PRO, "Answers <fast> & all books", "en", ADMIN.id)
    message = await ask(shop, BUYER.id, "/start")
    assert words(message) == (
        "👋 Hello, Alice!\n\nChoose a plan, then how long.\n\n"
        "• Basic — from $9.99\n• Pro — from €12.90\n\n"
        "Pro: Answers <fast> & all books\nIncludes Basic."
    )
    assert labels(message) == ["Basic", "Pro"]
    await tap(shop, message, "Pro", BUYER.id)
    assert words(message).startswith(
        "Pro\nAnswers <fast> & all books\nIncludes Basic.\n\n"
        "Choose how long, and pay without leaving Telegram.\n\n• 1 month — €12.90 or 690 ⭐\n"
    )
    assert labels(message) == [
        "Pay — 1 month · €12.90",
        "💳 Card, in the browser · 1 month",
        "Pay — 1 year · €119",
        "‹ All plans",
    ]
    await tap(shop, message, "‹ All plans", BUYER.id)
    assert labels(message) == ["Basic", "Pro"]


async def test_a_person_reads_what_they_have_of_each_plan(shop: World) -> None:
    await let_pro_include_basic(shop)
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(456, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "Thank you!")
    message = await ask(shop, BUYER.id, "/buy")
    assert "✅ Basic: until 12 June 2026, 21:59 UTC (1 month left)\n• Pro — from" in words(message)
    await tap(shop, message, "Pro", BUYER.id)
    assert "⏸ While you have Pro, your time of Basic is paused." in words(message)
    assert labels(message)[0] == "Pay — 1 month · €12.90"
    await tap(shop, message, "‹ All plans", BUYER.id)
    await tap(shop, message, "Basic", BUYER.id)
    assert "✅ Your access is open until 12 June 2026" in words(message)
    assert labels(message)[0] == "Extend — 1 month · $9.99"


async def test_a_plan_that_is_no_longer_sold_is_still_read_by_those_who_have_it(
    shop: World,
) -> None:
    """The only plan on offer needs no choice; the shop once showed its prices and nothing else."""
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(530, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "Thank you!")
    await deps(shop).plan_sales.retire(PRO, ADMIN.id)
    message = await ask(shop, BUYER.id, "/buy")
    assert words(message).startswith(
        "✅ Pro: until 12 June 2026, 21:59 UTC (1 month left)\n\nBasic\n\nChoose how long"
    )


async def test_a_plan_for_life_leaves_the_others_to_be_bought(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=f"{TWO_PLANS}, Basic / lifetime=459") as world:
        await ask(world, BUYER.id, "/start")
        await world.tribute.pay(459, telegram_user_id=BUYER.id)
        await hear(world, BUYER.id, "Thank you!")
        message = await ask(world, BUYER.id, "/buy")
        assert "✅ Basic: for life\n• Pro — from €12.90" in words(message)
        assert labels(message) == ["Pro"]
        await press(world, BUYER.id, LONG_GONE, ShowTariffs(id=BASIC))
        said = await hear(world, BUYER.id, "You don't need to buy", after=message.message_id)
        assert labels(said) == ["‹ All plans", "My access"]


async def test_without_a_choice_the_step_is_left_out(shop: World) -> None:
    await deps(shop).plan_sales.retire(PRO, ADMIN.id)
    message = await ask(shop, BUYER.id, "/buy")
    assert words(message).startswith("Basic\n\nChoose how long")
    assert labels(message)[-1] == "Pay — 3 months · $24.99"


async def test_the_time_of_a_plan_that_is_not_sold_any_more_is_still_named(shop: World) -> None:
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(530, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "Thank you!")
    await deps(shop).plans.add("Gold", "en", ADMIN.id)
    await deps(shop).plan_sales.retire(PRO, ADMIN.id)
    for product_id in (456, 457):
        await deps(shop).tariffs.stop_offering(product_id, ADMIN.id)
    assert "✅ Pro: until 12 June 2026" in words(await ask(shop, BUYER.id, "/buy"))


async def test_names_are_in_the_reader_s_language(shop: World) -> None:
    await deps(shop).plans.rename(PRO, "Профи", "ru", ADMIN.id)
    message = await ask(shop, NEVER_STARTED.id, "/buy")
    assert labels(message) == ["Basic", "Профи"]
    assert "Выберите план, затем срок.\n\n• Basic — от 9,99 $\n• Профи — от 12,90 €" in (
        words(message)
    )


async def test_a_notice_about_one_plan_leads_to_its_prices(shop: World) -> None:
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(530, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "Thank you!")
    shop.move(days=32)
    notice = await hear(shop, BUYER.id, "ended on")
    button = next(one for one in notice.buttons if one.callback_data == f"buy:{PRO}")
    await tap(shop, notice, button.text, BUYER.id)
    await hear(shop, BUYER.id, "• 1 month — €12.90", after=notice.message_id)


async def test_what_opens_a_plan_that_is_not_sold_alone_is_offered(shop: World) -> None:
    await let_pro_include_basic(shop)
    await deps(shop).plan_sales.retire(BASIC, ADMIN.id)
    before = await ask(shop, BUYER.id, "/help")
    await press(shop, BUYER.id, LONG_GONE, ShowTariffs(id=BASIC))
    said = await hear(shop, BUYER.id, "€12.90", after=before.message_id)
    assert words(said).startswith("Pro\nIncludes Basic.")


async def test_while_a_payment_waits_the_wanted_plan_is_one_tap_further(shop: World) -> None:
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(540, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "has to look at it")
    before = await ask(shop, BUYER.id, "/help")
    await press(shop, BUYER.id, LONG_GONE, ShowTariffs(id=PRO))
    said = await hear(shop, BUYER.id, "You don't have to pay", after=before.message_id)
    await tap(shop, said, "Show the prices anyway", BUYER.id)
    shown = await hear(shop, BUYER.id, "€12.90", after=said.message_id)
    assert words(shown).startswith("⏸ Your payment is waiting")
    await tap(shop, shown, "‹ All plans", BUYER.id)
    assert labels(shown) == ["Basic", "Pro"]


async def test_twelve_plans_of_five_tariffs_fit_a_phone(clock: FixedClock) -> None:
    seed = ", ".join(
        f"Course number {plan} of the year / {days} days={1000 + plan * 10 + days}"
        for plan in range(1, 13)
        for days in range(1, 6)
    )
    async with open_world(clock, tariffs=seed) as world:
        for plan in range(1, 13):
            for days in range(1, 6):
                world.tribute.add_product(
                    f"{days} {'n' * 70}", id=1000 + plan * 10 + days, description="d" * 300
                )
        for one in deps(world).plans.known:
            await deps(world).plans.describe(one.id, f"{one.id} {'w ' * 148}", "en", ADMIN.id)
        world.move(seconds=60)
        message = await ask(world, BUYER.id, "/start")
        assert len(labels(message)) == 12
        assert len(message.text) < 4096
        await tap(world, message, labels(message)[11], BUYER.id)
        assert len([one for one in labels(message) if one.startswith("Pay")]) == 5
        assert labels(message)[-1] == "‹ All plans"


async def test_the_list_follows_a_new_name_and_a_new_price(shop: World) -> None:
    assert "• Pro — from €12.90" in words(await ask(shop, BUYER.id, "/start"))
    await deps(shop).plans.rename(PRO, "Max", "en", ADMIN.id)
    await deps(shop).tariffs.stop_offering(ProductId(530), ADMIN.id)
    message = await ask(shop, BUYER.id, "/start")
    assert "• Max — €119" in words(message)
    assert labels(message) == ["Basic", "Max"]
