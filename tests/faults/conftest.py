"""The bot in a process of its own, between simulators of Telegram and Tribute."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.bodies import ANNA
from tests.faults.forked import ForkedBot
from tests.handlers.http.conftest import HttpClient, client
from tests.invariants import assert_every_buyer_is_notified, assert_ledger_is_sound
from tests.journeys.process import KEY, TOKEN

__all__ = ["HttpClient", "client"]

ADMIN = 9001


@dataclass(frozen=True, slots=True)
class Shop:
    """A bot and the two simulators around it."""

    bot: ForkedBot
    telegram: TelegramServer
    tribute: TributeServer

    def count_messages(self, person: int, words: str) -> int:
        """Return how many messages with these words the person got."""
        return sum(words in one.text for one in self.telegram.messages_to(person))


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    """Yield a bot that isn't started yet; at the end, kill it if it lives and check its file."""
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
    yield Shop(bot, telegram, tribute)
    if bot.alive:
        await bot.kill()
    await tribute.stop()
    await telegram.stop()
    assert_ledger_is_sound(bot.database)
    assert_every_buyer_is_notified(bot.database)
