"""The two servers that `tributary init` asks, and the shop's folder."""

import contextlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.init.options import Options
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.init.typing_person import Typist, typing

TOKEN = "7000001:AAE-canary-canary-canary-canary"
KEY = "canary-key-0123456789"
ANN, BOB = 555, 666


@dataclass(frozen=True, slots=True)
class Outside:
    """Telegram, Tribute, and a folder without anything."""

    telegram: TelegramServer
    tribute: TributeServer
    folder: Path

    @property
    def urls(self) -> dict[str, str]:
        return {"TELEGRAM_API_URL": self.telegram.url, "TRIBUTE_API_URL": self.tribute.url}

    @property
    def env_file(self) -> Path:
        return self.folder / ".env"

    def typing(self, *arguments: str, **env: str) -> AbstractAsyncContextManager[Typist]:
        """Start the command on a terminal of its own."""
        return typing(self.folder, *arguments, **self.urls | env)

    def options(self, *, yes: bool = False, **given: str) -> Options:
        """Return options for a dialogue in this process."""
        given = {"BOT_TOKEN": TOKEN, "TRIBUTE_API_KEY": KEY} | given
        return Options(given, "new", yes, self.urls)


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    telegram, tribute = TelegramServer(TOKEN), TributeServer(KEY)
    async with contextlib.AsyncExitStack() as stack:
        for server in (telegram, tribute):
            await server.start()
            stack.push_async_callback(server.stop)
        telegram.add_person(ANN, "Ann", username="ann")
        telegram.add_person(BOB, "Bob")
        yield Outside(telegram, tribute, tmp_path)
