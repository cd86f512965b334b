"""Messages that a use case composed, sent by a handler: the same as the outbox would send."""

from collections.abc import Iterable
from typing import Any

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import Message as TelegramMessage

from bot.domain.button_styles import style_of
from bot.domain.models import Button, Media, MediaKind, Message
from handlers.telegram.ui.screen import keyboard


async def send(bot: Bot, chat_id: int, message: Message) -> TelegramMessage:
    """Send a message and return it as Telegram has it; raise TelegramAPIError if it is refused."""
    markup = inline(message.buttons)
    if message.media is None:
        return await bot.send_message(chat_id, message.text, reply_markup=markup)
    return await _send_media(bot, chat_id, message, message.media)


async def _send_media(bot: Bot, chat_id: int, message: Message, media: Media) -> TelegramMessage:
    """Send a picture or a video that Telegram has already."""
    common: dict[str, Any] = {
        "caption": message.text or None,
        "has_spoiler": media.hidden or None,
        "show_caption_above_media": media.below or None,
        "reply_markup": inline(message.buttons),
    }
    match media.kind:
        case MediaKind.PHOTO:
            return await bot.send_photo(chat_id, media.file_id, **common)
        case MediaKind.VIDEO:
            return await bot.send_video(chat_id, media.file_id, **common)
        case MediaKind.ANIMATION:
            return await bot.send_animation(chat_id, media.file_id, **common)


def inline(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup:
    """Return Telegram's form of these buttons: links, and actions of the bot."""
    return keyboard([_button(one) for one in row] for row in rows)


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(text=button.label, url=button.url)
    data, style = f"{button.action}:{button.id}", style_of(button.action)
    return InlineKeyboardButton(text=button.label, callback_data=data, style=style)
