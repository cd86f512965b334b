"""See as a buyer: what /start shows a buyer, and the way back to the owner's home."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import PREVIEW, begin, photo
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, labels, open_world, words


async def as_buyer(world: World, admin: int = ADMIN.id) -> Message:
    home = await command(world, admin, "/start")
    label = "🛍 See as a buyer" if admin == ADMIN.id else "🛍 Как видит покупатель"
    await tap(world, home, label, admin)
    greeting = "Hello" if admin == ADMIN.id else "Здравствуйте"
    return await hear(world, admin, greeting, after=home.message_id)


@pytest.mark.matrix
@pytest.mark.parametrize("shop", [{}, {"tariffs": ""}, {"with_plans": True}])
async def test_an_admin_sees_what_a_buyer_sees_and_a_way_back(
    clock: FixedClock, shop: dict[str, object]
) -> None:
    async with open_world(clock, **shop) as world:
        theirs = await ask(world, BUYER.id, "/start")
        seen = await as_buyer(world)
        assert seen.html == theirs.html.replace("Alice", "Anna")
        assert [*theirs.buttons, seen.buttons[-1]] == seen.buttons
        assert labels(seen)[-1] == "‹ Home"
        await tap(world, seen, "‹ Home")
        assert "🏠 Your shop" in words(seen)


async def test_it_is_in_the_admin_s_language(world: World) -> None:
    seen = await as_buyer(world, SECOND_ADMIN.id)
    assert "Здравствуйте, Борис!" in words(seen)
    assert labels(seen)[-1] == "‹ На главную"


async def test_an_admin_who_subscribes_sees_their_own_access(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await buy(world, ADMIN.id)
    await hear(world, ADMIN.id, "Thank you")
    await hear(world, ADMIN.id, "💰")
    assert "✅ Your access" in words(await as_buyer(world))
    assert "until" in words(await command(world, ADMIN.id, "/status"))


async def test_the_way_back_stays_while_an_admin_taps_through_the_plans(clock: FixedClock) -> None:
    async with open_world(clock, with_plans=True) as world:
        seen = await as_buyer(world)
        await tap(world, seen, "Pro")
        assert labels(seen)[-2:] == ["‹ All plans", "‹ Home"]
        await tap(world, seen, "‹ All plans")
        assert labels(seen)[-1] == "‹ Home"


async def test_a_buyer_who_taps_through_the_plans_gets_no_such_button(clock: FixedClock) -> None:
    async with open_world(clock, with_plans=True) as world:
        message = await ask(world, BUYER.id, "/start")
        await tap(world, message, "Pro", BUYER.id)
        assert "‹ Home" not in labels(message)


async def test_an_own_greeting_and_its_picture_are_seen_as_buyers_see_them(world: World) -> None:
    await begin(world)
    sent = await world.telegram.send_file(ADMIN.id, photo(), "Hi {name}")
    await tap(world, await hear(world, ADMIN.id, PREVIEW, after=sent.message_id), "Save")
    theirs = await ask(world, BUYER.id, "/start")
    home = await command(world, ADMIN.id, "/start")
    await tap(world, home, "🛍 See as a buyer")
    seen = await hear(world, ADMIN.id, "Hi Anna", after=home.message_id)
    assert seen.html == theirs.html.replace("Alice", "Anna")
    assert seen.file_id == theirs.file_id
    assert labels(seen) == [*labels(theirs), "‹ Home"]
    await tap(world, seen, "‹ Home")
    await hear(world, ADMIN.id, "🏠 Your shop", after=seen.message_id)
