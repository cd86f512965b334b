"""The worker of reminders and ends: sleeps until somebody's access is near its end."""

import asyncio

from bot.usecases.access.lifecycle import AT_ONCE, Lifecycle
from bot.workers.sleep import Sleep

_EVERY_SECONDS = 5


class LifecycleWorker:
    """`step` does one portion of the due reminders and ends; `run` looks for them when they are
    due, and every five seconds at most."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self._lifecycle = lifecycle
        self._sleep = Sleep(lifecycle.db, lifecycle.clock, _EVERY_SECONDS)

    async def run(self, stop: asyncio.Event) -> None:
        await self._lifecycle.on_start()
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                # A portion that isn't full was all there is. While payments come in, looking again
                # at once would find one of them each time, and cost an fsync beside each of theirs.
                if await self._lifecycle.tick() < AT_ONCE:
                    await self._sleep.until_due(stop, self._lifecycle.next_at)

    async def step(self) -> bool:
        """Do one portion of the due work; return False when there was none."""
        return await self._lifecycle.tick() > 0
