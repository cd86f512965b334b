"""Broadcasts: /broadcast."""

from aiogram import Router

from handlers.telegram.admin.broadcasts import audiences, handlers, own_button, planned, when


def register(router: Router) -> None:
    audiences.register(router)
    handlers.register(router)
    own_button.register(router)
    planned.register(router)
    when.register(router)
