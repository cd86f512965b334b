"""The clock's worker: looks every few seconds whether anybody's access nears its end."""

import asyncio

from bot.usecases.access.lifecycle import AT_ONCE, Lifecycle
from bot.workers.supervisor import sleep_unless

_EVERY_SECONDS = 5
_SET_BACK_SECONDS = 60
"""A clock that goes back by less was only a little inexact."""


class LifecycleWorker:
    def __init__(self, lifecycle: Lifecycle) -> None:
        self._lifecycle = lifecycle
        self._looked_at = 0

    async def run(self, stop: asyncio.Event) -> None:
        await self._lifecycle.take_up_rules()
        while not stop.is_set():
            # A portion that isn't full was all there is: while payments come in, looking again at
            # once would find one of them each time, and pay for an fsync beside each of theirs.
            if await self._lifecycle.tick() < AT_ONCE:
                await sleep_unless(stop, _EVERY_SECONDS)

    async def step(self) -> bool:
        """Do one portion of what is due; False when nothing was."""
        now = self._lifecycle.clock.now()
        if now < self._looked_at - _SET_BACK_SECONDS:
            await self._lifecycle.clock_set_back()
        self._looked_at = now
        return await self._lifecycle.tick() > 0
