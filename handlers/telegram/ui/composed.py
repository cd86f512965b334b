"""Messages that a use case composed, sent by a handler: the same as the outbox would send."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.button_styles import style_of
from bot.domain.models import Button
from handlers.telegram.ui.screen import keyboard


def inline(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup:
    """Return Telegram's form of these buttons: links, and actions of the bot."""
    return keyboard([_button(one) for one in row] for row in rows)


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(text=button.label, url=button.url)
    data, style = f"{button.action}:{button.id}", style_of(button.action)
    return InlineKeyboardButton(text=button.label, callback_data=data, style=style)
