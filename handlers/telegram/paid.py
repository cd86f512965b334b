"""Puts an owner's own router behind the subscription: `paid(router)`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.telegram import user

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def paid(router: Router) -> Router:
    """Let only people with access reach this router's handlers; show everyone else the tariffs.

    A handler that asks for `subscription` gets it (`bot.domain.models.Subscription`).
    """
    guard = _Guard()
    router.message.middleware(guard)
    router.callback_query.middleware(guard)
    return router


class _Guard(BaseMiddleware):
    """Inside the filters, so that it is asked only where a handler has already been found."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Message | CallbackQuery):
            return None
        person, deps = data["person"], data["deps"]
        subscription = await deps.subscriptions.current(person.telegram_user_id)
        if subscription is None:
            return await user.tariffs(event, deps, person, data["say"])
        data["subscription"] = subscription
        return await handler(event, data)
