"""Notifies the admins of words of theirs that Telegram has refused in an answer."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.deps import Deps
from bot.errors import StorageUnavailable
from bot.usecases.shop_face.refused import RefusedAnswer
from handlers.telegram.ui.own_words import refused_answers

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class ReportRefusedWords(BaseMiddleware):
    """Reports, after an update was handled, which of its answers Telegram didn't take."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        refused: list[RefusedAnswer] = []
        token = refused_answers.set(refused)
        try:
            return await handler(event, data)
        finally:
            refused_answers.reset(token)
            for answer in refused:
                with suppress(StorageUnavailable):  # the next answer reports it
                    await self._deps.refused_words.report(answer)
