"""Replies wait as long as Telegram asks, as the outbox does; then they are sent after all."""

import asyncio

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.pace import Pace

LONGEST_WAIT_SECONDS = 30
"""Who has asked something and waits longer than this has long asked again."""
_TRIES = 3


class Patience(BaseRequestMiddleware):
    """For the bot that answers people. What was refused for the pace has surely not arrived, so it
    may be sent again; the pause holds for the outbox too. Calls that go to no chat pass as they
    are."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not hasattr(method, "chat_id"):
            return await make_request(bot, method)
        for _ in range(_TRIES - 1):
            await self._wait(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as asked:
                self._pace.pause(asked.retry_after)
        await self._wait(method)
        return await make_request(bot, method)

    async def _wait(self, method: TelegramMethod[TelegramType]) -> None:
        """Raises TelegramRetryAfter, without asking Telegram, where the pause is too long."""
        pause = self._pace.pause_seconds
        if pause > LONGEST_WAIT_SECONDS:
            raise TelegramRetryAfter(method, "Telegram asked for a long pause", int(pause))
        if pause > 0:
            await asyncio.sleep(pause)
