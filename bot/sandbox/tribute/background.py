"""Work that goes on by itself (retries, late webhooks) and the time it is paced by."""

import asyncio
from collections.abc import Coroutine


class Background:
    """A task group that is opened by `start` and, with all its work, ended by `stop`."""

    def __init__(self) -> None:
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._group = await asyncio.TaskGroup().__aenter__()

    def run(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Do this beside everything else; RuntimeError before `start`."""
        if self._group is None:
            work.close()
            raise RuntimeError("the stand-in is not started")
        task = self._group.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """Cancel what is under way and wait until it is gone."""
        group, self._group = self._group, None
        for task in self._tasks:
            task.cancel()
        if group is not None:
            await group.__aexit__(None, None, None)


class Pace:
    """Tribute's own time: `speed` times as fast as the wall's, and it can be moved ahead."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._elapsed = 0.0
        self._since: float | None = None
        self._changed = asyncio.Event()

    @property
    def speed(self) -> float:
        """How many of Tribute's seconds pass in one of ours; 0 stands still."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if speed < 0:
            raise ValueError("time runs forward: a speed is 0 or more")
        self._settle(0.0)
        self._speed = speed

    def skip(self, seconds: float) -> None:
        """Let this much of Tribute's time pass at once."""
        self._settle(seconds)

    async def sleep(self, seconds: float) -> None:
        """Wait for this much of Tribute's time, however its speed changes meanwhile."""
        ends_at = self._now() + seconds
        while (left := ends_at - self._now()) > 0:
            try:
                async with asyncio.timeout(left / self._speed if self._speed else None):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _now(self) -> float:
        wall = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = wall
        return self._elapsed + (wall - self._since) * self._speed

    def _settle(self, ahead: float) -> None:
        """Fix what has passed up to now, and wake whoever waits to reckon anew."""
        if self._since is not None:
            self._elapsed = self._now() + ahead
            self._since = asyncio.get_running_loop().time()
        self._changed.set()
        self._changed = asyncio.Event()
