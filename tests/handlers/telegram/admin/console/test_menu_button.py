"""The menu button that opens the console: for admins, where there is an https address."""

import json

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from handlers.telegram.callbacks.admins import RemoveAdmin
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask, open_world, press, until

pytestmark = pytest.mark.menus


def _button(world: World, person_id: int) -> object:
    """Return the text and the address of somebody's menu button, or its type."""
    calls = [one for one in world.telegram.calls_of("setChatMenuButton") if one.status == 200]
    own = [one.params["menu_button"] for one in calls if one.chat_id == person_id]
    found = json.loads(own[-1]) if own else {"type": "default"}
    return (found["text"], found["web_app"]["url"]) if "web_app" in found else found["type"]


def _expected(world: World, text: str = "Console") -> tuple[str, str]:
    return text, f"{world.settings.public_url}/console/"


async def test_an_admin_has_it_from_the_start_and_in_the_language_chosen(
    clock: FixedClock,
) -> None:
    async with open_world(clock, mode="webhook", admins=(ADMIN.id,)) as world:
        await until(lambda: _button(world, ADMIN.id) == _expected(world))
        await ask(world, BUYER.id, "/start")
        assert _button(world, BUYER.id) == "default"
        await ask(world, ADMIN.id, "/start")
        await deps(world).people.choose_locale(ADMIN.id, "ru")
        await ask(world, ADMIN.id, "/start")
        await until(lambda: _button(world, ADMIN.id) == _expected(world, "Консоль"))


async def test_it_comes_with_the_role_and_goes_with_it(clock: FixedClock) -> None:
    async with open_world(clock, mode="webhook", admins=(ADMIN.id,)) as world:
        await ask(world, BUYER.id, "/start")
        await deps(world).admins.add(Profile(BUYER.id, "Alice", None, "en"), ADMIN.id)
        await world.restart_app()
        await until(lambda: _button(world, BUYER.id) == _expected(world))
        card = await command(world, ADMIN.id, "/doctor")
        await press(world, ADMIN.id, card.message_id, RemoveAdmin(id=BUYER.id))
        await until(lambda: _button(world, BUYER.id) == "default")


async def test_it_goes_with_the_settings_and_with_the_address(clock: FixedClock) -> None:
    async with open_world(clock, mode="webhook", admins=(ADMIN.id, SECOND_ADMIN.id)) as world:
        await until(lambda: _button(world, SECOND_ADMIN.id) == _expected(world))
        world.settings = world.settings.model_copy(update={"admin_ids": (ADMIN.id,)})
        await world.restart_app()
        await until(lambda: _button(world, SECOND_ADMIN.id) == "default")
        world.settings = world.settings.model_copy(update={"public_url": None})
        await world.restart_app()
        await until(lambda: _button(world, ADMIN.id) == "default")


async def test_it_is_tried_again_while_telegram_is_down(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workers.menus._PAUSE_SECONDS", 0.05)
    async with open_world(clock, mode="webhook", admins=(ADMIN.id,)) as world:
        await until(lambda: _button(world, ADMIN.id) == _expected(world))
        world.telegram.fail("setChatMenuButton", status=502, times=2)
        before = len(world.telegram.calls_of("setChatMenuButton"))
        await world.restart_app()
        await until(lambda: len(world.telegram.calls_of("setChatMenuButton")) == before + 3)
        assert _button(world, ADMIN.id) == _expected(world)
