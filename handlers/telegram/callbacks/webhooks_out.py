"""The buttons of webhooks that the owner's service never accepted."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.telegram.callbacks.grown import Grown, Seen


class ShowLostWebhooks(CallbackData, prefix="webhooks"):
    """Opens the list of abandoned webhooks."""

    id: int = 0


class SendWebhooksAgain(CallbackData, prefix="webhooks_again"):
    """Sends all abandoned webhooks again."""

    id: int = 0


class AskDiscardWebhooks(CallbackData, prefix="webhooks_drop"):
    """Opens the last question before the abandoned webhooks are discarded."""

    id: int = 0


class DiscardWebhooks(Grown, CallbackData, prefix="webhooks_gone"):
    """Discards the abandoned webhooks: the owner's service doesn't need them. `count` is how many
    the admin saw; a button of before says neither, and discards nothing."""

    id: int = 0
    count: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    seen: Seen = None
