"""The worker that folds everybody again, in portions, after plans came to include others."""

import asyncio
from dataclasses import dataclass, field

from bot.usecases.plans.inclusions import PlanInclusions
from bot.workers.supervisor import wake_at_stop


@dataclass(frozen=True, slots=True)
class InclusionsWorker:
    """`step` does one portion; `run` goes on with a change that a restart has interrupted, then
    waits for the next one. Between two portions payments are stored."""

    inclusions: PlanInclusions
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Begin at once: the inclusions were changed."""
        self._wake.set()

    async def step(self) -> bool:
        """Fold a portion again; return whether more people are left."""
        return await self.inclusions.step()

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(wake_at_stop(stop, self._wake))
            while not stop.is_set():
                self._wake.clear()
                if not await self.step():
                    await self._wake.wait()
