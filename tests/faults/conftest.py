"""A bot in a process of its own between a Telegram and a Tribute of ours."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.bodies import ANNA
from tests.faults.forked import ForkedBot
from tests.handlers.http.conftest import Door, door
from tests.invariants import assert_every_buyer_is_told, assert_ledger_is_sound
from tests.journeys.process import KEY, TOKEN

__all__ = ["Door", "door"]

ADMIN = 9001


@dataclass(frozen=True, slots=True)
class Place:
    bot: ForkedBot
    telegram: TelegramServer
    tribute: TributeServer

    def told(self, person: int, words: str) -> int:
        """How many messages with these words the person got."""
        return sum(words in one.text for one in self.telegram.messages_to(person))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """The bot is not started yet; at the end it is killed if it lives, and its file is sound."""
    telegram = TelegramServer(TOKEN)
    tribute = TributeServer(KEY)
    await telegram.start()
    await tribute.start()
    for person in (ANNA, ADMIN):
        telegram.add_person(person, f"Person {person}", started=True)
    bot = ForkedBot(
        tmp_path,
        TELEGRAM_API_URL=telegram.url,
        TRIBUTE_API_URL=tribute.url,
        ADMIN_IDS=str(ADMIN),
    )
    yield Place(bot, telegram, tribute)
    if bot.alive:
        await bot.kill()
    await tribute.stop()
    await telegram.stop()
    assert_ledger_is_sound(bot.database)
    assert_every_buyer_is_told(bot.database)
