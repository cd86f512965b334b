"""The shop's own face: /shop, where admins write what buyers read, and see it before it counts, and
arrange what is sold."""

from aiogram import Router

from handlers.telegram.admin.shop_face import (
    address,
    buttons,
    card,
    changes,
    consent,
    drafts,
    list_,
    plan_window,
    profile,
    tariff_window,
    tariff_words,
    window,
    writing,
)


def register(router: Router) -> None:
    list_.register(router)
    card.register(router)
    changes.register(router)
    writing.register(router)
    buttons.register(router)
    address.register(router)
    consent.register(router)
    drafts.register(router)
    window.register(router)
    plan_window.register(router)
    tariff_window.register(router)
    profile.register(router)
    tariff_words.register(router)
