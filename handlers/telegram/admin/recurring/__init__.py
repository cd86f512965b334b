"""Tribute's recurring subscriptions, and which of them count as access."""

from aiogram import Router

from handlers.telegram.admin.recurring import handlers


def register(router: Router) -> None:
    handlers.register(router)
