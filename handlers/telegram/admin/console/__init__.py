"""/console: opens the console in Telegram or in a browser."""

from aiogram import Router

from handlers.telegram.admin.console import link


def register(router: Router) -> None:
    link.register(router)
