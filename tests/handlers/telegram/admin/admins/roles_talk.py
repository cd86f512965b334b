"""Helpers for tests of roles: an owner adds somebody in the chat, as an owner would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from handlers.telegram.callbacks.admins import AskNewAdmin, ShowAdmins
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until

OWNER, HELPER = ADMIN, SECOND_ADMIN
SOMETHING_WAITS = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')"


@asynccontextmanager
async def shop_with_one_owner(clock: FixedClock, **settings: object) -> AsyncIterator[World]:
    """Open a world whose one owner is Anna; everybody else is a buyer to the bot."""
    async with open_world(clock, admin_ids=(OWNER.id,), **settings) as world:
        await ask(world, OWNER.id, "/start")
        yield world


async def team(world: World, person_id: int = OWNER.id) -> Message:
    """Open the list of owners and admins by its button, and return it."""
    report = await doctor(world, person_id)
    await tap(world, report, "👥 Admins" if person_id == OWNER.id else "👥 Админы", person_id)
    return report


async def doctor(world: World, person_id: int = OWNER.id) -> Message:
    sent = await world.telegram.send(person_id, "/doctor")
    return await world.telegram.wait_for(
        person_id, lambda one: "👥" in "".join(labels(one)), after=sent.message_id
    )


async def ask_for_new_admin(world: World) -> Message:
    """Press the button that asks whom to add, and return the question."""
    below = await ask(world, OWNER.id, "/help")
    await press(world, OWNER.id, below.message_id, AskNewAdmin())
    return await hear(world, OWNER.id, "Who should help", after=below.message_id)


async def propose(world: World, typed: str) -> Message:
    """Name somebody, and return the question whether they should be an admin."""
    question = await ask_for_new_admin(world)
    await world.telegram.send(OWNER.id, typed)
    return await hear(world, OWNER.id, "Make this person", after=question.message_id)


async def make_admin(world: World, person_id: int = HELPER.id) -> None:
    """Let Anna add somebody in the chat."""
    asked = await propose(world, str(person_id))
    await tap(world, asked, "Yes, make them an admin")
    await until(lambda: person_id in deps(world).admins.roll)


async def added_quietly(world: World, person_id: int = HELPER.id) -> None:
    """Make somebody an admin past the chat."""
    await deps(world).admins.add(Profile(person_id, "", None, None), OWNER.id)


async def open_team(world: World, person_id: int) -> str:
    """Press the button to the list below any message, and return what pops up."""
    below = await ask(world, person_id, "/help")
    return await press(world, person_id, below.message_id, ShowAdmins())


def commands(world: World, person_id: int) -> set[str]:
    return {one.command for one in world.telegram.commands_for(person_id)}
