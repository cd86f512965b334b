"""Tribute's recurring subscriptions: which of them give access."""

from aiogram import Router

from handlers.telegram.admin.recurring import handlers


def register(router: Router) -> None:
    handlers.register(router)
