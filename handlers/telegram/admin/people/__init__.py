"""People: /user, and the whole history of one person."""

from aiogram import Router

from handlers.telegram.admin.people import history, user


def register(router: Router) -> None:
    user.register(router)
    history.register(router)
