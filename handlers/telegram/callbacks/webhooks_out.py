"""What the buttons around webhooks that the owner's own service never took say."""

from aiogram.filters.callback_data import CallbackData


class ShowLostWebhooks(CallbackData, prefix="webhooks"):
    id: int = 0


class SendWebhooksAgain(CallbackData, prefix="webhooks_again"):
    id: int = 0


class AskLetWebhooksGo(CallbackData, prefix="webhooks_drop"):
    id: int = 0


class LetWebhooksGo(CallbackData, prefix="webhooks_gone"):
    """Yes, the owner's service needs none of what was given up."""

    id: int = 0
