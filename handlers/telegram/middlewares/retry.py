"""Retries calls to Telegram while a person waits for the answer."""

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

_person_waits: ContextVar[bool] = ContextVar("person waits", default=False)


@contextmanager
def answering() -> Iterator[None]:
    """Mark the calls inside as answers to a person; the outbox has retries of its own."""
    token = _person_waits.set(True)
    try:
        yield
    finally:
        _person_waits.reset(token)


class Pace(Protocol):
    """The speed that Telegram allows the bot; answers and the outbox share one."""

    @property
    def pause_seconds(self) -> float:
        """Return how long the bot must still wait before it sends; zero or less if it needn't."""

    def pause(self, seconds: float) -> None:
        """Send nothing for so long; Telegram has asked for it."""


class RetryCalls(BaseRequestMiddleware):
    """Waits as long as Telegram asks, and retries calls that failed at Telegram.

    Calls that timed out or were refused are not retried, nor are calls that were carried out and
    whose answer can't be read.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not _person_waits.get():
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
        """Wait out a pause; raise TelegramRetryAfter, without a call, if it is too long to wait."""
        pause = self._pace.pause_seconds if hasattr(method, "chat_id") else 0.0
        if pause > _LONGEST_PAUSE_SECONDS:
            raise TelegramRetryAfter(method, "Telegram asked for a long pause", int(pause))
        if pause > 0:
            await asyncio.sleep(pause)


def _was_done(error: TelegramServerError | ClientDecodeError) -> bool:
    """Return whether the call was carried out: JSON that can't be read is still its result."""
    return isinstance(error, ClientDecodeError) and not isinstance(error.original, JSONDecodeError)
