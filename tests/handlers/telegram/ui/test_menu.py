"""Tests that menus follow the list of admins, and the number of plans."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, open_world, until

pytestmark = pytest.mark.menus

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


async def test_a_shop_with_one_plan_never_reads_of_plans(world: World) -> None:
    for admin in _BOTH:
        await ask(world, admin, "/start")
        assert "/plans" not in (await ask(world, admin, "/help")).text
        assert "refund" in shown_to(world, admin)
        assert "plans" not in shown_to(world, admin)


@pytest.mark.parametrize("admin", [ADMIN.id, SECOND_ADMIN.id])
async def test_with_a_second_plan_all_admins_get_the_command(world: World, admin: int) -> None:
    for one in _BOTH:
        await ask(world, one, "/start")
    sold = await ask(world, admin, "/tariffs")
    await tap(world, sold, "+", admin)
    await ask(world, admin, "Pro")
    await until(lambda: all("plans" in shown_to(world, one) for one in _BOTH))
    assert "/plans — " in (await ask(world, admin, "/help")).text
    await world.restart_app()
    await ask(world, admin, "/start")
    assert all("plans" in shown_to(world, one) for one in _BOTH)
