"""A screen: one message whose text and buttons are exchanged as a person taps through it."""

from collections.abc import Callable, Iterable

from aiogram.exceptions import TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts import Markup
from handlers.telegram.ui.filters import live_message

Rows = Iterable[Iterable[InlineKeyboardButton]]


def button(label: str, says: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=says.pack())


def keyboard(rows: Rows) -> InlineKeyboardMarkup:
    """Buttons row by row; empty rows are left out."""
    kept = [list(row) for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in kept if row])


def pager(page: int, pages: int, says: Callable[[int], CallbackData]) -> list[InlineKeyboardButton]:
    """Arrows to the pages before and after this one (counted from 0), where there are any."""
    row = []
    if page > 0:
        row.append(button("◀", says(page - 1)))
    if page + 1 < pages:
        row.append(button("▶", says(page + 1)))
    return row


async def show(query: CallbackQuery, text: Markup, rows: Rows = ()) -> None:
    """Put a screen in the place of the one whose button was pressed.

    Where Telegram no longer lets that one be edited (too old, deleted), it is sent anew below.
    """
    markup = keyboard(rows)
    message = live_message(query)
    if message is not None:
        try:
            await message.edit_text(text, reply_markup=markup)
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return
        else:
            return
    if query.bot is not None:
        await query.bot.send_message(query.from_user.id, text, reply_markup=markup)


async def done(query: CallbackQuery, toast: str | None = None) -> None:
    """End the button's waiting, with a word or without; what came too late is let be."""
    try:
        await query.answer(toast)
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise
