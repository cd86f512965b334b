"""Lists of 200 entries with the longest names fit into Telegram's messages, page by page."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, open_world

MANY = 200
FIRST_ID = 5000
NAME = "&<😀" * 42


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    seeds = ", ".join(f"{number + 1} days={FIRST_ID + number}" for number in range(MANY))
    async with open_world(clock, tariffs=seeds) as world:
        for number in range(MANY):
            world.tribute.add_product(
                f"{NAME}{number:03}",
                id=FIRST_ID + number,
                amount=99_999_999,
                description="d" * 300,
                acceptCards=True,
            )
        await world.restart_app()
        yield world
        assert [one for one in world.telegram.calls if one.status == 400] == []


def next_page(message: Message) -> str | None:
    """Return the data of the button that turns to the next page."""
    found = [one.callback_data for one in message.buttons if one.text == "›"]
    return found[0] if found else None


async def walk(world: World, message: Message, person: int) -> list[str]:
    """Turn every page, and return the texts."""
    texts, before = [message.text], None
    while (data := next_page(message)) is not None:
        assert data != before
        before = data
        assert await world.telegram.press(person, message.message_id, data) is not None
        texts.append(message.text)
    return texts


@pytest.mark.parametrize("asked", ["/start", "/buy"])
@pytest.mark.long
async def test_every_offer_of_many_is_shown_on_some_page(world: World, asked: str) -> None:
    texts = await walk(world, await ask(world, BUYER.id, asked), BUYER.id)
    assert 4 < len(texts) < 20
    assert sum(text.count("• ") for text in texts) == MANY


@pytest.mark.parametrize("asked", ["/tariffs", "/products", "/broadcast"])
@pytest.mark.long
async def test_an_admin_s_long_list_has_pages(world: World, asked: str) -> None:
    assert len(await walk(world, await command(world, ADMIN.id, asked), ADMIN.id)) >= 10


async def test_the_filters_of_many_tariffs_fit_into_one_message(world: World) -> None:
    listed = await command(world, ADMIN.id, "/products")
    data = listed.button("ilter").callback_data
    assert data is not None
    assert await world.telegram.press(ADMIN.id, listed.message_id, data) is not None
    assert len(listed.buttons) <= 100
    assert len(listed.buttons) > 50


@pytest.mark.long
async def test_lists_of_many_payments_fit(world: World) -> None:
    for number in range(60):
        body = purchase(
            number + 1,
            product_id=9 if number % 2 else FIRST_ID,
            product_name=NAME,
            telegram_user_id=BUYER.id,
        )
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    for asked in ("/attention", "/purchases"):
        assert len(await walk(world, await command(world, ADMIN.id, asked), ADMIN.id)) > 1
    for asked in (f"/user {BUYER.id}", "/refund", "/stats", "/doctor"):
        assert (await command(world, ADMIN.id, asked)).text
    for asked in ("/status", "/start", "/paysupport", "/buy"):
        assert (await ask(world, BUYER.id, asked)).text
