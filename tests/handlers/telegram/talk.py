"""Helpers for talking to the real bot in tests: write or press, and read the answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.clock import FixedClock
from bot.sandbox.telegram.models import Message
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from storage.outbox import QueuedMessage
from storage.queries.due_messages import PassedOver, next_due
from tests.invariants import assert_ledger_is_sound
from tests.labels import assert_labels_fit

LONG_GONE = 1
"""The id of a message that Telegram no longer has."""


@asynccontextmanager
async def open_world(clock: FixedClock, **settings: Any) -> AsyncIterator[World]:
    """Open a world with these settings, and check its ledger and its labels at the end."""
    async with World.open(clock=clock, **settings) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)
        assert_labels_fit(world)


async def ask(world: World, person_id: int, text: str) -> Message:
    """Send a text and return the next message of the bot to this person."""
    sent = await world.telegram.send(person_id, text)
    return await world.telegram.wait_for(person_id, lambda _: True, after=sent.message_id)


async def nothing_due(world: World) -> None:
    """Wait until each message that is due went out, or was put off."""
    await until(lambda: _due(world) is None)


def _due(world: World) -> QueuedMessage | None:
    with open_read_only(world.settings.database_path) as tx:
        return next_due(tx, world.clock.now(), PassedOver())


async def hear(world: World, person_id: int, words: str, *, after: int = 0) -> Message:
    """Wait for the first message of the bot that contains these words, and return it."""
    return await world.telegram.wait_for(
        person_id, lambda message: words in message.text, after=after
    )


async def press(world: World, person_id: int, message_id: int, says: CallbackData) -> str:
    """Press a button, which must be answered, and return the text that pops up, often empty."""
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
    """Return the text with plain spaces for no-break spaces."""
    return message.text.replace("\N{NO-BREAK SPACE}", " ")
