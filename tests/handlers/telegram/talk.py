"""Talking with the real bot in tests: write or press, and read what comes back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.clock import FixedClock
from bot.sandbox.telegram.models import Message
from bot.sandbox.world import World
from tests.invariants import assert_ledger_is_sound

LONG_GONE = 1
"""The id of a message that Telegram no longer has."""


@asynccontextmanager
async def open_world(clock: FixedClock, **settings: Any) -> AsyncIterator[World]:
    """A world with settings of its own; the ledger is sound at its end."""
    async with World.open(clock=clock, **settings) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def ask(world: World, person_id: int, text: str) -> Message:
    """The bot's next message after the person wrote this."""
    sent = await world.telegram.send(person_id, text)
    return await world.telegram.wait_for(person_id, lambda _: True, after=sent.message_id)


async def hear(world: World, person_id: int, words: str, *, after: int = 0) -> Message:
    """The bot's first message with these words in it."""
    return await world.telegram.wait_for(
        person_id, lambda message: words in message.text, after=after
    )


async def press(world: World, person_id: int, message_id: int, says: CallbackData) -> str:
    """Press a button; what popped up, empty where the bot only took note. It must have answered."""
    answer = await world.telegram.press(person_id, message_id, says.pack())
    assert answer is not None, "the button is left waiting"
    return answer.text


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not condition():
            await asyncio.sleep(0.01)


def labels(message: Message) -> list[str]:
    return [button.text.replace("\N{NO-BREAK SPACE}", " ") for button in message.buttons]


def links(message: Message) -> list[str | None]:
    return [button.url for button in message.buttons]


def words(message: Message) -> str:
    """The text as read, with plain spaces."""
    return message.text.replace("\N{NO-BREAK SPACE}", " ")
