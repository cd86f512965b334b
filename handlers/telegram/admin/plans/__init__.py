"""Plans: /plans, their cards, which include which, and the private chats that each opens."""

from aiogram import Router

from handlers.telegram.admin.plans import card, drafts, includes, list_, names, private_chats


def register(router: Router) -> None:
    list_.register(router)
    card.register(router)
    names.register(router)
    drafts.register(router)
    includes.register(router)
    private_chats.register(router)
