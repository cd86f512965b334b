"""A word while Tribute thinks: nobody taps, and then looks at nothing for half a minute."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.screen import done

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

PATIENCE_SECONDS = 2.0


class SayItTakesTime(BaseMiddleware):
    """For rooms whose answer is Tribute's: where that takes its time, say so meanwhile.

    A button is answered then, for Telegram doesn't wait as long as we do for Tribute; below a
    command stands a message, which is taken away once there is an answer.
    """

    @classmethod
    def stands_in(cls, router: Router) -> None:
        """Before every handler of this room."""
        router.message.middleware(cls())
        router.callback_query.middleware(cls())

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        word: Message | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                handling = tasks.create_task(_run(handler(event, data)))
                await asyncio.wait({handling}, timeout=PATIENCE_SECONDS)
                if not handling.done():
                    word = await _say_so(event, data["say"])
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None  # as if there were no tasks
        finally:
            await _take_away(word)
        return handling.result()


async def _run(handling: Awaitable[Any]) -> Any:
    return await handling


async def _say_so(event: TelegramObject, say: Wording) -> Message | None:
    """The message that says so, if it is one. If Telegram doesn't take it, nothing is lost."""
    with suppress(TelegramAPIError):
        if isinstance(event, CallbackQuery):
            await done(event, say.plain("toast-asking-tribute"))
        elif isinstance(event, Message):
            return await event.answer(say("asking-tribute"))
    return None


async def _take_away(word: Message | None) -> None:
    if word is not None:
        with suppress(TelegramAPIError):
            await word.delete()
