"""Tests that menus follow the list of admins, and the number of plans."""

import asyncio
from functools import partial

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.clock import FixedClock
from bot.errors import StorageUnavailable
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import PLAY_TOKEN, World
from bot.workers.menus import Menu, Menus
from handlers.telegram.ui.menu import admins_menus, menus_at_start
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
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
        await until(lambda: "buy" in shown_to(world, SECOND_ADMIN.id))
        await until(lambda: "refund" in shown_to(world, ADMIN.id))


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
        await until(lambda one=admin: "refund" in shown_to(world, one))  # type: ignore[misc]
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
    await until(lambda: all("plans" in shown_to(world, one) for one in _BOTH))


def calls(world: World) -> list[object]:
    telegram = world.telegram
    return [
        one
        for method in ("setMyCommands", "deleteMyCommands", "setChatMenuButton")
        for one in telegram.calls_of(method)
    ]


async def test_menus_after_a_failure_are_those_of_now(world: World) -> None:
    """The worker that shows them was started again by the supervisor, and shows all once more."""
    await ask(world, ADMIN.id, "/start")
    composed: list[int] = []

    async def at_start() -> tuple[Menu, ...]:
        found = await menus_at_start(deps(world))
        composed.append(len(found))
        return found

    menus = Menus(at_start, partial(admins_menus, deps(world)))
    api = TelegramAPIServer.from_base(world.settings.telegram_api_url)
    async with (
        Bot(PLAY_TOKEN, session=AiohttpSession(api=api)) as bot,
        asyncio.TaskGroup() as tasks,
    ):
        for several in (False, True):
            if several:
                await deps(world).plans.add("Pro", "en", ADMIN.id)
                await until(lambda: "plans" in shown_to(world, ADMIN.id))
            composed.clear()
            before = len(calls(world))
            showing = tasks.create_task(menus.keep_shown(bot))
            await until(lambda n=before: bool(composed) and len(calls(world)) >= n + composed[-1])  # type: ignore[misc]
            showing.cancel()
            assert ("plans" in shown_to(world, ADMIN.id)) == several


async def test_without_the_database_no_menu_is_shown_and_nothing_fails() -> None:
    async def unreadable() -> tuple[Menu, ...]:
        raise StorageUnavailable("the file is gone")

    menus = Menus(unreadable, unreadable)
    menus.show_again()
    async with asyncio.timeout(15), Bot(PLAY_TOKEN) as bot, asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(menus.keep_shown(bot))
        while menus._changed.is_set():
            await asyncio.sleep(0)
        assert not showing.done()
        showing.cancel()
