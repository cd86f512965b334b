"""A Telegram simulator with its people, and bots that talk to it, for the simulator's own tests."""

import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.telegram import TelegramServer
from bot.telegram.session import Session

TOKEN = "4242:sandbox-token"
ANNA = 1001  # has pressed Start
STRANGER = 1002  # has never written to the bot
GROUP = -1001500


def png(width: int, height: int) -> bytes:
    """Return the beginning of a picture, which is all that the simulator reads."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


class RawApi:
    """The Bot API without a library: one call, its HTTP status and its JSON."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base

    async def __call__(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        async with self._session.post(f"{self._base}/{method}", json=params) as response:
            return response.status, await response.json()

    async def refusal(self, method: str, **params: Any) -> str:
        """Return the description of an error; assert that the call failed."""
        status, body = await self(method, **params)
        assert not body["ok"]
        assert body["error_code"] == status
        return str(body["description"])


@asynccontextmanager
async def telegram(**options: Any) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(TOKEN, **options)
    server.add_person(ANNA, "Anna", username="anna", started=True)
    server.add_person(STRANGER, "Stranger", language_code="ru")
    server.add_group(GROUP, "Subscribers")
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def raw_api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with aiohttp.ClientSession() as session:
        yield RawApi(session, f"{server.url}/bot{server.token}")


@asynccontextmanager
async def aiogram_bot(
    server: TelegramServer, now: Callable[[], int] | None = None
) -> AsyncIterator[Bot]:
    api = TelegramAPIServer.from_base(server.url)
    properties = DefaultBotProperties(parse_mode="HTML")
    bot = Bot(server.token, session=Session(api=api, now=now, timeout=5), default=properties)
    try:
        yield bot
    finally:
        await bot.session.close()
