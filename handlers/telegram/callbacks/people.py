"""The buttons that open a person's card and history."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ShowUser(CallbackData, prefix="user"):
    """Opens an admin's card of a person; `id` is Telegram's."""

    id: Id


class ShowHistory(CallbackData, prefix="history"):
    """Opens a page of a person's history; pages count from 0."""

    id: Id
    page: Id
