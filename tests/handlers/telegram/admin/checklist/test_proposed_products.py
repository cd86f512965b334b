"""The list of proposals follows Tribute's: many products, none, rejected ones, and changed ones."""

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin.checklist.new_shop import (
    proposals,
    sold,
    standings,
    stock,
)
from tests.handlers.telegram.admin_talk import open_impatient_world, tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import labels, until, words


async def test_what_the_first_admin_did_the_second_one_is_shown(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", "Pro, 1 year")
    first = await proposals(new_shop)
    second = await proposals(new_shop, SECOND_ADMIN.id)
    await tap(new_shop, first, "✏️ 2")
    await tap(new_shop, first, "🚫")
    await tap(new_shop, second, "✅", SECOND_ADMIN.id)
    assert words(second).startswith("Пока вы смотрели, кое-что изменилось.")
    assert standings(second) == ["👉 1 месяц", "🚫 здесь не продаётся"]
    await tap(new_shop, first, "✅ Sell the one")
    await tap(new_shop, second, "✅", SECOND_ADMIN.id)
    assert words(second).startswith("Тем временем здесь побывал другой админ: Anna")
    assert standings(second) == ["✅ продаётся: 1 месяц", "🚫 здесь не продаётся"]
    assert await sold(new_shop) == {1: "1 month"}


async def test_a_name_that_has_changed_meanwhile_is_shown_again(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month")
    message = await proposals(new_shop)
    stock(new_shop, "Pro, 1 year")
    assert "changed in the meantime" in await tap(new_shop, message, "✅ Sell")
    assert standings(message) == ["👉 1 year"]
    assert await sold(new_shop) == {}


async def test_forty_products_of_which_none_is_approved_come_page_by_page(
    new_shop: World,
) -> None:
    stock(
        new_shop, *(f"Course {n} {'long ' * 40}, {n} days" for n in range(1, 41)), status="pending"
    )
    message = await proposals(new_shop)
    for page in range(1, 6):
        assert "Tribute hasn't approved any of them yet" in words(message)
        assert f"{page} / 5" in labels(message)
        assert len(standings(message)) == 8
        await tap(new_shop, message, "✅ Sell the 8")
        if page < 5:
            await tap(new_shop, message, "›")
    assert len(await sold(new_shop)) == 40


async def test_rejected_products_are_left_alone_until_an_admin_chooses(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", status="rejected")
    message = await proposals(new_shop)
    assert standings(message) == ["⛔ Tribute has rejected it"]
    await tap(new_shop, message, "✏️ 1")
    await tap(new_shop, message, "✅ Yes: 1 month")
    assert standings(message) == ["👉 1 month, chosen by an admin"]


async def test_goods_and_work_made_to_order_are_looked_at_first(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", type="custom")
    message = await proposals(new_shop)
    assert standings(message) == ["❔ 1 month? The name may mean something else: please look"]


async def test_a_shop_without_products_is_told_where_they_are_made(new_shop: World) -> None:
    stock(new_shop)
    message = await proposals(new_shop)
    assert "Tribute lists no products yet" in words(message)
    stock(new_shop, "Pro, 1 month")
    await tap(new_shop, message, "Try again")
    assert standings(message) == ["👉 1 month"]


async def test_products_that_tribute_can_t_tell_about_can_be_tried_again(
    clock: FixedClock,
) -> None:
    async with open_impatient_world(clock) as world:
        message = await proposals(world)
        world.move(seconds=60)
        world.tribute.fail_next_api(500, times=100)
        for label in ("✅ Sell", "Try again", "Try again"):
            await tap(world, message, label)
            await until(lambda: labels(message) == ["Try again", "‹ Setting up"])
        assert len(await sold(world)) == 4


async def test_a_sold_product_leads_to_its_card(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month")
    message = await proposals(new_shop)
    await tap(new_shop, message, "✅ Sell")
    await tap(new_shop, message, "✏️ 1")
    assert labels(message) == ["Its card", "‹ Back"]
    card = await command(new_shop, ADMIN.id, "/product 1")
    await tap(new_shop, card, "Stop selling")
    await tap(new_shop, card, "Yes")
    await tap(new_shop, message, "‹ Back")
    assert standings(message) == ["💤 off sale, only its old link works: 1 month"]


async def test_a_product_that_is_gone_is_said_to_be(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", "Pro, 1 year")
    message = await proposals(new_shop)
    stock(new_shop, "Pro, 1 month")
    await tap(new_shop, message, "✏️ 2")
    assert "isn't in Tribute's list any more" in words(message)
