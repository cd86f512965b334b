"""Answers a person with a new message below theirs, or below the button they pressed."""

from aiogram.types import CallbackQuery, Message

from bot.texts import Markup
from handlers.telegram.ui.own_words import send_anyhow
from handlers.telegram.ui.screen import Rows, done, keyboard, send_below


async def reply(event: Message | CallbackQuery, text: Markup, rows: Rows = ()) -> None:
    """Send a new message; the message with the button may be a receipt, so it stays as it is."""
    markup = keyboard(rows)
    if isinstance(event, Message):
        await send_anyhow(
            lambda words, below: event.answer(words, reply_markup=below), text, markup
        )
        return
    await send_below(event, text, markup)
    await done(event)
