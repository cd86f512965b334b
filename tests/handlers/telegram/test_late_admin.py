"""Tests for the admins' handlers, which are imported when an admin first writes."""

import asyncio
import subprocess
import sys

from aiogram import Router
from aiogram.methods import EditMessageText, SendDocument, SendPhoto

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.late_admin import LateAdminRouter
from tests.handlers.telegram.talk import ask, words


def late(world: World) -> Router:
    """Return the router that stands for the admins' handlers."""
    routers = world.app.dispatcher.sub_routers
    return next(one for one in routers if isinstance(one, LateAdminRouter))


def test_the_app_is_imported_without_the_admins_handlers() -> None:
    program = (
        "import sys\n"
        "from bot.runtime import lazy_types, light_dataclasses\n"
        "light_dataclasses.install()\n"
        "lazy_types.install()\n"
        "import bot.app\n"
        "late = [one for one in sys.modules if one.startswith('handlers.telegram.admin')]\n"
        "assert not late, late\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


async def test_buyers_import_nothing_of_the_admins(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, BUYER.id, "/stats")
    assert not late(world).sub_routers


async def test_admins_who_write_at_once_are_both_answered(world: World) -> None:
    answers = await asyncio.gather(
        ask(world, ADMIN.id, "/start"), ask(world, SECOND_ADMIN.id, "/start")
    )
    assert all("🏠" in words(one) for one in answers)
    assert [one.name for one in late(world).sub_routers] == ["home", "admins"]
    assert "7" in words(await ask(world, ADMIN.id, "/stats"))


async def test_what_admins_need_once_is_made_in_turns_with_payments(world: World) -> None:
    """The admins' handlers, and the methods that answer them with pictures and files."""
    made = []
    router = late(world)
    before = router._rests.in_turns

    async def noted(work):
        made.append(work)
        return await before(work)

    router._rests.in_turns = noted
    await ask(world, ADMIN.id, "/start")
    assert "handlers.telegram.late_admin" in [one.__module__ for one in made]
    assert all(one.__pydantic_complete__ for one in (EditMessageText, SendPhoto, SendDocument))
