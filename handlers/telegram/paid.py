"""The guard before an owner's own feature: `paid(router)` admits only people with access."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.deps import Deps
from handlers.telegram.buyer import shop
from handlers.telegram.own_features.guards import Guard

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def paid(router: Router, plan: str | None = None) -> Router:
    """Let only people with access reach this router's handlers; show everyone else the shop.

    With the key of a plan, such as `pro`, only access to that plan counts, also where another plan
    includes it. The guard stands before handlers of every kind, also of routers inside this one. A
    handler with an argument `subscription` gets a `bot.domain.models.CurrentSubscription`: its
    plan, end and tariff.
    """
    guard = _Guard(plan)
    for kind, observer in router.observers.items():
        if kind != "error":  # a failed update has passed the guard already
            observer.middleware(guard)
    return router


class _Guard(Guard):
    """The middleware that looks up access. It is inside the filters, so it runs only once a handler
    is found. For people looked up before, the answer is in memory
    (`bot/usecases/access/cache.py`)."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        deps: Deps = data["deps"]
        sender: User | None = data.get("event_from_user")
        subscription = await deps.subscriptions.current(sender.id, self.plan) if sender else None
        if subscription is not None:
            data["subscription"] = subscription
            return await handler(event, data)
        if isinstance(event, Message | CallbackQuery) and "person" in data:
            plan = deps.plans.by_key(self.plan) if self.plan is not None else None
            plan_id = plan.id if plan is not None else None
            return await shop.tariffs(event, deps, data["person"], data["say"], plan_id)
        return None  # an edited message or an inline query has no chat to answer in
