"""Products with a proposed plan and duration each: shown, changed, and sold by one tap."""

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.checklist.proposals import ProposeFor, TakeProposals
from tests.handlers.telegram.admin.checklist.new_shop import (
    open_new_shop,
    proposals,
    setup,
    sold,
    standings,
    stock,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, labels, press, words


async def test_names_in_both_languages_are_read_and_one_tap_takes_all_that_is_clear(
    new_shop: World,
) -> None:
    stock(
        new_shop,
        *("AI Assistant – 3 months", "доступ на год", "навсегда"),
        *("100 prompts", "7 days to success"),
    )
    message = await proposals(new_shop)
    assert standings(message) == [
        "👉 3 months",
        "👉 1 year",
        "👉 for life",
        "❔ For how long? The name doesn't say",
        "❔ 7 days? The name may mean something else: please look",
    ]
    assert await sold(new_shop) == {}
    await tap(new_shop, message, "✅ Sell the 3")
    assert words(message).startswith("✅ 3 products are sold from now on.")
    assert standings(message)[:3] == ["✅ sold: 3 months", "✅ sold: 1 year", "✅ sold: for life"]
    assert await sold(new_shop) == {1: "3 months", 2: "1 year", 3: "lifetime"}
    assert not any("✅ Sell" in one for one in labels(message))


async def test_a_russian_admin_reads_them_in_russian(new_shop: World) -> None:
    stock(new_shop, "AI Assistant – 3 months", "Клуб")
    message = await proposals(new_shop, SECOND_ADMIN.id)
    assert standings(message) == ["👉 3 месяца", "❔ На какой срок? В названии не сказано"]
    await tap(new_shop, message, "✅ Продавать 1 отмеченный", SECOND_ADMIN.id)
    assert words(message).startswith("✅ Теперь продаётся 1 продукт.")


async def test_what_may_mean_something_else_is_sold_only_after_a_look(new_shop: World) -> None:
    stock(new_shop, "7 days to success")
    message = await proposals(new_shop)
    assert not any("✅ Sell" in one for one in labels(message))
    await tap(new_shop, message, "✏️ 1")
    await tap(new_shop, message, "✅ Yes: 7 days")
    assert standings(message) == ["👉 7 days, chosen by an admin"]
    assert await sold(new_shop) == {}
    await tap(new_shop, message, "✅ Sell")
    assert await sold(new_shop) == {1: "7 days"}


async def test_each_can_be_changed_left_out_and_read_again_also_after_a_restart(
    new_shop: World,
) -> None:
    stock(new_shop, "Pro, 1 month", "Club, 1 year")
    message = await proposals(new_shop)
    await tap(new_shop, message, "✏️ 1")
    await tap(new_shop, message, "for life")
    assert standings(message) == ["👉 for life, chosen by an admin", "👉 1 year"]
    await tap(new_shop, message, "✏️ 2")
    await tap(new_shop, message, "🚫")
    await new_shop.restart_app()
    message = await proposals(new_shop, SECOND_ADMIN.id)
    assert standings(message) == ["👉 навсегда, выбрано админом", "🚫 здесь не продаётся"]
    for number in ("✏️ 1", "✏️ 2"):
        await tap(new_shop, message, number, SECOND_ADMIN.id)
        await tap(new_shop, message, "↩️ Как в названии", SECOND_ADMIN.id)
    assert standings(message) == ["👉 1 месяц", "👉 1 год"]


async def test_another_duration_can_be_typed(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month")
    message = await proposals(new_shop)
    await tap(new_shop, message, "✏️ 1")
    await tap(new_shop, message, "Other…")
    assert "can't be read as a duration" in words(await ask(new_shop, ADMIN.id, "soon"))
    answer = await ask(new_shop, ADMIN.id, "10 days")
    assert standings(answer) == ["👉 10 days, chosen by an admin"]
    await tap(new_shop, answer, "✅ Sell")
    assert await sold(new_shop) == {1: "10 days"}


async def test_a_held_payment_is_settled_by_selling_its_product(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month")
    await ask(new_shop, ADMIN.id, "/help")
    await buy(new_shop, product=1)
    message = await proposals(new_shop)
    await tap(new_shop, message, "✅ Sell")
    assert "1 payment that waited for this is resolved" in words(message)


async def test_of_two_that_would_be_the_same_one_is_chosen(new_shop: World) -> None:
    stock(new_shop, "Club, 1 month", "Club (new), 1 month")
    message = await proposals(new_shop)
    double = "⚠️ 1 month: in USD “Club, 1 month” would be the same. Choose one of them"
    assert standings(message) == ["👉 1 month", double]
    await tap(new_shop, message, "✏️ 2")
    await tap(new_shop, message, "✅ Yes: 1 month")
    assert standings(message) == [
        "⚠️ 1 month: in USD “Club (new), 1 month” would be the same. Choose one of them",
        "👉 1 month, chosen by an admin",
    ]
    await tap(new_shop, message, "✅ Sell the one")
    assert await sold(new_shop) == {2: "1 month"}


async def test_a_product_whose_tariff_is_taken_in_its_currency_says_so_and_is_decided_alone(
    new_shop: World,
) -> None:
    stock(new_shop, "Club, 1 month")
    await tap(new_shop, await proposals(new_shop), "✅ Sell")
    stock(new_shop, "Club, 1 month", "Club again, 1 month")
    message = await proposals(new_shop)
    assert standings(message)[1] == "⚠️ 1 month: in USD that is “Club, 1 month” already"
    assert not any("✅ Sell" in one for one in labels(message))
    await tap(new_shop, message, "✏️ 2")
    await tap(new_shop, message, "🔄 Decide")
    assert "It replaces “Club, 1 month”" in words(message)
    await tap(new_shop, message, "Keep both")
    assert await sold(new_shop) == {1: "1 month", 2: "1 month"}


async def test_names_that_differ_can_become_plans_before_anything_is_sold(
    new_shop: World,
) -> None:
    stock(new_shop, "Basic, 1 month", "Pro, 1 month", "Pro, 1 year", "3 months")
    message = await proposals(new_shop)
    assert "🗂 The names differ: “Basic”, “Pro”." in words(message)
    await tap(new_shop, message, "🗂 Make plans")
    assert "🗂 Basic\n🗂 Pro" in words(message)
    await tap(new_shop, message, "Yes, make 2 plans")
    assert standings(message) == [
        "👉 Basic · 1 month",
        "👉 Pro · 1 month",
        "👉 Pro · 1 year",
        "❔ 3 months, but which plan?",
    ]
    await tap(new_shop, message, "✏️ 4")
    await tap(new_shop, message, "Pro")
    await tap(new_shop, message, "✅ Yes: Pro · 3 months")
    await tap(new_shop, message, "✅ Sell the 4")
    assert [one.key for one in deps(new_shop).plans.known] == ["basic", "pro"]
    bound = await deps(new_shop).tariffs.all_bound()
    assert {one.product_id: one.tariff.plan_id for one in bound} == {1: 1, 2: 2, 3: 2, 4: 2}


async def test_the_plan_of_a_product_can_be_changed_where_there_are_several(
    new_shop: World,
) -> None:
    stock(new_shop, "Basic, 1 month", "Pro, 1 month")
    message = await proposals(new_shop)
    await tap(new_shop, message, "🗂 Make plans")
    await tap(new_shop, message, "Yes")
    await tap(new_shop, message, "✏️ 1")
    await tap(new_shop, message, "Another plan")
    await tap(new_shop, message, "Pro")
    await tap(new_shop, message, "1 year")
    assert standings(message) == ["👉 Pro · 1 year, chosen by an admin", "👉 Pro · 1 month"]
    await deps(new_shop).plan_sales.retire(2, ADMIN.id)  # type: ignore[arg-type]
    message = await proposals(new_shop)
    assert standings(message) == ["👉 Basic · 1 year, chosen by an admin", "👉 Basic · 1 month"]


async def test_no_plan_is_called_otherwise_once_something_is_sold(new_shop: World) -> None:
    stock(new_shop, "Basic, 1 month", "Pro, 1 year")
    message = await proposals(new_shop)
    question = await proposals(new_shop)
    await tap(new_shop, question, "🗂 Make plans")
    await tap(new_shop, message, "✅ Sell the 2")
    assert "🗂" not in words(message)
    assert "changed in the meantime" in await tap(new_shop, question, "Yes")
    assert [one.names for one in deps(new_shop).plans.known] == [{}]


async def test_forged_buttons_sell_nothing(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month")
    message = await proposals(new_shop)
    forged = (
        ProposeFor(id=1, duration="9999m0d"),
        ProposeFor(id=1, duration="1m0d", plan=77),
        TakeProposals(page=1, seen=1),
        TakeProposals(page=9, seen=0),
    )
    for one in forged:
        await press(new_shop, ADMIN.id, message.message_id, one)
    assert await sold(new_shop) == {}
    assert standings(await proposals(new_shop)) == ["👉 1 month"]


async def test_a_seeded_shop_sees_what_is_sold_already(clock: FixedClock) -> None:
    async with open_new_shop(clock, tariffs="1 month=456") as world:
        message = await proposals(world)
        assert standings(message)[0] == "✅ sold: 1 month"
        assert "🗂" not in words(message)
        assert "⚪ Products" not in words(await setup(world))
