"""An admin's /start is the owner's home: what waits, today in numbers, and the ways from there."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.telegram.admin.admins.roles_talk import (
    HELPER,
    added_quietly,
    shop_with_one_owner,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, until, words

DAY = 86400
_WAYS = ["📦 Products", "🏷 Prices", "💳 Purchases", "👤 A person", "📊 Numbers", "📣 Broadcast"]
_WAYS_IN_RUSSIAN = [
    *("📦 Продукты", "🏷 Тарифы", "💳 Покупки"),
    *("👤 Человек", "📊 Цифры", "📣 Рассылка"),
]


@pytest.mark.parametrize("admin", [ADMIN.id, SECOND_ADMIN.id])
async def test_an_admin_s_start_says_nothing_of_what_waits_if_nothing_does(
    world: World, admin: int
) -> None:
    message = await command(world, admin, "/start")
    assert "🔔" not in message.text + "".join(labels(message))


async def test_an_admin_s_start_counts_what_waits_and_leads_there(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world, product=512)
    await buy(world, None)
    await ask(world, BUYER.id, "/claim 9 times I paid")
    message = await command(world, ADMIN.id, "/start")
    assert (
        "🔔 Waiting for you\n"
        "⏸ 2 payments that give no access yet\n"
        "🔎 1 claim of somebody who says they paid\n"
    ) in words(message)
    await tap(world, message, "🔔 See what is waiting")
    assert labels(message)[-1] == "‹ Home"
    assert len(labels(message)) == 4
    await tap(world, message, "‹ Home")
    assert "🔔 Waiting for you" in words(message)
    assert "⏸ payments that wait 2" in words(message)


async def test_a_russian_admin_reads_the_home_in_russian(world: World) -> None:
    await buy(world, None)
    await buy(world)
    message = await command(world, SECOND_ADMIN.id, "/start")
    assert words(message) == (
        "🏠 Ваш магазин\n\n"
        "🔔 Ждёт вас\n⏸ 1 платёж, по которому ещё нет доступа\n\n"
        "📊 Сегодня\n🛒 1 продажа · 9,99 $\n🆕 новых 1 · 🔁 продлений 0\n⏸ платежей ждёт 1\n\n"
        "🔧 Осталось настроить\n"
        "• У покупателей нет условий продажи\n"
        "• Копии ещё нет: ни ежедневной, ни сделанной в чате"
    )
    assert labels(message) == [
        "🔔 Посмотреть, что ждёт",
        "📄 Условия продажи",
        "🗄 Копия базы",
        *_WAYS_IN_RUSSIAN,
        "🖥 Консоль",
        "🛍 Как видит покупатель",
        "✍️ Ваши слова",
        "⋯ Ещё",
    ]


async def test_a_shop_that_is_set_up_has_nothing_but_its_numbers(clock: FixedClock) -> None:
    async with open_world(clock, terms_url="https://example.com/terms") as world:
        await buy(world)
        await buy(world, REGRETS.id)
        await buy(world, product=457)
        await command(world, ADMIN.id, "/backup")
        message = await command(world, ADMIN.id, "/start")
        assert words(message) == (
            "🏠 Your shop\n\n📊 Today\n🛒 3 sales · $44.97\n🆕 new 2 · 🔁 renewed 1"
        )
        assert labels(message) == [
            *_WAYS,
            "🖥 Console",
            "🛍 See as a buyer",
            "✍️ Your words",
            "⋯ More",
        ]


async def test_today_begins_at_the_owner_s_midnight(clock: FixedClock) -> None:
    """The clock stands at 21:59 UTC: in Kiritimati it is noon of the next day."""
    async with open_world(clock, timezone="Pacific/Kiritimati") as world:
        await buy(world)
        world.move(seconds=3600)
        assert "🛒 1 sale ·" in words(await command(world, ADMIN.id, "/start"))
        world.move(seconds=12 * 3600)
        assert "No sales yet" in words(await command(world, ADMIN.id, "/start"))


async def test_stars_are_counted_apart_and_refunds_are_no_income(world: World) -> None:
    await buy(world)
    now = world.clock.now()
    body = purchase(9, telegram_user_id=REGRETS.id, at=now, currency="xtr", amount=500)
    await world.tribute.deliver(world.tribute.raw_event(body))
    gone = await buy(world, NEVER_STARTED.id)
    await world.tribute.refund_by_buyer(gone.id)
    read = words(await command(world, ADMIN.id, "/start"))
    assert "🛒 1 sale · $9.99\n⭐ 1 sale in Stars · 500 ⭐\n" in read
    assert "↩️ refunded 1 · $9.99" in read


async def test_a_buyer_s_start_says_nothing_of_what_waits_for_admins(world: World) -> None:
    await buy(world, None)
    message = await ask(world, BUYER.id, "/start")
    assert "🔔" not in message.text + "".join(labels(message))
    assert "Your shop" not in message.text


async def test_a_former_admin_s_button_opens_the_shop(world: World) -> None:
    message = await command(world, SECOND_ADMIN.id, "/tariffs")
    world.settings = world.settings.model_copy(update={"admin_ids": (ADMIN.id,)})
    await world.restart_app()
    await tap(world, message, "‹ На главную", SECOND_ADMIN.id)
    assert "Здравствуйте, Борис!" in words(message)


@pytest.mark.parametrize("bought", [0, 9])
@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/attention", "‹ Home"),
        ("/purchases", "‹ Home"),
        ("/tariffs", "‹ Home"),
        ("/products", "‹ What is sold"),
        ("/products digital 1-2 usd", "‹ What is sold"),
        ("/broadcast", "‹ Home"),
    ],
)
@pytest.mark.long
async def test_a_list_ends_with_a_way_back(
    world: World, asked: str, back: str, bought: int
) -> None:
    for _ in range(bought):
        await buy(world, None)
    message = await command(world, ADMIN.id, asked)
    assert labels(message)[-1] == back
    await tap(world, message, back)
    if back != "‹ Home":
        await tap(world, message, "‹ Home")
    assert "🏠 Your shop" in words(message)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("📦 Products", "Products in Tribute"),
        ("🏷 Prices", "What is sold"),
        ("💳 Purchases", "Purchases"),
        ("📣 Broadcast", "Who"),
    ],
)
async def test_lists_open_in_the_place_of_the_home(world: World, label: str, expected: str) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, label)
    assert expected in words(message)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("🔑 Give access", "Who should get access?"),
        ("🚫 End access", "Whose access should end?"),
        ("↩️ Refund", "Which payment"),
        ("🩺 Is all well?", "🩺"),
    ],
)
async def test_what_is_used_rarely_answers_as_if_it_had_been_typed(
    world: World, label: str, expected: str
) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "⋯ More")
    await tap(world, message, label)
    await hear(world, ADMIN.id, expected, after=message.message_id)


async def test_a_person_is_found_from_the_home(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "👤 A person")
    await hear(world, ADMIN.id, "Who are you looking for?", after=message.message_id)
    assert "Alice" in (await ask(world, ADMIN.id, "700001")).text


async def test_files_come_from_more_each_time_they_are_asked_for(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "⋯ More")
    for label in ("📄 All tables", "📄 All tables", "🗄 Copy", "🗄 Copy"):
        await tap(world, message, label)
    calls = world.telegram.calls
    await until(lambda: sum(one.method == "sendDocument" for one in calls) == 6)


async def test_numbers_come_below_the_home(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "📊 Numbers")
    await hear(world, ADMIN.id, "The last 30 days", after=message.message_id)


async def test_more_speaks_of_plans_once_there_are_two(world: World) -> None:
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "⋯ More")
    assert "lan" not in "".join(labels(message))
    await deps(world).plans.add("Pro", "en", ADMIN.id)
    message = await command(world, ADMIN.id, "/start")
    await tap(world, message, "⋯ More")
    await tap(world, message, "📚 Plans")
    assert "Pro" in words(message)


async def test_an_added_admin_has_a_home_without_what_only_owners_do(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        await added_quietly(world)
        await hear(world, HELPER.id, "Теперь вы помогаете")
        await buy(world)
        assert "• No backup yet" in words(await command(world, ADMIN.id, "/start"))
        message = await command(world, HELPER.id, "/start")
        assert words(message).startswith("🏠 Ваш магазин")
        assert "Копи" not in words(message)
        await tap(world, message, "⋯ Ещё", HELPER.id)
        assert "🗄 Копия базы" not in labels(message)
        assert "👥 Админы" in labels(message)
        await world.telegram.press(HELPER.id, message.message_id, "run:backup")
        await ask(world, HELPER.id, "/help")
        assert not any(one.method == "sendDocument" for one in world.telegram.calls)
