"""Calls to Telegram while somebody waits for the answer: tried again where that may help."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from json import JSONDecodeError

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


class TryAgain(BaseRequestMiddleware):
    """Waits as long as Telegram asks for, and tries again what it failed to do. Not what timed
    out or was refused, nor what was done though its answer can't be read."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for _ in range(_MORE_TRIES if _somebody_waits.get() else 0):
            try:
                return await make_request(bot, method)
            except (TelegramRetryAfter, TelegramServerError, ClientDecodeError) as error:
                pause = _pause_after(error)
                if pause is None:
                    raise
            await asyncio.sleep(pause)
        return await make_request(bot, method)


def _pause_after(
    error: TelegramRetryAfter | TelegramServerError | ClientDecodeError,
) -> float | None:
    """None where another try is of no use, or nobody would wait for it."""
    if isinstance(error, TelegramRetryAfter):
        return error.retry_after if error.retry_after <= _LONGEST_PAUSE_SECONDS else None
    if isinstance(error, ClientDecodeError) and not isinstance(error.original, JSONDecodeError):
        return None
    return _PAUSE_SECONDS
