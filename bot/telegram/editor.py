"""Edits a message that was sent before, and says what Telegram's answer means."""

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import EditMessageText

from bot.domain.models import Message
from bot.telegram.sender import Refused, SendOutcome, Sent, classify, keyboard

_TIMEOUT_SECONDS = 10


class Editor:
    """Edits messages that show progress. A failed edit is never sent as a new message."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def edit(self, chat_id: int, message_id: int, message: Message) -> SendOutcome:
        """Edit once; a message that reads so already counts as sent."""
        try:
            await self._bot(
                EditMessageText(
                    chat_id=chat_id,
                    message_id=message_id,
                    text=message.text,
                    parse_mode="HTML",
                    reply_markup=keyboard(message.buttons),
                ),
                request_timeout=_TIMEOUT_SECONDS,
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            outcome = classify(error)
            shown = isinstance(outcome, Refused) and "not modified" in outcome.reason
            return Sent() if shown else outcome
        return Sent()
