"""Puts an owner's own router behind the subscription: `paid(router)`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.deps import Deps
from handlers.telegram.buyer import shop

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def paid(router: Router) -> Router:
    """Let only people with access reach this router's handlers; show everyone else the tariffs.

    It stands before handlers of every kind, also of routers inside this one. A handler that asks
    for `subscription` gets it (`bot.domain.models.CurrentSubscription`): until when, which tariff.
    """
    guard = _Guard()
    for kind, observer in router.observers.items():
        if kind != "error":  # what failed has passed already
            observer.middleware(guard)
    return router


class _Guard(BaseMiddleware):
    """Inside the filters, so that it is asked only where a handler has already been found. The
    answer is in memory for all who came by before (`bot/usecases/access/cache.py`)."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        deps: Deps = data["deps"]
        sender: User | None = data.get("event_from_user")
        subscription = await deps.subscriptions.current(sender.id) if sender else None
        if subscription is not None:
            data["subscription"] = subscription
            return await handler(event, data)
        if isinstance(event, Message | CallbackQuery) and "person" in data:
            return await shop.tariffs(event, deps, data["person"], data["say"])
        return None  # an edited message, an inline query: there is no place to answer in
