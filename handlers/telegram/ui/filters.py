"""Who may come in where."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message


class IsAdmin(Filter):
    """Set by the introduction: the person's id is in ADMIN_IDS. Checked again at every press.

    A command that somebody else wrote, forwarded or sent through a bot, is nobody's command.
    """

    async def __call__(self, event: Message | CallbackQuery, is_admin: bool = False) -> bool:
        return is_admin and not _anothers_command(event)


def _anothers_command(event: Message | CallbackQuery) -> bool:
    if not isinstance(event, Message) or not (event.text or event.caption or "").startswith("/"):
        return False
    return event.forward_origin is not None or event.via_bot is not None


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
