"""Questions that are answered by typing: any command leaves them, and none swallows a command."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from bot.usecases.outbox.wording import Wording

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

ANSWER = F.text & ~F.text.startswith("/")
"""What may be an answer: words, never a command."""


class LeaveQuestion(BaseMiddleware):
    """A command means something else: whatever was asked before is no longer waited for.

    What was typed so far stays in the state's data, so that a card that asks for a last
    confirmation still works.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: FSMContext | None = data.get("state")
        if isinstance(event, Message) and state is not None and (event.text or "").startswith("/"):
            await state.set_state(None)
            data["raw_state"] = None
        return await handler(event, data)


def register(router: Router) -> None:
    router.message.register(cancel, Command("cancel"))


async def cancel(message: Message, say: Wording) -> None:
    await message.answer(say("question-left"))
