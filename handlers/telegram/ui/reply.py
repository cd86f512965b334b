"""Answers a person with a new message below theirs, or below the button they pressed."""

from aiogram.types import CallbackQuery, Message

from bot.texts import Markup
from handlers.telegram.ui.screen import Rows, done, keyboard


async def reply(event: Message | CallbackQuery, text: Markup, rows: Rows = ()) -> None:
    """Send a new message; the message with the button may be a receipt, so it stays as it is."""
    markup = keyboard(rows)
    if isinstance(event, Message):
        await event.answer(text, reply_markup=markup)
        return
    if event.bot is not None:
        await event.bot.send_message(event.from_user.id, text, reply_markup=markup)
    await done(event)
