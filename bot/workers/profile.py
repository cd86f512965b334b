"""The worker of the bot's profile: carries out what Telegram's limits have made wait."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.shop_face.profile import BotProfile
from bot.workers.sleep import Sleep

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 5


class ProfileWorker:
    """`step` carries out what is due; `run` does so when something is, and every five seconds at
    most."""

    def __init__(self, profile: BotProfile, every_seconds: float = _EVERY_SECONDS) -> None:
        self._profile = profile
        self._sleep = Sleep(profile.db, profile.clock, every_seconds)

    def wake(self) -> None:
        """Look at once: a wish waits."""
        self._sleep.wake()

    async def run(self, stop: asyncio.Event) -> None:
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                if self._profile.any_waiting:
                    await self.step()
                await self._sleep.until_due(stop, self._profile.next_at)

    async def step(self) -> None:
        try:
            await self._profile.carry_out_due()
        except StorageUnavailable as error:
            log.warning("the bot's profile can't be looked after now", reason=str(error))
