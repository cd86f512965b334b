"""Sends a short note while an answer waits for Tribute, which may take half a minute."""

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

SLOW_AFTER_SECONDS = 2.0


class SlowReply(BaseMiddleware):
    """Says after `SLOW_AFTER_SECONDS` that Tribute is being asked.

    A button is answered with a toast, because Telegram waits less for it than the bot waits for
    Tribute. A command is answered with a message, which is deleted once there is an answer.
    """

    @classmethod
    def register(cls, router: Router) -> None:
        """Put the middleware before every handler of this router."""
        router.message.middleware(cls())
        router.callback_query.middleware(cls())

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        note: Message | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                handling = tasks.create_task(_run(handler(event, data)))
                await asyncio.wait({handling}, timeout=SLOW_AFTER_SECONDS)
                if not handling.done():
                    note = await _send_note(event, data["say"])
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None  # as if there were no tasks
        finally:
            await _remove_note(note)
        return handling.result()


async def _run(handling: Awaitable[Any]) -> Any:
    return await handling


async def _send_note(event: TelegramObject, say: Wording) -> Message | None:
    """Send the note; return it if it is a message. An error of Telegram's is ignored."""
    with suppress(TelegramAPIError):
        if isinstance(event, CallbackQuery):
            await done(event, say.plain("toast-asking-tribute"))
        elif isinstance(event, Message):
            return await event.answer(say("asking-tribute"))
    return None


async def _remove_note(note: Message | None) -> None:
    if note is not None:
        with suppress(TelegramAPIError):
            await note.delete()
