"""The supervisor: starts the workers, restarts a worker that fails, and stops them all."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

import structlog

log = structlog.get_logger(__name__)

Run = Callable[[asyncio.Event], Awaitable[None]]
OnFailure = Callable[[str], Awaitable[None]]

_LONGEST_PAUSE_SECONDS = 60.0
_CALM_SECONDS = 300.0


class Supervisor:
    """Runs each worker's `run(stop)` until `stop`; a worker that raises is started again.

    The pause before a restart doubles from failure to failure, up to a minute. `on_failure` is
    called once for a row of failures.
    """

    def __init__(
        self,
        on_failure: OnFailure,
        *,
        first_pause_seconds: float = 1.0,
        stop_seconds: float = 20.0,
    ) -> None:
        self._on_failure = on_failure
        self._first_pause_seconds = first_pause_seconds
        self._stop_seconds = stop_seconds
        self._stops: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._failed_at: dict[str, float] = {}

    def start(self, name: str, run: Run) -> None:
        stop = self._stops[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._keep_running(name, run, stop), name=name)

    def failing(self) -> frozenset[str]:
        """Return the workers that failed within the last five minutes."""
        now = asyncio.get_running_loop().time()
        return frozenset(name for name, at in self._failed_at.items() if now - at <= _CALM_SECONDS)

    async def stop(self) -> None:
        """Ask all workers to finish their step, and wait for them at most `stop_seconds`."""
        await self._end(self._tasks)

    async def stop_all_but(self, kept: Collection[str]) -> None:
        """Stop as `stop` does, but let these workers go on."""
        await self._end([name for name in self._tasks if name not in kept])

    async def _end(self, names: Collection[str]) -> None:
        for name in names:
            self._stops[name].set()
        stopped = [self._tasks[name] for name in names]
        if not stopped:
            return
        _, late = await asyncio.wait(stopped, timeout=self._stop_seconds)
        for task in late:
            log.warning("worker did not stop in time", worker=task.get_name())
            task.cancel()
        await asyncio.gather(*stopped, return_exceptions=True)

    async def _keep_running(self, name: str, run: Run, stop: asyncio.Event) -> None:
        pause = self._first_pause_seconds
        loop = asyncio.get_running_loop()
        while not stop.is_set():
            began = loop.time()
            try:
                await run(stop)
            except Exception:
                log.exception("worker failed and is started again", worker=name)
                self._failed_at[name] = loop.time()
                if loop.time() - began > _CALM_SECONDS:
                    pause = self._first_pause_seconds
                if pause == self._first_pause_seconds:
                    await self._report(name)
                await sleep_unless(stop, pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            else:
                return

    async def _report(self, name: str) -> None:
        """Report the failure, so that the admins are notified; if even that fails, the log has it
        all."""
        try:
            await self._on_failure(name)
        except Exception:
            log.exception("the failure of a worker could not be told", worker=name)


async def sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    """Sleep for so many seconds, or until `stop` is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


async def wake_at_stop(stop: asyncio.Event, wake: asyncio.Event) -> None:
    """Let a worker that only waits for `wake` notice `stop` too."""
    await stop.wait()
    wake.set()
