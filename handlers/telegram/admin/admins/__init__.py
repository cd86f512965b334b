"""The people who run the shop: a list of them, and how owners add, confirm and remove admins."""

from aiogram import Router

from handlers.telegram.admin.admins import adding, choices, team


def register(router: Router) -> None:
    team.register(router)
    adding.register(router)
    choices.register(router)
