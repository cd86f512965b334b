"""The buttons of a question to the owner; `id` is the person who waits for an answer."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ShowSupportRequest(CallbackData, prefix="support_ask"):
    """Opens the card of what this person waits for an answer to."""

    id: Id


class SendSupportRequest(CallbackData, prefix="support_send"):
    """Sends it to the admin again, so that they can reply to it."""

    id: Id


class CloseSupportRequest(CallbackData, prefix="support_close"):
    """Closes it without an answer, if its latest message is still `up_to`."""

    id: Id
    up_to: Id
