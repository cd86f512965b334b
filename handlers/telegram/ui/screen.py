"""Screens: one message whose text and buttons change as a person taps through it."""

import html
from collections.abc import Callable, Iterable
from contextlib import suppress

from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.domain.button_styles import style_of
from bot.domain.models import may_be_copied
from bot.texts import Markup
from bot.texts.labels import fits_row
from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.filters import live_message
from handlers.telegram.ui.own_words import send_anyhow

_MOST_IN_A_ROW = 3

Button = InlineKeyboardButton
Buttons = list[InlineKeyboardButton]
Rows = Iterable[Iterable[InlineKeyboardButton]]


def button(label: str, data: CallbackData) -> InlineKeyboardButton:
    """Build a button in the colour of what it does."""
    style = style_of(data.__prefix__)
    return InlineKeyboardButton(text=label, callback_data=data.pack(), style=style)


def copying(label: str, text: object) -> list[InlineKeyboardButton]:
    """Build a button that copies a text or an id; none for a text that is too long for Telegram."""
    copied = str(text)
    if not may_be_copied(copied):
        return []
    return [InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=copied))]


def side_by_side(
    buttons: Iterable[InlineKeyboardButton], most: int = _MOST_IN_A_ROW
) -> list[list[InlineKeyboardButton]]:
    """Return the buttons in rows: so many in a row at most, where their labels are short enough for
    a phone to show them whole."""
    rows: list[list[InlineKeyboardButton]] = []
    for one in buttons:
        row = [*rows[-1], one] if rows else [one]
        fit = all(fits_row(other.text, len(row)) for other in row)
        if len(row) <= most and rows and fit:
            rows[-1] = row
        else:
            rows.append([one])
    return rows


def keyboard(rows: Rows) -> InlineKeyboardMarkup:
    """Build a keyboard; empty rows are left out."""
    kept = [list(row) for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in kept if row])


def pager(
    say: Wording, page: int, pages: int, turn: Callable[[int], CallbackData]
) -> list[InlineKeyboardButton]:
    """Return ‹ 2 / 5 › for a page counted from 0; no buttons for a single page.

    An arrow is only where there is such a page. The place in the middle shows the page as it is
    now.
    """
    if pages <= 1:
        return []
    row = [button(say.plain("label-products-page", number=page + 1, count=pages), turn(page))]
    if page > 0:
        row.insert(0, button("‹", turn(page - 1)))
    if page + 1 < pages:
        row.append(button("›", turn(page + 1)))
    return row


async def show(query: CallbackQuery, text: Markup, rows: Rows = ()) -> None:
    """Replace the screen whose button was pressed.

    Where Telegram no longer lets it be edited (too old, deleted), or makes edits wait, a new
    message is sent below; so it is below a picture, which no text can replace.
    """
    markup = keyboard(rows)
    message = live_message(query)
    if message is not None and not message.photo:
        try:
            await message.edit_text(text, reply_markup=markup)
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return
        except TelegramRetryAfter:
            pass
        else:
            return
    await send_below(query, text, markup)


async def send_below(query: CallbackQuery, text: Markup, markup: InlineKeyboardMarkup) -> None:
    """Send a new message to the person who pressed a button."""
    bot, reader = query.bot, query.from_user.id
    if bot is None:
        return
    await send_anyhow(
        lambda words, below: bot.send_message(reader, words, reply_markup=below), text, markup
    )


async def replace_buttons(query: CallbackQuery, rows: Rows) -> None:
    """Replace the buttons below the pressed message; its text stays.

    Where Telegram no longer lets it be edited, they stay too.
    """
    message = live_message(query)
    if message is None:
        return
    with suppress(TelegramBadRequest, TelegramRetryAfter):
        await message.edit_reply_markup(reply_markup=keyboard(rows))


async def done(query: CallbackQuery, toast: str | None = None) -> None:
    """End the button's waiting, with a toast or without."""
    await _answer(query, toast, show_alert=False)


async def alert(query: CallbackQuery, text: str) -> None:
    """End the button's waiting with a text that the person has to close."""
    await _answer(query, text, show_alert=True)


async def _answer(query: CallbackQuery, text: str | None, *, show_alert: bool) -> None:
    """Answer the press; where that is too late, or done already, the text comes as a message."""
    try:
        await query.answer(text, show_alert=show_alert)
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise
        if text and query.bot is not None:
            await query.bot.send_message(query.from_user.id, html.escape(text))
