"""When a handler fails: the person is told what to do, the admins what happened, all goes on."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, hear


async def _fails(event: Message | CallbackQuery) -> None:
    raise ZeroDivisionError


@pytest.fixture
async def failing(world: World) -> World:
    """The bot with an owner's room in it that has a bug."""
    router = Router(name="a room with a bug")
    router.message.register(_fails, Command("bug"))
    router.callback_query.register(_fails)
    buyers = next(one for one in world.app.dispatcher.sub_routers if one.name == "buyers")
    buyers.include_router(router)
    await ask(world, ADMIN.id, "/start")
    return world


async def test_the_person_is_told_in_their_language(failing):
    assert "Something went wrong" in (await ask(failing, BUYER.id, "/bug")).text
    assert "пошло не так" in (await ask(failing, NEVER_STARTED.id, "/bug")).text
    await failing.app.deps.people.choose_locale(BUYER.id, "ru")
    assert "пошло не так" in (await ask(failing, BUYER.id, "/bug")).text


async def test_the_admins_are_told_once_an_hour_what_kind_of_failure_it_was(failing):
    for _ in range(3):
        await ask(failing, BUYER.id, "/bug")
    notice = await hear(failing, ADMIN.id, "ZeroDivisionError")
    assert "goes on working" in notice.text
    told = [one for one in failing.telegram.messages_to(ADMIN.id) if "ZeroDivision" in one.text]
    assert len(told) == 1


async def test_a_failed_press_is_answered_too(failing):
    sent = await ask(failing, BUYER.id, "/help")
    answer = await failing.telegram.press(BUYER.id, sent.message_id, "anything")
    assert "Something went wrong" in answer.text
    assert answer.show_alert


async def test_the_bot_goes_on_after_a_failure(failing):
    await ask(failing, BUYER.id, "/bug")
    assert "/status" in (await ask(failing, BUYER.id, "/help")).text


async def test_while_nothing_can_be_saved_the_person_is_told_so(world):
    await ask(world, BUYER.id, "/start")
    sent = await ask(world, BUYER.id, "/language")
    db = world.app.deps.vitals.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    data = sent.button("Русский").callback_data
    answer = await world.telegram.press(BUYER.id, sent.message_id, data)
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert "cannot save" in answer.text


async def test_who_cannot_be_told_of_a_failure_harms_nobody(failing):
    failing.telegram.fail("sendMessage", status=403, description="Forbidden: no", times=1)
    await failing.telegram.send(BUYER.id, "/bug")
    await hear(failing, ADMIN.id, "ZeroDivisionError")
    assert "/status" in (await ask(failing, BUYER.id, "/help")).text
