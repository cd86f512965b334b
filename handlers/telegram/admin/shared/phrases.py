"""The reason why Telegram didn't take a message, for admins' answers."""

from aiogram.exceptions import TelegramBadRequest


def reason_of(error: TelegramBadRequest | LookupError) -> str:
    """Return why something couldn't be sent, in Telegram's own words."""
    if isinstance(error, TelegramBadRequest):
        return error.message.removeprefix("Bad Request: ")
    return str(error)
