"""What nobody else took: unknown commands and words, stale and foreign buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.usecases.outbox.wording import Wording


def register(router: Router) -> None:
    router.message.register(unknown)
    router.callback_query.register(stale)


async def unknown(message: Message, say: Wording) -> None:
    await message.answer(say("unknown-command"))


async def stale(query: CallbackQuery, say: Wording) -> None:
    """Another's button, an old one, or one whose thing is gone: always answered, never acted on."""
    await query.answer(say.plain("stale-button"), show_alert=True)
