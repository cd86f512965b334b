"""The worker of private chats: declines join requests whose time to pay is over, and checks
whether a missing right of the bot is back."""

import asyncio

from bot.usecases.chats.requests import Chats
from bot.workers.sleep import Sleep

_EVERY_SECONDS = 5


class ChatsWorker:
    """`step` does one portion of the due work; `run` looks for it when it is due, and every five
    seconds at most."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._sleep = Sleep(chats.db, chats.clock, _EVERY_SECONDS)

    async def run(self, stop: asyncio.Event) -> None:
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                if not await self.step():
                    await self._sleep.until_due(stop, self._chats.next_at)

    async def step(self) -> bool:
        """Do one portion of the due work; return False when there was none."""
        return await self._chats.tick() > 0
