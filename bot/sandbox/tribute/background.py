"""The simulator's background tasks (retries, late webhooks) and the clock that paces them."""

import asyncio
from collections.abc import Coroutine


class Background:
    """A task group that `start` opens; `stop` cancels its tasks and closes it."""

    def __init__(self) -> None:
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._group = await asyncio.TaskGroup().__aenter__()

    def run(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Start a task; raise RuntimeError before `start`."""
        if self._group is None:
            work.close()
            raise RuntimeError("the simulator is not started")
        task = self._group.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """Cancel every task and wait until all have ended."""
        group, self._group = self._group, None
        for task in self._tasks:
            task.cancel()
        if group is not None:
            await group.__aexit__(None, None, None)


class Pace:
    """Tribute's own time: `speed` times as fast as real time, and it can be moved ahead."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._elapsed = 0.0
        self._since: float | None = None
        self._changed = asyncio.Event()

    @property
    def speed(self) -> float:
        """How many of Tribute's seconds pass in one real second; 0 stands still."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if speed < 0:
            raise ValueError("time runs forward: a speed is 0 or more")
        self._advance(0.0)
        self._speed = speed

    def skip(self, seconds: float) -> None:
        """Let this much of Tribute's time pass at once."""
        self._advance(seconds)

    async def sleep(self, seconds: float) -> None:
        """Wait for this much of Tribute's time, even when its speed changes meanwhile."""
        ends_at = self._now() + seconds
        while (left := ends_at - self._now()) > 0:
            try:
                async with asyncio.timeout(left / self._speed if self._speed else None):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _now(self) -> float:
        real = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = real
        return self._elapsed + (real - self._since) * self._speed

    def _advance(self, ahead: float) -> None:
        """Add the time up to now and `ahead`; wake every `sleep` to calculate its rest again."""
        if self._since is not None:
            self._elapsed = self._now() + ahead
            self._since = asyncio.get_running_loop().time()
        self._changed.set()
        self._changed = asyncio.Event()
