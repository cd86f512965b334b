"""Changes a message that was sent before, and says what Telegram's answer means."""

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import EditMessageText

from bot.domain.models import Message
from bot.telegram.sender import Delivery, Refused, Sent, classify, keyboard

_TIMEOUT_SECONDS = 10


class Editor:
    """Edits for those who show progress: a courtesy, never a message of its own."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Delivery:
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
            delivery = classify(error)
            shown = isinstance(delivery, Refused) and "not modified" in delivery.reason
            return Sent() if shown else delivery
        return Sent()
