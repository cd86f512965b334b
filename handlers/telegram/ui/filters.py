"""Filters: admins only, private chats only, messages that can still be edited."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message


class IsAdmin(Filter):
    """Admits a person whose id is in `ADMIN_IDS`; it is checked at every message and button press.

    A command that the admin forwarded, or that came through another bot, isn't the admin's own.
    """

    async def __call__(self, event: Message | CallbackQuery, is_admin: bool = False) -> bool:
        return is_admin and not _anothers_command(event)


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
