"""What the buttons of broadcasts say: ids only, at most 64 bytes."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ChooseAudience(CallbackData, prefix="cast"):
    """`tariff` is the tariff's id with the group “tariff”, else 0."""

    group: Literal["all", "active", "expired", "tariff"]
    tariff: Id = 0


class SendBroadcast(CallbackData, prefix="cast_do"):
    """Yes, send the text kept as `id`."""

    id: Id


class DropBroadcast(CallbackData, prefix="cast_drop"):
    id: Id


class ShowBroadcast(CallbackData, prefix="cast_show"):
    id: Id


class StopBroadcast(CallbackData, prefix="cast_stop"):
    id: Id
