"""Running the bot: /backup and /doctor."""

from aiogram import Router

from handlers.telegram.admin.operations import backup, doctor


def register(router: Router) -> None:
    backup.register(router)
    doctor.register(router)
