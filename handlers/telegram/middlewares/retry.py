"""Calls to Telegram while somebody waits for the answer: tried again where that may help."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from json import JSONDecodeError
from typing import Protocol

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

_MORE_TRIES = 2
_LONGEST_PAUSE_SECONDS = 30
_PAUSE_SECONDS = 1.0

_somebody_waits: ContextVar[bool] = ContextVar("somebody waits", default=False)


@contextmanager
def answering() -> Iterator[None]:
    """What is called in here is an answer to somebody, and not work of the outbox, which has a
    patience of its own."""
    token = _somebody_waits.set(True)
    try:
        yield
    finally:
        _somebody_waits.reset(token)


class Pace(Protocol):
    """How fast Telegram lets the bot write; one for the answers and for the outbox."""

    @property
    def pause_seconds(self) -> float:
        """How long nothing may be sent yet; zero or less when all is well."""

    def pause(self, seconds: float) -> None:
        """Telegram has asked for a pause."""


class TryAgain(BaseRequestMiddleware):
    """Waits as long as Telegram asks for, and tries again what it failed to do. Not what timed
    out or was refused, nor what was done though its answer can't be read."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not _somebody_waits.get():
            return await make_request(bot, method)
        for _ in range(_MORE_TRIES):
            await self._rest(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as asked:
                self._pace.pause(asked.retry_after)
            except (TelegramServerError, ClientDecodeError) as error:
                if _was_done(error):
                    raise
                await asyncio.sleep(_PAUSE_SECONDS)
        await self._rest(method)
        return await make_request(bot, method)

    async def _rest(self, method: TelegramMethod[TelegramType]) -> None:
        """Raises TelegramRetryAfter, without asking Telegram, where nobody would wait so long."""
        pause = self._pace.pause_seconds if hasattr(method, "chat_id") else 0.0
        if pause > _LONGEST_PAUSE_SECONDS:
            raise TelegramRetryAfter(method, "Telegram asked for a long pause", int(pause))
        if pause > 0:
            await asyncio.sleep(pause)


def _was_done(error: TelegramServerError | ClientDecodeError) -> bool:
    """What can't be read although it is JSON is Telegram's answer to something that it did."""
    return isinstance(error, ClientDecodeError) and not isinstance(error.original, JSONDecodeError)
