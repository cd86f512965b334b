"""The bot's own name, about text, description and picture in Telegram, changed from /shop."""

from aiogram import Router

from handlers.telegram.admin.shop_face.profile import acts, card, drafts, history, writing


def register(router: Router) -> None:
    card.register(router)
    acts.register(router)
    history.register(router)
    writing.register(router)
    drafts.register(router)
