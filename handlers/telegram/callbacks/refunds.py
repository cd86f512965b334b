"""The buttons of refunds; `id` is always our row of the purchase."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class DoRefund(CallbackData, prefix="refund_do"):
    """Asks Tribute for the refund, if nothing has changed since the admin was asked: there were
    `attempts` attempts before, and access ended at `until` (0: no access, or a lifetime)."""

    id: Id
    attempts: Id
    until: int


class KeepPayment(CallbackData, prefix="refund_keep"):
    """Leaves the question; the payment is not refunded."""

    id: Id


class AskWhatHappened(CallbackData, prefix="refund_ask"):
    """Opens the last question: an admin looked at Tribute, and `attempt` happened or didn't."""

    id: Id
    attempt: Id
    happened: bool


class SayWhatHappened(CallbackData, prefix="refund_say"):
    """Closes `attempt`, whose result the bot never learned, as an admin saw it at Tribute."""

    id: Id
    attempt: Id
    happened: bool
