"""The door for people: every Telegram router there is, in the order they are asked."""

from typing import Protocol

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.memory import MemoryStorage

from bot.deps import Deps
from handlers.telegram import (
    access_chats,
    account,
    admin_attention,
    admin_backup,
    admin_broadcast,
    admin_buyers,
    admin_claims,
    admin_dismissals,
    admin_doctor,
    admin_export,
    admin_grants,
    admin_held,
    admin_note_questions,
    admin_product,
    admin_product_sale,
    admin_products,
    admin_purchases,
    admin_recurring,
    admin_refunds,
    admin_revokes,
    admin_stats,
    admin_tariffs,
    admin_unmatched,
    admin_user,
    admin_user_history,
    admin_webhooks,
    chats,
    claims,
    errors,
    fallback,
    features,
    info,
    language,
    questions,
    user,
)
from handlers.telegram.filters import IsAdmin
from handlers.telegram.introduction import Introduction
from handlers.telegram.menu import menus
from handlers.telegram.patience import SayItTakesTime
from handlers.telegram.updates import LenientDispatcher

__all__ = ["build_dispatcher", "menus"]


def build_dispatcher(deps: Deps) -> Dispatcher:
    """A dispatcher with all our rooms. What a person was asked is kept in memory only."""
    dispatcher = LenientDispatcher(storage=MemoryStorage())
    dispatcher["deps"] = deps
    introduction = Introduction(deps)
    if deps.settings.access_chat_ids:
        # Before the introduction, which lets only private chats pass.
        dispatcher.message.outer_middleware(access_chats.Upgrades(deps))
        access_chats.register(dispatcher)
    dispatcher.message.outer_middleware(introduction)
    dispatcher.callback_query.outer_middleware(introduction)
    dispatcher.message.outer_middleware(questions.LeaveQuestion())
    errors.register(dispatcher)
    chats.register(dispatcher)
    dispatcher.include_routers(_buyers(), _admins(), _furnished("the last resort", fallback))
    return dispatcher


class _Room(Protocol):
    """A module with handlers of one kind."""

    def register(self, room: Router) -> None: ...


def _furnished(name: str, *modules: _Room) -> Router:
    """One router with the handlers of these modules, in this order. Not one for each: a router
    takes a millisecond and a half to make, and there would be forty."""
    router = Router(name=name)
    for module in modules:
        module.register(router)
    return router


def _buyers() -> Router:
    """Rooms open to everyone."""
    buyers = _furnished("buyers", user, account, claims, language, info)
    buyers.include_routers(*features.routers())
    return buyers


def _admins() -> Router:
    """Admin rooms share one lock: every message and every press is checked here."""
    admins = _furnished(
        "admins",
        admin_tariffs,
        admin_recurring,
        admin_refunds,
        admin_purchases,
        admin_user,
        admin_user_history,
        admin_grants,
        admin_revokes,
        admin_note_questions,
        admin_attention,
        admin_held,
        admin_buyers,
        admin_unmatched,
        admin_claims,
        admin_dismissals,
        admin_broadcast,
        admin_stats,
        admin_export,
        admin_backup,
        admin_doctor,
        admin_webhooks,
        questions,
    )
    admins.message.filter(IsAdmin())
    admins.callback_query.filter(IsAdmin())
    admins.include_router(_products())
    return admins


def _products() -> Router:
    """Rooms whose answers are Tribute's, and may take their time."""
    products = _furnished("products", admin_products, admin_product, admin_product_sale)
    SayItTakesTime.stands_in(products)
    return products
