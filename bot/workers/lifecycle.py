"""The worker of reminders and ends: looks every few seconds for access that is near its end."""

import asyncio

from bot.usecases.access.lifecycle import AT_ONCE, Lifecycle
from bot.workers.supervisor import sleep_unless

_EVERY_SECONDS = 5


class LifecycleWorker:
    """`step` does one portion of the due reminders and ends; `run` looks for them every five
    seconds."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self._lifecycle = lifecycle

    async def run(self, stop: asyncio.Event) -> None:
        await self._lifecycle.on_start()
        while not stop.is_set():
            # A portion that isn't full was all there is. While payments come in, looking again at
            # once would find one of them each time, and cost an fsync beside each of theirs.
            if await self._lifecycle.tick() < AT_ONCE:
                await sleep_unless(stop, _EVERY_SECONDS)

    async def step(self) -> bool:
        """Do one portion of the due work; return False when there was none."""
        return await self._lifecycle.tick() > 0
