"""The colours of buttons: red for what can't be undone, green for the main act of a screen."""

import importlib
import pkgutil

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.domain.button_styles import STYLES
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram import callbacks
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask


def styled(message: Message) -> list[str | None]:
    return [button.style for button in message.buttons]


def test_the_table_names_only_actions_that_there_are() -> None:
    for module in pkgutil.iter_modules(callbacks.__path__):
        importlib.import_module(f"{callbacks.__name__}.{module.name}")

    assert set(STYLES) <= {says.__prefix__ for says in CallbackData.__subclasses__()}


async def test_paying_is_the_green_act_of_the_shop(world: World) -> None:
    message = await ask(world, BUYER.id, "/buy")

    paying = [button.style for button in message.buttons if button.url]
    assert paying
    assert set(paying) == {"success"}


@pytest.mark.parametrize("locale", ["en", "ru"])
async def test_confirmations_are_red_or_green_and_the_way_out_is_plain(
    world: World, locale: str
) -> None:
    world.telegram.people[ADMIN.id].language_code = locale
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)

    revoke = await command(world, ADMIN.id, "/revoke 700001")
    refund = await command(world, ADMIN.id, f"/refund {purchase.id}")
    grant = await command(world, ADMIN.id, "/grant 700001 1 month")

    assert styled(revoke) == ["danger", None, None]
    assert styled(refund)[:2] == ["danger", None]
    assert styled(grant)[0] == "success"
    assert set(styled(grant)[1:]) == {None}


async def test_a_question_is_plain_and_its_answer_red(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    card = await command(world, ADMIN.id, "/user 700001")

    assert "danger" not in styled(card)
    await tap(world, card, "End access…")
    assert styled(card)[0] == "danger"


async def test_a_server_that_knows_no_colours_shows_the_same_screens_without_them(
    world: World,
) -> None:
    world.telegram.unknown_features.add("style")
    message = await ask(world, BUYER.id, "/buy")
    await buy(world)
    card = await command(world, ADMIN.id, "/revoke 700001")

    assert set(styled(message) + styled(card)) == {None}
    refused = [call for call in world.telegram.calls if call.status == 400]
    assert len(refused) == 1
