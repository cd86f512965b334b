"""Who may come in where."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message


class IsAdmin(Filter):
    """Set by the introduction: the person's id is in ADMIN_IDS. Checked again at every press."""

    async def __call__(self, _: Message | CallbackQuery, is_admin: bool = False) -> bool:
        return is_admin


def private_chat(event: Message | CallbackQuery) -> Chat | None:
    """The private chat this came from; None for groups, channels and inline messages."""
    message = event.message if isinstance(event, CallbackQuery) else event
    if message is None:
        return None
    chat = message.chat
    return chat if chat.type == "private" else None


def live_message(query: CallbackQuery) -> Message | None:
    """The message the button hangs on, if Telegram still lets it be edited."""
    message = query.message
    return None if message is None or isinstance(message, InaccessibleMessage) else message
