"""Tests that an error in a handler is answered, reported to admins and stops nothing else."""

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
    """Run the bot with an owner's feature that has a bug."""
    router = Router(name="a feature with a bug")
    router.message.register(_fails, Command("bug"))
    router.callback_query.register(_fails)
    buyers = next(one for one in world.app.dispatcher.sub_routers if one.name == "buyers")
    buyers.include_router(router)
    await ask(world, ADMIN.id, "/start")
    return world


async def test_a_person_gets_the_error_message_in_their_language(failing):
    assert "Something went wrong" in (await ask(failing, BUYER.id, "/bug")).text
    assert "пошло не так" in (await ask(failing, NEVER_STARTED.id, "/bug")).text
    await failing.app.deps.people.choose_locale(BUYER.id, "ru")
    assert "пошло не так" in (await ask(failing, BUYER.id, "/bug")).text


async def test_admins_are_notified_of_the_kind_of_error_once_an_hour(failing):
    for _ in range(3):
        await ask(failing, BUYER.id, "/bug")
    notice = await hear(failing, ADMIN.id, "ZeroDivisionError")
    assert "keeps working" in notice.text
    sent = [one for one in failing.telegram.messages_to(ADMIN.id) if "ZeroDivision" in one.text]
    assert len(sent) == 1


async def test_a_button_press_that_fails_is_answered_too(failing):
    sent = await ask(failing, BUYER.id, "/help")
    answer = await failing.telegram.press(BUYER.id, sent.message_id, "anything")
    assert "Something went wrong" in answer.text
    assert answer.show_alert


async def test_the_bot_keeps_working_after_an_error(failing):
    await ask(failing, BUYER.id, "/bug")
    assert "/status" in (await ask(failing, BUYER.id, "/help")).text


async def test_a_person_learns_that_nothing_can_be_saved(world):
    await ask(world, BUYER.id, "/start")
    sent = await ask(world, BUYER.id, "/language")
    db = world.app.deps.readiness.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    data = sent.button("Русский").callback_data
    answer = await world.telegram.press(BUYER.id, sent.message_id, data)
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert "Nothing can be saved" in answer.text


async def test_an_error_message_that_cannot_be_sent_stops_nothing(failing):
    failing.telegram.fail("sendMessage", status=403, description="Forbidden: no", times=1)
    await failing.telegram.send(BUYER.id, "/bug")
    await hear(failing, ADMIN.id, "ZeroDivisionError")
    assert "/status" in (await ask(failing, BUYER.id, "/help")).text


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: USER_ID_INVALID"),
        (400, "Bad Request: USER_DEACTIVATED"),
        (400, "Bad Request: have no rights to send a message"),
        (403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_a_person_who_cannot_be_answered_is_not_written_to_again(
    world: World, status: int, description: str
) -> None:
    """The refusal was an error with a traceback, and the same person got an apology at once."""
    world.telegram.fail(
        "sendMessage", status=status, description=description, chat_id=BUYER.id, times=99
    )
    await world.telegram.send(BUYER.id, "/help")
    await world.telegram.wait_for_calls("sendMessage")
    started = await ask(world, ADMIN.id, "/help")
    assert started.text
    to_buyer = [one for one in world.telegram.calls_of("sendMessage") if one.chat_id == BUYER.id]
    assert len(to_buyer) == 1
