"""Tests for /stats: the numbers in words, and the picture."""

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import open_world, words


async def stats(world: World, admin: int = ADMIN.id) -> str:
    return words(await command(world, admin, "/stats"))


async def picture(world: World, admin: int = ADMIN.id, *, after: int = 0) -> Message:
    return await world.telegram.wait_for(
        admin, lambda one: one.document is not None, after=after, timeout=30
    )


async def test_the_numbers_of_today_7_and_30_days(world: World) -> None:
    await buy(world, BUYER.id)
    world.move(days=10)
    await buy(world, BUYER.id, product=457)
    await buy(world, REGRETS.id)
    gone = await buy(world, REGRETS.id)
    await world.tribute.refund_by_buyer(gone.id)
    await buy(world, None)
    world.move(days=3)
    await buy(world, BUYER.id, product=459)
    said = await stats(world)
    assert "With access now: 2, of them for life: 1" in said
    assert "Payments waiting for you: 1" in said
    today, week, month = said.partition("Today")[2].split("The last ")
    assert "for life: 1 ×" in today
    assert "new 0 · 🔁 renewed 1 · 🏁 ended 0" in today
    assert "refunded" not in today.splitlines()
    assert "new 1 · 🔁 renewed 2" in week
    assert "refunded 1" in week
    assert "still waiting 1" in week
    assert "1 month: 1 ×" in week
    assert "3 months: 1 ×" in week
    assert "1 month: 2 ×" in month
    assert "new 2 · 🔁 renewed 2" in month


async def test_an_empty_shop_has_numbers_and_no_picture_yet(world: World) -> None:
    said = await stats(world)
    assert "With access now: 0\n" in said
    assert said.count("No sales") == 3
    await world.telegram.wait_for(ADMIN.id, lambda one: "comes with the first sale" in one.text)
    assert world.telegram.calls_of("sendPhoto") == []


async def test_the_picture_comes_with_the_numbers_in_the_admin_s_language(world: World) -> None:
    await buy(world)
    assert "Сейчас с доступом: 1" in await stats(world, SECOND_ADMIN.id)
    russian = await picture(world, SECOND_ADMIN.id)
    assert russian.text == "📈 Последние 30 дней"
    assert russian.document is not None
    assert russian.document.size is not None
    assert russian.document.size[0] == 1080
    await stats(world)
    english = await picture(world)
    assert english.document is not None
    assert english.document.content != russian.document.content
    assert len(english.document.content) < 200_000


async def test_the_picture_is_cached_for_five_minutes(world: World) -> None:
    await buy(world)
    await stats(world)
    first = await picture(world)
    await buy(world, REGRETS.id)
    await stats(world)
    second = await picture(world, after=first.message_id)
    world.move(seconds=301)
    await stats(world)
    third = await picture(world, after=second.message_id)
    drawn = [one.document.content for one in (first, second, third) if one.document]
    assert drawn[0] == drawn[1] != drawn[2]


async def test_a_day_begins_in_the_owner_s_time_zone(clock: FixedClock) -> None:
    """It is 21:59 in UTC, and in Moscow this day is less than an hour old."""
    for zone, sold in (("UTC", True), ("Europe/Moscow", False)):
        async with open_world(clock, timezone=zone) as world:
            world.move(seconds=-7200)
            await buy(world)
            world.move(seconds=7200)
            today = (await stats(world)).partition("Today")[2].partition("The last 7")[0]
            assert ("No sales" not in today) is sold


async def test_sums_too_large_for_the_database_are_still_right(world: World) -> None:
    for _ in range(3):
        await buy(world)
    await deps(world).refunds.db.write(
        lambda tx: tx.execute("UPDATE purchases SET amount_minor = 9223372036854775807")
    )
    said = await stats(world)
    assert "276,701,161,105,643,274.21" in said
    await picture(world)


async def test_people_and_sales_are_shown_by_plan_where_there_are_several(
    clock: FixedClock,
) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await let_pro_include_basic(world)
        await buy(world, BUYER.id)
        await buy(world, BUYER.id, product=530)
        await buy(world, REGRETS.id)
        said = await stats(world)
        assert "With access now: 2\n• Basic: 2, of them with Pro: 1\n• Pro: 1\n" in said
        today = said.partition("Today")[2].partition("The last 7")[0]
        assert "• Basic · 1 month: 2 × · $19.98\n• Pro · 1 month: 1 × · €12.90\n" in today
        assert "• Basic: 2, из них с Pro: 1" in await stats(world, SECOND_ADMIN.id)


async def test_of_very_many_sales_the_most_sold_ones_are_shown(clock: FixedClock) -> None:
    """Twelve plans with long names, sold for several times, fit one message."""
    names = [f"{number:02} Course of a very long name" for number in range(14)]
    products = [456, 457, 458, 459, 512, 513, 514, 530, 531, 540, 551, 552, 560, 561]
    sold = ", ".join(
        f"{name} / 1 month={product}" for name, product in zip(names, products, strict=True)
    )
    async with open_world(clock, tariffs=sold) as world:
        for product in (products[-1], *products):
            await buy(world, product=product)
        said = await stats(world)
        assert said.count("• 13 Course of a very long name · 1 month: 2 ×") == 3
        assert said.count("• other: 2 ×") == 3
        assert said.count("Course of a very long name: ") == 12
