"""Answers to updates that no other handler takes: unknown commands and words, stale buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.screen import alert


def register(router: Router) -> None:
    router.message.register(unknown, Written())
    router.callback_query.register(stale)


async def unknown(message: Message, say: Wording) -> None:
    """Answer that the bot has no such command."""
    await message.answer(say("error-unknown-command"))


async def stale(query: CallbackQuery, say: Wording) -> None:
    """Answer a button that is somebody else's, or too old, or leads to a deleted row."""
    await alert(query, say.plain("error-stale-button"))
