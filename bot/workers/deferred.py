"""The worker of messages that were put off: handles them once Telegram lets the bot answer."""

import asyncio
import json
from typing import Any, Protocol

import structlog
from aiogram import Bot
from pydantic import ValidationError

from bot.errors import StorageUnavailable
from bot.telegram.waits import Waits
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.workers.supervisor import sleep_unless, wake_at_stop
from storage.inbox.deferred_updates import DeferredUpdate

log = structlog.get_logger(__name__)

_LOOK_SECONDS = 1.0


class Replays(Protocol):
    """Takes an update that was put off."""

    async def replay(self, bot: Bot, update: dict[str, Any]) -> None:
        """Handle the update; put it off again if it still can't be answered."""


class DeferredWorker:
    """`step` handles one message of each person who may be answered."""

    def __init__(self, deferred: DeferredUpdates, feed: Replays, bot: Bot, waits: Waits) -> None:
        self._deferred = deferred
        self._feed = feed
        self._bot = bot
        self._waits = waits
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once: an update was put off."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(wake_at_stop(stop, self._wake))
            while not stop.is_set():
                self._wake.clear()
                seconds = await self.step()
                if seconds is None:
                    await self._wake.wait()
                else:
                    await sleep_unless(stop, _LOOK_SECONDS)
                    await sleep_unless(self._wake, seconds - _LOOK_SECONDS)

    async def step(self) -> float | None:
        """Handle what can be answered now; return in how many seconds more may be, None if nothing
        is left."""
        handled, waits = False, []
        try:
            for update in await self._deferred.oldest_of_each():
                seconds = self._waits.seconds("sendMessage", update.telegram_user_id)
                if seconds > 0:
                    waits.append(seconds)
                else:
                    await self._handle(update)
                    handled = True
        except StorageUnavailable as error:
            log.warning("updates put off are not readable", reason=str(error))
            return 0.0
        return 0.0 if handled else min(waits, default=None)

    async def _handle(self, update: DeferredUpdate) -> None:
        try:
            await self._feed.replay(self._bot, json.loads(update.body))
        except ValidationError:
            log.warning("update not understood", deferred=update.id)
        await self._deferred.handled(update)
