"""Questions that people answer by typing: every command leaves them, none takes a command."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, ReplyKeyboardRemove, TelegramObject

from bot.usecases.outbox.wording import Wording

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

ANSWER = F.text & ~F.text.startswith("/")
"""The filter of answers: text that is no command."""


class LeaveQuestion(BaseMiddleware):
    """Leaves the open question when a command comes.

    The text typed so far stays in the state's data, so that a card that asks for a last
    confirmation still works.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: FSMContext | None = data.get("state")
        is_command = isinstance(event, Message) and (event.text or "").startswith("/")
        if is_command and state is not None and data.get("raw_state") is not None:
            await state.set_state(None)
            data["raw_state"] = None
        return await handler(event, data)


def register(router: Router) -> None:
    router.message.register(cancel, Command("cancel", ignore_case=True))


async def cancel(message: Message, say: Wording) -> None:
    """Answer /cancel; the middleware has left the question already."""
    await message.answer(say("question-closed"), reply_markup=ReplyKeyboardRemove())
