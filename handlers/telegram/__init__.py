"""The door for people: every Telegram router there is, in the order they are asked."""

from typing import Protocol

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.memory import MemoryStorage

from bot.deps import Deps
from handlers.telegram import errors, fallback, features
from handlers.telegram.admin.access import grant, note_questions, revoke
from handlers.telegram.admin.attention import (
    backlog,
    dismissals,
    held,
    unmatched_refunds,
    webhooks_out,
)
from handlers.telegram.admin.attention import buyers as admin_buyers
from handlers.telegram.admin.attention import claims as admin_claims
from handlers.telegram.admin.broadcasts import handlers
from handlers.telegram.admin.operations import backup, doctor
from handlers.telegram.admin.people import history
from handlers.telegram.admin.people import user as admin_user
from handlers.telegram.admin.products import product, sell, tariffs
from handlers.telegram.admin.products import products as admin_products
from handlers.telegram.admin.purchases import handlers as admin_purchases
from handlers.telegram.admin.recurring import handlers as admin_recurring
from handlers.telegram.admin.refunds import handlers as admin_refunds
from handlers.telegram.admin.reports import export, stats
from handlers.telegram.buyer import claim, info, language, shop, status
from handlers.telegram.chats import blocked_by_person, join_requests
from handlers.telegram.middlewares import questions
from handlers.telegram.middlewares.current_person import Introduction
from handlers.telegram.middlewares.lenient_updates import LenientDispatcher
from handlers.telegram.middlewares.slow_reply import SayItTakesTime
from handlers.telegram.ui.filters import IsAdmin
from handlers.telegram.ui.menu import menus

__all__ = ["build_dispatcher", "menus"]


def build_dispatcher(deps: Deps) -> Dispatcher:
    """A dispatcher with all our rooms. What a person was asked is kept in memory only."""
    dispatcher = LenientDispatcher(storage=MemoryStorage())
    dispatcher["deps"] = deps
    introduction = Introduction(deps)
    if deps.settings.access_chat_ids:
        # Before the introduction, which lets only private chats pass.
        dispatcher.message.outer_middleware(join_requests.Upgrades(deps))
        join_requests.register(dispatcher)
    dispatcher.message.outer_middleware(introduction)
    dispatcher.callback_query.outer_middleware(introduction)
    dispatcher.message.outer_middleware(questions.LeaveQuestion())
    errors.register(dispatcher)
    blocked_by_person.register(dispatcher)
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
    buyers = _furnished("buyers", shop, status, claim, language, info)
    buyers.include_routers(*features.routers())
    return buyers


def _admins() -> Router:
    """Admin rooms share one lock: every message and every press is checked here."""
    admins = _furnished(
        "admins",
        tariffs,
        admin_recurring,
        admin_refunds,
        admin_purchases,
        admin_user,
        history,
        grant,
        revoke,
        note_questions,
        backlog,
        held,
        admin_buyers,
        unmatched_refunds,
        admin_claims,
        dismissals,
        handlers,
        stats,
        export,
        backup,
        doctor,
        webhooks_out,
        questions,
    )
    admins.message.filter(IsAdmin())
    admins.callback_query.filter(IsAdmin())
    admins.include_router(_products())
    return admins


def _products() -> Router:
    """Rooms whose answers are Tribute's, and may take their time."""
    products = _furnished("products", admin_products, product, sell)
    SayItTakesTime.stands_in(products)
    return products
