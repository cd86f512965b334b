"""Purchases: /purchases and the card of one purchase."""

from aiogram import Router

from handlers.telegram.admin.purchases import handlers


def register(router: Router) -> None:
    handlers.register(router)
