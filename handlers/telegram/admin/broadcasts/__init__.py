"""Broadcasts: /broadcast."""

from aiogram import Router

from handlers.telegram.admin.broadcasts import audiences, handlers


def register(router: Router) -> None:
    audiences.register(router)
    handlers.register(router)
