"""The owner's home: an admin's /start, the steps of setting up, and what is used rarely."""

from aiogram import Router

from handlers.telegram.admin.home import handlers, steps


def register(router: Router) -> None:
    handlers.register(router)
    steps.register(router)


def register_start(router: Router) -> None:
    """Answer an admin's /start, and their button to it; everybody else's stay the shop's."""
    handlers.register_start(router)
