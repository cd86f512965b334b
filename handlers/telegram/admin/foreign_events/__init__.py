"""Notices about donations and other events that give no access: switched on and off."""

from aiogram import Router

from handlers.telegram.admin.foreign_events import handlers


def register(router: Router) -> None:
    handlers.register(router)
