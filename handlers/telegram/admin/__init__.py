"""The admins' features, a folder for each capability; one filter admits admins only.

`handlers/telegram/late_admin.py` imports them when an admin first writes.
"""

from aiogram import Router

from bot.runtime.rests import rest_if_due
from handlers.telegram.admin import (
    access,
    admins,
    attention,
    broadcasts,
    checklist,
    console,
    foreign_events,
    home,
    operations,
    people,
    plans,
    products,
    purchases,
    recurring,
    refunds,
    reports,
    shop_face,
    stars,
    support,
)
from handlers.telegram.middlewares import questions
from handlers.telegram.ui.filters import IsAdmin

_FEATURES = (
    support,  # first: a reply to a buyer is no answer to a question of the bot
    products,
    stars,
    plans,
    shop_face,
    recurring,
    refunds,
    purchases,
    people,
    access,
    admins,
    attention,
    broadcasts,
    reports,
    foreign_events,
    home,
    checklist,
    console,
    operations,
    questions,
)


def admin_routers() -> tuple[Router, Router]:
    """Return the router of an admin's /start, and that of everything that is only for admins."""
    start = Router(name="home")
    home.register_start(start)
    return start, admin_router()


def admin_router() -> Router:
    """Return the router of all admin handlers; every message and every button press is checked.

    One router for all of them, because each router costs a millisecond and a half at start.
    """
    router = Router(name="admins")
    for feature in _FEATURES:
        rest_if_due()
        feature.register(router)
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.include_router(products.tribute_router())
    router.include_router(checklist.tribute_router())
    return router
