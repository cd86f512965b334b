"""/setup: a list that ticks itself off, from what is true, and ends when an admin says so."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.checklist.entries import Item
from handlers.telegram.callbacks.checklist.entries import ShowItem
from tests.handlers.telegram.admin.checklist.new_shop import proposals, setup, stock
from tests.handlers.telegram.admin.plans.new_chat_talk import (
    RIGHTS,
    TITLE,
    asked,
    new_chat,
    place_bot,
)
from tests.handlers.telegram.admin.shop_face.face import write
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, press, until, words

pytestmark = pytest.mark.menus


def marks(message: Message) -> str:
    """Return the marks of the entries in their order."""
    return "".join(line[0] for line in words(message).splitlines()[3:9])


async def ping(world: World) -> Message:
    """Let Tribute send its test, and return what the admin hears."""
    sent = await ask(world, ADMIN.id, "/help")
    await world.tribute.send_test_ping()
    return await hear(world, ADMIN.id, "test has arrived", after=sent.message_id)


async def menu_has_setup(world: World, admin: int = ADMIN.id, *, expected: bool = True) -> None:
    """Wait until an admin's menu has /setup, or hasn't."""

    def has() -> bool:
        return any(one.command == "setup" for one in world.telegram.commands_for(admin))

    await until(lambda: bool(world.telegram.commands_for(admin)) and has() is expected)


async def test_a_new_shop_is_told_what_there_is_to_set_up(new_shop: World) -> None:
    message = await setup(new_shop)
    assert words(message) == (
        "🧭 Setting up your shop\n"
        "In any order, with as many breaks as you like: this list knows how far you are.\n\n"
        "⚪ Tribute has reported nothing yet: give it the bot's address\n"
        "⚪ Products: nothing is on sale yet\n"
        "⚪ Private channel, if you sell the way into one\n"
        "⚪ Greeting: the bot greets in its own words so far\n"
        "⚪ Support contact beside the messages in this chat\n"
        "⚪ Rehearsal: a purchase that costs nothing"
    )
    assert labels(message) == [
        *("🔗 Tribute", "📦 Products", "🔒 Channel"),
        *("👋 Greeting", "🛟 Contact", "🎬 Rehearsal"),
        *("That's all, show it no more", "‹ Home"),
    ]


async def test_the_list_is_read_in_russian_too(new_shop: World) -> None:
    message = await setup(new_shop, SECOND_ADMIN.id)
    assert words(message).startswith("🧭 Настройка магазина\n")
    assert marks(message) == "⚪" * 6
    assert labels(message)[6] == "Это всё, больше не показывать"


async def test_the_home_leads_there_and_keeps_only_what_is_not_on_the_list(
    new_shop: World,
) -> None:
    message = await command(new_shop, ADMIN.id, "/start")
    assert labels(message)[:3] == ["🧭 Go on setting up", "📄 Terms of sale", "📦 Products"]
    assert "Nothing is on sale" in words(message)
    await tap(new_shop, message, "🧭")
    assert "🧭 Setting up your shop" in words(message)
    await tap(new_shop, message, "‹ Home")
    assert "🏠" in words(message)


async def test_tribute_s_test_is_waited_for_told_at_once_and_ticked_off(new_shop: World) -> None:
    message = await setup(new_shop)
    await tap(new_shop, message, "🔗")
    address = f"{new_shop.settings.public_url}/webhook/tribute"
    assert address in words(message)
    assert message.buttons[0].copy == address
    assert "Nothing has arrived so far" in words(message)
    await new_shop.tribute.send_test_ping()
    notice = await hear(new_shop, ADMIN.id, "Tribute's test has arrived")
    await tap(new_shop, notice, "🧭 Go on setting up")
    assert marks(notice) == "✅" + "⚪" * 5
    await tap(new_shop, notice, "🔗")
    assert "✅ Tribute reports to the bot" in words(notice)
    await tap(new_shop, notice, "‹ Setting up")
    assert marks(notice) == "✅" + "⚪" * 5


async def test_without_an_address_the_first_step_is_to_have_one(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="") as world:
        message = await setup(world)
        assert "can't reach the bot yet" in words(message)
        await tap(world, message, "🔗")
        assert message.buttons[0].copy == "PUBLIC_URL=https://"
        await world.tribute.send_test_ping()
        await tap(world, message, "‹ Setting up")
        await tap(world, message, "🔗")
        assert "✅ Tribute reports" in words(message)


async def test_a_channel_ticks_itself_off_when_the_bot_is_added(new_shop: World) -> None:
    await ask(new_shop, ADMIN.id, "/help")
    message = await setup(new_shop)
    await tap(new_shop, message, "🔒")
    name = "tributary_bot"
    rights = "admin=invite_users+restrict_members"
    assert [one for one in links(message) if one] == [
        f"https://t.me/{name}?startchannel&{rights}",
        f"https://t.me/{name}?startgroup&{rights}",
    ]
    new_chat(new_shop)
    await place_bot(new_shop, *RIGHTS)
    question = await asked(new_shop, "Do subscribers get into")
    await tap(new_shop, message, "‹ Setting up")
    assert marks(message) == "⚪⚪⏳⚪⚪⚪"
    await tap(new_shop, message, "🔒")
    assert f"⏳ “{TITLE}”: you were asked here who gets in" in words(message)
    await tap(new_shop, question, "Yes")
    await tap(new_shop, question, "🧭 Go on setting up")
    assert marks(question) == "⚪⚪✅⚪⚪⚪"
    await tap(new_shop, question, "🔒")
    assert f"✅ “{TITLE}”: buyers get in" in words(question)


async def test_a_channel_without_rights_isn_t_ticked_off(new_shop: World) -> None:
    await ask(new_shop, ADMIN.id, "/help")
    new_chat(new_shop)
    await place_bot(new_shop, "can_invite_users")
    await tap(new_shop, await asked(new_shop, "Do subscribers get into"), "Yes")
    message = await setup(new_shop)
    assert marks(message) == "⚪⚪⏳⚪⚪⚪"
    await tap(new_shop, message, "🔒")
    assert "the bot lacks rights there" in words(message)


async def test_greeting_and_contact_are_set_in_shop_and_ticked_off(new_shop: World) -> None:
    for button, typed in (("👋", "Welcome!"), ("🛟", "@club_help")):
        message = await setup(new_shop)
        await tap(new_shop, message, button)
        await tap(new_shop, message, "✏️ Set it here")
        await tap(new_shop, message, "✏️")
        await tap(new_shop, await write(new_shop, typed), "Save")
    assert marks(await setup(new_shop)) == "⚪⚪⚪✅✅⚪"


@pytest.mark.matrix
@pytest.mark.parametrize("item", ["🔒", "👋", "🛟", "🎬"])
async def test_a_shop_can_do_without_an_entry_until_it_is_taken_up_again(
    new_shop: World, item: str
) -> None:
    message = await setup(new_shop)
    await tap(new_shop, message, item)
    await tap(new_shop, message, "Not needed")
    assert marks(message).count("✖") == 1
    await new_shop.restart_app()
    assert marks(await setup(new_shop, SECOND_ADMIN.id)).count("✖") == 1
    await tap(new_shop, message, item)
    await tap(new_shop, message, "Show it again")
    assert marks(message) == "⚪" * 6


async def test_nobody_does_without_products(new_shop: World) -> None:
    message = await setup(new_shop)
    for data in ("step_no:products", "step_yes:webhook", "step:nothing"):
        await new_shop.telegram.press(ADMIN.id, message.message_id, data)
    await deps(new_shop).checklist.decline(Item.PRODUCTS)
    assert len((await deps(new_shop).checklist.view()).left) == 6


async def test_the_list_is_in_the_admins_menu_and_help_until_all_is_done(new_shop: World) -> None:
    await menu_has_setup(new_shop)
    assert "/setup" in words(await command(new_shop, ADMIN.id, "/help"))
    await ping(new_shop)
    message = await proposals(new_shop)
    await tap(new_shop, message, "✅")
    await tap(new_shop, message, "‹ Setting up")
    for item in ("🔒", "👋", "🛟", "🎬"):
        await tap(new_shop, message, item)
        await tap(new_shop, message, "Not needed")
    assert "🎉 Everything is set up" in words(message)
    assert "That's all" not in "".join(labels(message))
    home = await command(new_shop, ADMIN.id, "/start")
    assert "🧭" not in "".join(labels(home))
    await menu_has_setup(new_shop, expected=False)
    assert "/setup" not in words(await command(new_shop, ADMIN.id, "/help"))
    assert "🎉" in words(await setup(new_shop))


@pytest.mark.parametrize("restarted", [False, True])
async def test_that_is_all_ends_it_for_every_admin_and_setup_still_answers(
    new_shop: World, restarted: bool
) -> None:
    message = await setup(new_shop)
    assert "/setup opens it again" in await tap(new_shop, message, "That's all")
    assert "That's all" not in "".join(labels(message))
    if restarted:
        await new_shop.restart_app()
    for admin in (ADMIN.id, SECOND_ADMIN.id):
        home = await command(new_shop, admin, "/start")
        assert "🧭" not in "".join(labels(home))
        await menu_has_setup(new_shop, admin, expected=False)
    assert "🛒 Choose what to sell" in labels(await command(new_shop, ADMIN.id, "/start"))
    assert marks(await setup(new_shop)) == "⚪" * 6
    assert labels(await ping(new_shop)) == []


async def test_a_shop_that_has_sold_sees_nothing_of_it_though_setup_answers(world: World) -> None:
    await buy(world)
    home = await command(world, ADMIN.id, "/start")
    assert "🧭" not in "".join(labels(home))
    await menu_has_setup(world, expected=False)
    assert "Setting up" in words(await setup(world))
    home = await command(world, ADMIN.id, "/start")
    assert "🧭" not in "".join(labels(home))


async def test_a_shop_that_was_ready_before_is_led_there_only_once_it_asked(
    new_shop: World,
) -> None:
    await ping(new_shop)
    for product, length in ((456, "1 month"), (457, "3 months")):
        card = await command(new_shop, ADMIN.id, f"/product {product}")
        for label in ("Sell as", length, "Yes"):
            await tap(new_shop, card, label)
    home = await command(new_shop, ADMIN.id, "/start")
    assert "🧭" not in "".join(labels(home))
    new_shop.move(seconds=60)
    assert labels(await ping(new_shop)) == []
    assert marks(await setup(new_shop)) == "✅✅⚪⚪⚪⚪"
    assert "🧭 Go on setting up" in labels(await command(new_shop, ADMIN.id, "/start"))
    await menu_has_setup(new_shop)


async def test_products_that_tribute_does_not_sell_yet_wait_and_tick_themselves_off(
    new_shop: World,
) -> None:
    stock(new_shop, "Pro, 1 month", status="pending")
    message = await proposals(new_shop)
    assert "Tribute hasn't approved any of them yet" in words(message)
    await tap(new_shop, message, "✅ Sell the one")
    assert marks(await setup(new_shop)) == "⚪⏳⚪⚪⚪⚪"
    new_shop.tribute.products[1]["status"] = "approved"
    new_shop.move(seconds=60)
    assert marks(await setup(new_shop)) == "⚪✅⚪⚪⚪⚪"


async def test_to_a_buyer_it_is_an_unknown_command_and_no_button_works(world: World) -> None:
    answer = await ask(world, BUYER.id, "/setup")
    assert "🧭" not in answer.text
    message = await ask(world, BUYER.id, "/start")
    await world.telegram.press(BUYER.id, message.message_id, "steps_end")
    assert "That's all, show it no more" in labels(await setup(world))


async def test_an_old_button_shows_what_is_true_now(new_shop: World) -> None:
    message = await setup(new_shop)
    await press(new_shop, ADMIN.id, message.message_id, ShowItem(item="greeting"))
    assert "👋 Greeting" in words(message)
