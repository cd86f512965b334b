"""Helpers for tests of admins: tapping a button by its label, and a bot with short timeouts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.settings.settings import Settings
from bot.tribute.client import Retries, TributeClient
from tests.handlers.telegram.talk import open_world

_QUICKLY = Retries(first_wait_seconds=0.001, longest_wait_seconds=0.01, jitter_seconds=0.001)


async def tap(world: World, message: Message, label: str, person_id: int = ADMIN.id) -> str:
    """Press the button with this label, which may edit `message`; return the text that pops up."""
    data = message.button(label).callback_data
    assert data is not None
    answer = await world.telegram.press(person_id, message.message_id, data)
    assert answer is not None, "the button is left waiting"
    return answer.text


@asynccontextmanager
async def open_impatient_world(clock: FixedClock) -> AsyncIterator[World]:
    """Open a world whose app waits half a second for Tribute, and hardly at all between tries."""
    async with open_world(clock) as world:
        world.tribute_client = _impatient
        await world.restart_app()
        yield world


def _impatient(settings: Settings) -> TributeClient:
    key = settings.tribute_api_key.get_secret_value()
    return TributeClient(settings.tribute_api_url, key, timeout_seconds=0.5, retries=_QUICKLY)
