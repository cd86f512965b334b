"""The steps of setting up: each has a button to where it is done, and goes once it is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, CHANNEL_TITLE, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.home.steps import StepKind
from handlers.telegram.callbacks.home import ShowStep
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
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words
from tests.journeys.channel import open_channel, until_true

URL = "https://shop.example"
TERMS = "https://example.com/terms"


@pytest.fixture
async def empty(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs="", support_contact="") as world:
        yield world


async def home(world: World, admin: int = ADMIN.id) -> Message:
    sent = await world.telegram.send(admin, "/start")
    return await hear(world, admin, "🏠", after=sent.message_id)


async def own_steps(world: World, admin: int = ADMIN.id) -> Message:
    """Return the home of a shop whose list of /setup was ended: each step has a button."""
    await deps(world).checklist.end()
    return await home(world, admin)


async def with_settings(world: World, **changes: object) -> None:
    world.settings = world.settings.model_copy(update=changes)
    await world.restart_app()


async def test_an_empty_shop_names_its_next_steps(empty: World) -> None:
    message = await own_steps(empty)
    assert words(message) == (
        "🏠 Your shop\n\n"
        "📊 Today\nNo sales yet\n\n"
        "🔧 Still to set up\n"
        "• Tribute can't reach the bot: it has no public address\n"
        "• Nothing is on sale: choose a product, and buyers see it\n"
        "• Buyers see no support contact\n"
        "• Buyers find no terms of sale"
    )
    assert labels(message)[:4] == [
        "🌐 Give the bot an address",
        "🛒 Choose what to sell",
        "🛟 Support contact",
        "📄 Terms of sale",
    ]
    assert "later" not in words(message)


async def test_nothing_on_sale_leads_to_the_products_and_goes_with_the_first_one(
    empty: World,
) -> None:
    message = await own_steps(empty, SECOND_ADMIN.id)
    assert "Ничего не продаётся" in words(message)
    await tap(empty, message, "🛒", SECOND_ADMIN.id)
    assert "Продукты в Tribute" in words(message)
    await deps(empty).catalog.products()
    card = await command(empty, ADMIN.id, "/product 456")
    await tap(empty, card, "Sell as")
    await tap(empty, card, "1 month")
    await tap(empty, card, "Yes")
    assert "on sale" not in words(await home(empty))


async def test_the_address_for_tribute_is_copied_once_it_is_known(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        message = await own_steps(world)
        await tap(world, message, "🌐")
        assert "PUBLIC_URL=https://your.domain" in words(message)
        assert message.buttons[0].copy == "PUBLIC_URL=https://"
    async with World.open("webhook", clock=clock) as world:
        message = await own_steps(world)
        assert "Tribute has sent nothing yet" in words(message)
        await tap(world, message, "🔗 Connect Tribute")
        address = f"{world.settings.public_url}/webhook/tribute"
        assert address in words(message)
        assert message.buttons[0].copy == address
        await tap(world, message, "‹ Home")
        await world.tribute.send_test_ping()
        assert "Tribute has" not in words(await home(world))


async def test_a_step_that_was_done_meanwhile_leads_home(world: World) -> None:
    message = await own_steps(world)
    await buy(world)
    assert "has changed in the meantime" in await tap(world, message, "🌐")
    assert "🏠 Your shop" in words(message)


async def test_a_shop_without_terms_is_asked_for_them_until_they_are_there(world: World) -> None:
    message = await home(world)
    await tap(world, message, "📄")
    assert "TERMS_URL=" in words(message)
    await with_settings(world, terms_url=TERMS)
    assert "terms" not in words(await home(world))


async def test_contact_and_terms_are_set_right_from_the_home(empty: World) -> None:
    for step, value in (("🛟", "@club_help"), ("📄", TERMS)):
        message = await own_steps(empty)
        await tap(empty, message, step)
        await tap(empty, message, "Set it here")
        await tap(empty, message, "✏️")
        await tap(empty, await write(empty, value), "Save")
    read = words(await home(empty))
    assert "contact" not in read
    assert "terms" not in read


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_a_shop_does_without_is_shown_to_no_admin_any_more(
    world: World, restarted: bool
) -> None:
    message = await home(world)
    await tap(world, message, "📄")
    assert "More" in await tap(world, message, "Not needed")
    assert "terms" not in words(message)
    if restarted:
        await world.restart_app()
    assert "условий" not in words(await home(world, SECOND_ADMIN.id))
    await tap(world, message, "⋯ More")
    await tap(world, message, "📄 Terms of sale")
    await tap(world, message, "Show it again")
    assert "terms" in words(message)


async def test_what_a_shop_can_t_do_without_has_no_such_button(world: World) -> None:
    message = await own_steps(world)
    await tap(world, message, "🌐")
    assert "Not needed" not in labels(message)


async def test_a_backup_is_asked_for_once_there_is_something_to_lose(world: World) -> None:
    assert "backup" not in words(await home(world))
    await buy(world)
    message = await home(world)
    await tap(world, message, "🗄 Backup")
    await tap(world, message, "🗄 Make a copy now")
    assert "backup" not in words(await home(world))


async def test_daily_copies_are_backups(world: World, tmp_path: Path) -> None:
    await buy(world)
    await with_settings(world, backup_dir=tmp_path)
    assert "backup" not in words(await home(world))


@pytest.mark.parametrize("field", ["status", "webLink"])
async def test_a_price_that_buyers_don_t_see_is_named(world: World, field: str) -> None:
    change = {"status": "rejected"} if field == "status" else None
    if change:
        world.tribute.products[457].update(change)  # type: ignore[typeddict-item]
    else:
        del world.tribute.products[457]
    world.move(seconds=60)
    message = await home(world)
    assert "• 1 price that buyers don't see" in words(message)
    await tap(world, message, "🏷 Look at the prices")
    assert "3 months" in words(message)


async def test_a_product_that_was_taken_off_sale_is_no_gap(world: World) -> None:
    for product in (457, 458, 459):
        card = await command(world, ADMIN.id, f"/product {product}")
        await tap(world, card, "Stop selling")
        await tap(world, card, "Yes")
    read = words(await home(world))
    assert "price" not in read


async def test_a_plan_without_a_price_is_named_until_it_is_retired(world: World) -> None:
    added = await deps(world).plans.add("Pro & <more>", "en", ADMIN.id)
    message = await home(world)
    assert "• Pro & <more> has no price: nobody can buy it" in words(message)
    await tap(world, message, "🏷 A price for Pro")
    assert "Products in Tribute" in words(message)
    await deps(world).plan_sales.retire(added.id, ADMIN.id)  # type: ignore[union-attr]
    assert "no price" not in words(await home(world))


async def test_prices_that_were_never_loaded_lead_to_the_doctor(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        world.tribute.fail_next_api(500, times=100)
        await deps(world).tariffs.db.write(
            lambda tx: tx.execute("UPDATE tariff_products SET name = NULL, fetched_at = NULL")
        )
        world.move(seconds=60)
        message = await home(world)
        assert "The prices were never loaded" in words(message)
        assert "🩺 Find out why" in labels(message)


async def test_a_chat_without_rights_is_named_until_it_has_them(clock: FixedClock) -> None:
    async with open_channel(clock) as world:
        assert CHANNEL_TITLE not in words(await home(world))
        world.telegram.set_bot(CHANNEL_ID, rights=("can_invite_users",))
        await until_true(world, "SELECT COUNT(*) = 1 FROM access_chats WHERE may_remove = 0")
        message = await home(world)
        assert "the bot lacks rights there" in words(message)
        await tap(world, message, "🔒")
        assert "Ban users" in words(message)
        assert "Invite users" not in words(message)
        world.telegram.set_bot(CHANNEL_ID)
        await until_true(world, "SELECT COUNT(*) = 1 FROM access_chats WHERE may_remove = 1")
        assert "🔒" not in words(await home(world))


async def test_an_open_question_about_a_chat_can_be_answered_from_the_home(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    new_chat(world)
    await place_bot(world, *RIGHTS)
    await asked(world, "Do subscribers get into")
    message = await home(world)
    assert f"• “{TITLE}”: who gets in?" in words(message)
    await tap(world, message, "🔑")
    await tap(world, message, "No")
    assert labels(message)[-1] == "‹ Home"
    assert "who gets in" not in words(await home(world))


async def test_a_step_of_a_chat_that_there_is_not_leads_home(world: World) -> None:
    message = await home(world)
    assert await press(world, ADMIN.id, message.message_id, ShowStep(kind="chat", id=9))
    assert "🏠 Your shop" in words(message)


async def test_a_buyer_can_decline_nothing(world: World) -> None:
    message = await ask(world, BUYER.id, "/start")
    await world.telegram.press(BUYER.id, message.message_id, "setup_no:terms")
    assert "terms" in words(await home(world))


async def test_no_forged_button_declines_what_a_shop_needs(world: World) -> None:
    message = await home(world)
    await world.telegram.press(ADMIN.id, message.message_id, "setup_no:address")
    await deps(world).setup.decline(StepKind.ADDRESS)
    assert "no public address" in words(await home(world))
