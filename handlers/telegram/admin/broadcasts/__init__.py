"""Broadcasts: /broadcast."""

from aiogram import Router

from handlers.telegram.admin.broadcasts import handlers


def register(router: Router) -> None:
    handlers.register(router)
