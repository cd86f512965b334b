"""The worker of the bot's profile: carries out what Telegram's limits have made wait."""

import asyncio

import structlog

from bot.errors import StorageUnavailable
from bot.usecases.shop_face.profile import BotProfile
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 5


class ProfileWorker:
    """`step` carries out what is due; `run` does so every five seconds while something waits."""

    def __init__(self, profile: BotProfile, every_seconds: float = _EVERY_SECONDS) -> None:
        self._profile = profile
        self._every_seconds = every_seconds

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if self._profile.any_waiting:
                await self.step()
            await sleep_unless(stop, self._every_seconds)

    async def step(self) -> None:
        try:
            await self._profile.carry_out_due()
        except StorageUnavailable as error:
            log.warning("the bot's profile can't be looked after now", reason=str(error))
