"""The door for people: every Telegram router there is, in the order they are asked."""

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
from handlers.telegram.updates import LenientDispatcher

__all__ = ["build_dispatcher", "menus"]


def build_dispatcher(deps: Deps) -> Dispatcher:
    """A dispatcher with all our routers. What a person was asked is kept in memory only."""
    dispatcher = LenientDispatcher(storage=MemoryStorage())
    dispatcher["deps"] = deps
    introduction = Introduction(deps)
    if deps.settings.access_chat_ids:
        # Before the introduction, which lets only private chats pass.
        dispatcher.message.outer_middleware(access_chats.Upgrades(deps))
        dispatcher.include_router(access_chats.router())
    dispatcher.message.outer_middleware(introduction)
    dispatcher.callback_query.outer_middleware(introduction)
    dispatcher.message.outer_middleware(questions.LeaveQuestion())
    dispatcher.include_routers(
        errors.router(), chats.router(), _buyers(), _admins(), fallback.router()
    )
    return dispatcher


def _buyers() -> Router:
    """Rooms open to everyone. Each module builds its own router, listing its handlers."""
    buyers = Router(name="buyers")
    buyers.include_routers(
        user.router(),
        account.router(),
        claims.router(),
        language.router(),
        info.router(),
        *features.routers(),
    )
    return buyers


def _admins() -> Router:
    """Admin rooms share one lock: every message and every press is checked here."""
    admins = Router(name="admins")
    admins.message.filter(IsAdmin())
    admins.callback_query.filter(IsAdmin())
    admins.include_routers(
        admin_products.router(),
        admin_product.router(),
        admin_product_sale.router(),
        admin_tariffs.router(),
        admin_recurring.router(),
        admin_refunds.router(),
        admin_purchases.router(),
        admin_user.router(),
        admin_user_history.router(),
        admin_grants.router(),
        admin_revokes.router(),
        admin_note_questions.router(),
        admin_attention.router(),
        admin_held.router(),
        admin_buyers.router(),
        admin_unmatched.router(),
        admin_claims.router(),
        admin_dismissals.router(),
        admin_broadcast.router(),
        admin_stats.router(),
        admin_export.router(),
        admin_backup.router(),
        admin_doctor.router(),
        admin_webhooks.router(),
        questions.router(),
    )
    return admins
