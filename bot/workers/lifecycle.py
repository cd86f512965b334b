"""The clock's worker: looks every few seconds whether anybody's access nears its end."""

import asyncio

from bot.usecases.lifecycle import Lifecycle
from bot.workers.supervisor import sleep_unless

_EVERY_SECONDS = 5


class LifecycleWorker:
    def __init__(self, lifecycle: Lifecycle) -> None:
        self._lifecycle = lifecycle

    async def run(self, stop: asyncio.Event) -> None:
        await self._lifecycle.take_up_rules()
        while not stop.is_set():
            if not await self.step():
                await sleep_unless(stop, _EVERY_SECONDS)

    async def step(self) -> bool:
        """Do one portion of what is due; False when nothing was."""
        return await self._lifecycle.tick() > 0
