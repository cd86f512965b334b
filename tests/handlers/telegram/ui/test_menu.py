"""Tests that menus follow the list of admins when it changes."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, open_world, until

_BOTH = (ADMIN.id, SECOND_ADMIN.id)


def shown_to(world: World, person_id: int) -> set[str]:
    return {one.command for one in world.telegram.commands_for(person_id)}


async def start_with(world: World, *admin_ids: int) -> None:
    world.settings = world.settings.model_copy(update={"admin_ids": admin_ids})
    await world.restart_app()


@pytest.mark.parametrize("chose", [False, True], ids=["their Telegram's", "chosen"])
async def test_a_former_admin_gets_the_menu_of_buyers(clock: FixedClock, chose: bool) -> None:
    """The old menu once stayed, full of commands that were no longer theirs."""
    async with open_world(clock, admin_ids=_BOTH) as world:
        await ask(world, SECOND_ADMIN.id, "/start")
        if chose:
            await world.app.deps.people.choose_locale(SECOND_ADMIN.id, "en")
        await until(lambda: "refund" in shown_to(world, SECOND_ADMIN.id))
        await start_with(world, ADMIN.id)
        await until(lambda: "refund" not in shown_to(world, SECOND_ADMIN.id))
        assert "buy" in shown_to(world, SECOND_ADMIN.id)
        assert "refund" in shown_to(world, ADMIN.id)


async def test_a_reinstated_admin_gets_the_menu_of_admins_again(clock: FixedClock) -> None:
    async with open_world(clock, admin_ids=_BOTH) as world:
        await start_with(world, ADMIN.id)
        await ask(world, SECOND_ADMIN.id, "/start")
        await start_with(world, *_BOTH)
        await until(lambda: "refund" in shown_to(world, SECOND_ADMIN.id))
