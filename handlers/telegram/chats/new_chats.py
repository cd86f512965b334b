"""Asks an admin who has made the bot an administrator of a new chat which plan opens it."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter

from bot.deps import Deps
from bot.domain.membership import AccessChat
from bot.usecases.chats.new_chats import BotPlace, ChatQuestion
from bot.usecases.outbox.wording import Wording, locale_of
from handlers.telegram.ui.new_chat import question as question_screen
from handlers.telegram.ui.screen import keyboard

log = structlog.get_logger(__name__)


async def bot_placed(place: BotPlace, bot: Bot, deps: Deps) -> None:
    """Ask, or write the question again as it is now; nothing for a chat that nobody is asked
    about. An admin to whom the bot may not write finds the chat in /plans."""
    question = await deps.new_chats.bot_placed(place)
    if question is None:
        return
    try:
        await _write(question, bot, deps)
    except (TelegramForbiddenError, TelegramBadRequest, TelegramRetryAfter) as error:
        log.info("question about a chat not sent", why=type(error).__name__)
        await deps.new_chats.answered(question.chat.id)


async def _write(question: ChatQuestion, bot: Bot, deps: Deps) -> None:
    """Show the question; once more if the bot's rights have changed while it was being sent."""
    chat: AccessChat | None = question.chat
    message_id = question.message_id
    while chat is not None:
        message_id = await _show(chat, question.admin_id, message_id, bot, deps)
        if chat.is_gone:
            return
        shown = ChatQuestion(chat, question.admin_id, message_id)
        chat = await deps.new_chats.asked(shown, message_id)


async def _show(
    chat: AccessChat, admin_id: int, message_id: int | None, bot: Bot, deps: Deps
) -> int:
    """Edit the message, or send one where there is none that can be edited; return its id."""
    person = await deps.people.get(admin_id)
    say = Wording(deps.texts, locale_of(person, deps.texts), deps.plans.known)
    text, rows = question_screen(chat, deps.plans.sold, say)
    if message_id is not None:
        try:
            await bot.edit_message_text(
                text, chat_id=admin_id, message_id=message_id, reply_markup=keyboard(rows)
            )
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return message_id
        else:
            return message_id
    sent = await bot.send_message(admin_id, text, reply_markup=keyboard(rows))
    return sent.message_id
