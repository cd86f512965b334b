"""The worker of private chats: declines join requests whose time to pay is over, and checks
whether a missing right of the bot is back."""

import asyncio

from bot.usecases.chats.requests import Chats
from bot.workers.supervisor import sleep_unless

_EVERY_SECONDS = 5


class ChatsWorker:
    """`step` does one portion of the due work; `run` looks for it every five seconds."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if not await self.step():
                await sleep_unless(stop, _EVERY_SECONDS)

    async def step(self) -> bool:
        """Do one portion of the due work; return False when there was none."""
        return await self._chats.tick() > 0
