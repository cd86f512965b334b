"""Support: admins answer buyers by replying to what the bot has passed on."""

from aiogram import Router

from handlers.telegram.admin.support import replies


def register(router: Router) -> None:
    replies.register(router)
