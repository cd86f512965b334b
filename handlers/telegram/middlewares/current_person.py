"""The middleware before every handler: admits people in private chats and adds their language."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.outbox.wording import Wording, locale_of
from bot.usecases.people.people import Profile
from handlers.telegram.ui.filters import private_chat
from handlers.telegram.ui.screen import done

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class CurrentPerson(BaseMiddleware):
    """Gives handlers `person`, `say` (the texts in their language), `is_admin` and `is_owner`."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Message | CallbackQuery):
            return await handler(event, data)
        user, chat = event.from_user, private_chat(event)
        # A private chat's id is the person's own; any other update claims to be somebody else's.
        if user is None or user.is_bot or chat is None or chat.id != user.id:
            if isinstance(event, CallbackQuery):
                await done(event)  # or the button would seem to hang
            return None
        person = await self._deps.people.meet(
            Profile(PersonId(user.id), user.full_name, user.username, user.language_code)
        )
        data["person"] = person
        texts = self._deps.texts
        data["say"] = Wording(texts, locale_of(person, texts), self._deps.plans.known)
        data["is_admin"] = user.id in self._deps.admins.roll
        data["is_owner"] = user.id in self._deps.admins.roll.owners
        return await handler(event, data)
