"""The buttons below the question which plan opens a new chat."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class OpenNewChat(CallbackData, prefix="pn_new"):
    """Answers which plan opens the new chat in our row `chat`."""

    id: Id
    chat: Id


class RefuseNewChat(CallbackData, prefix="pn_new_no"):
    """Answers that no plan opens the new chat; `id` is our row."""

    id: Id
