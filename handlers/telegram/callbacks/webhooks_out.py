"""The buttons of webhooks that the owner's service never accepted."""

from aiogram.filters.callback_data import CallbackData


class ShowLostWebhooks(CallbackData, prefix="webhooks"):
    """Opens the list of abandoned webhooks."""

    id: int = 0


class SendWebhooksAgain(CallbackData, prefix="webhooks_again"):
    """Sends all abandoned webhooks again."""

    id: int = 0


class AskDiscardWebhooks(CallbackData, prefix="webhooks_drop"):
    """Opens the last question before the abandoned webhooks are discarded."""

    id: int = 0


class DiscardWebhooks(CallbackData, prefix="webhooks_gone"):
    """Discards the abandoned webhooks: the owner's service doesn't need them."""

    id: int = 0
