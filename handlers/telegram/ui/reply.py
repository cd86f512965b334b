"""Answering a person below what they wrote or tapped."""

from aiogram.types import CallbackQuery, Message

from bot.texts import Markup
from handlers.telegram.ui.screen import Rows, done, keyboard


async def reply(event: Message | CallbackQuery, text: Markup, rows: Rows = ()) -> None:
    """A new message. The one whose button was pressed may be a receipt: it stays as it is."""
    markup = keyboard(rows)
    if isinstance(event, Message):
        await event.answer(text, reply_markup=markup)
        return
    if event.bot is not None:
        await event.bot.send_message(event.from_user.id, text, reply_markup=markup)
    await done(event)


def paragraphs(*parts: str | None) -> Markup:
    """Texts with an empty line between them; what there is nothing to say about is left out."""
    return Markup("\n\n".join(part for part in parts if part))
