"""The private chats' clock: declines whose time to pay is over, looks whether a right is back."""

import asyncio

from bot.usecases.chats.requests import Chats
from bot.workers.supervisor import sleep_unless

_EVERY_SECONDS = 5


class ChatsWorker:
    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if not await self.step():
                await sleep_unless(stop, _EVERY_SECONDS)

    async def step(self) -> bool:
        """Do one portion of what is due; False when nothing was."""
        return await self._chats.tick() > 0
