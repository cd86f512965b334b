"""The worker that notices a clock that went back, and lets everything be looked at again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.sleep import seconds_to_tick
from bot.workers.supervisor import sleep_unless, wake_at_stop

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 1.0
_ASK_AGAIN_SECONDS = 60.0


class ClockRecheckWorker:
    """Wakes the moment anybody reads a clock that went back; `step` looks once.

    At every tick it has the other workers look at the time: the machine may have slept, or
    somebody may have set its clock.

    `ask_servers` asks Telegram and Tribute for the time. The worker does so at once where the
    machine seems to be wrong, and again every minute while it is: the machine may have slept, or
    somebody may have set it right.
    """

    def __init__(self, recheck: ClockRecheck, ask_servers: Callable[[], Awaitable[None]]) -> None:
        self._recheck = recheck
        self._ask_servers = ask_servers
        self._clock = recheck.clock
        self._seen = 0
        self._was_sure = self._clock.is_sure()
        self._asked_at: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        wake = asyncio.Event()
        loop = asyncio.get_running_loop()

        def changed() -> None:
            loop.call_soon_threadsafe(wake.set)

        self._clock.on_set_back(changed)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(wake_at_stop(stop, wake))
            with ExitStack() as stack:
                stack.callback(self._clock.follow(changed))
                while not stop.is_set():
                    wake.clear()
                    await self.step()
                    self._clock.changed(but=changed)
                    await sleep_unless(wake, _RETRY_SECONDS if self._is_open else seconds_to_tick())

    async def step(self) -> None:
        """Look again at everything if the clock went back since the last time, or is sure only
        now."""
        await self._confirm()
        if not self._is_open:
            return
        set_backs, is_sure = self._clock.set_backs, self._clock.is_sure()
        try:
            await self._recheck.recheck()
        except StorageUnavailable as error:
            log.warning("clock went back; not looked at again yet", reason=str(error))
            return
        if set_backs != self._seen:
            log.warning("clock went back: everything it had decided was looked at again")
        self._seen, self._was_sure = set_backs, is_sure

    @property
    def _is_open(self) -> bool:
        """Whether something has happened to the clock since everything was looked at again."""
        is_surer = self._clock.is_sure() and not self._was_sure
        return self._clock.set_backs != self._seen or is_surer

    async def _confirm(self) -> None:
        """Ask the servers again if the machine seems to be wrong."""
        if self._clock.seconds_ahead() == 0:
            self._asked_at = None
            return
        now = asyncio.get_running_loop().time()
        if self._asked_at is None or now - self._asked_at >= _ASK_AGAIN_SECONDS:
            self._asked_at = now
            await self._ask_servers()
