"""Refunds: /refund."""

from aiogram import Router

from handlers.telegram.admin.refunds import handlers


def register(router: Router) -> None:
    handlers.register(router)
