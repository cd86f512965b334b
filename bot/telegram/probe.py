"""The doctor's probe of Telegram: whether the token is accepted, where updates go, and the bot's
rights in private chats."""

import asyncio

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramUnauthorizedError
from aiogram.types import BotCommandScopeAllPrivateChats, BotCommandScopeDefault

from bot.domain.checkup import ChatReach, ChatView, Reach, TelegramView
from bot.telegram.chats import ChatClient, Gone, Moved, NoRight, View
from bot.texts import LOCALES

_TIMEOUT_SECONDS = 8


class TelegramProbe:
    """Asks Telegram without changing anything. No method raises for an answer of Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def telegram(self) -> TelegramView:
        """Return how Telegram sees the bot (getMe and getWebhookInfo)."""
        try:
            me = await self._bot.get_me(request_timeout=_TIMEOUT_SECONDS)
            hook = await self._bot.get_webhook_info(request_timeout=_TIMEOUT_SECONDS)
        except TelegramUnauthorizedError:
            return TelegramView(Reach.NOT_ALLOWED)
        except (TelegramAPIError, ClientDecodeError):
            return TelegramView(Reach.SILENT)
        at = hook.last_error_date
        return TelegramView(
            Reach.FINE,
            me.username or str(me.id),
            hook.url,
            hook.pending_update_count,
            hook.last_error_message,
            int(at.timestamp()) if at is not None else None,
        )

    async def command_lists(self) -> list[frozenset[str]] | None:
        """Return the commands in each list that everybody sees in private (getMyCommands).

        None means that Telegram didn't answer every question.
        """
        found: list[frozenset[str]] = []
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                for scope in (BotCommandScopeAllPrivateChats(), BotCommandScopeDefault()):
                    for language in (None, *LOCALES):
                        listed = await self._bot.get_my_commands(scope, language)
                        found.append(frozenset(one.command for one in listed))
        except (TelegramAPIError, ClientDecodeError, TimeoutError):
            return None
        return found

    async def chat(self, chat_id: int) -> ChatView:
        """Return how the bot sees a private chat (getChat and getChatMember)."""
        match await ChatClient(self._bot).look(chat_id):
            case View(title, may_invite, may_remove, is_inside):
                reach = ChatReach.FINE if is_inside else ChatReach.GONE
                return ChatView(chat_id, reach, title, may_invite, may_remove)
            case Gone():
                return ChatView(chat_id, ChatReach.GONE)
            case Moved(new_id):
                return ChatView(chat_id, ChatReach.MOVED, moved_to=new_id)
            case NoRight():
                return ChatView(chat_id, ChatReach.FINE)
            case _:
                return ChatView(chat_id, ChatReach.SILENT)
