"""Filters: admins only, private chats only, messages that can still be edited."""

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message

_WRITTEN = frozenset(
    {
        ContentType.TEXT,
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.RICH_MESSAGE,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)


class IsAdmin(Filter):
    """Admits owners and the admins whom they have added; it is checked at every message and button
    press.

    A command that the admin forwarded, or that came through another bot, isn't the admin's own.
    """

    async def __call__(self, event: Message | CallbackQuery, is_admin: bool = False) -> bool:
        return is_admin and not _anothers_command(event)


class IsOwner(Filter):
    """Admits a person whose id is in `ADMIN_IDS`: only owners change who is an admin, and only they
    get a copy of the database."""

    async def __call__(self, event: Message | CallbackQuery, is_owner: bool = False) -> bool:
        return is_owner and not _anothers_command(event)


class Written(Filter):
    """Admits what a person wrote, recorded or chose to send; Telegram's service messages about the
    chat (a pinned message, a new timer, a boost) are no words to the bot."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.caption) or message.content_type in _WRITTEN


def _anothers_command(event: Message | CallbackQuery) -> bool:
    if not isinstance(event, Message) or not (event.text or event.caption or "").startswith("/"):
        return False
    return event.forward_origin is not None or event.via_bot is not None


def private_chat(event: Message | CallbackQuery) -> Chat | None:
    """Return the private chat of an update; None for groups, channels and inline messages."""
    message = event.message if isinstance(event, CallbackQuery) else event
    if message is None:
        return None
    chat = message.chat
    return chat if chat.type == "private" else None


def live_message(query: CallbackQuery) -> Message | None:
    """Return the message of the pressed button, if Telegram still lets it be edited."""
    message = query.message
    return None if message is None or isinstance(message, InaccessibleMessage) else message
