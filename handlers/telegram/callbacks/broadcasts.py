"""The buttons of broadcasts; `id` is our row of the broadcast."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ChooseAudience(CallbackData, prefix="cast"):
    """Chooses an audience; `tariff` is the tariff's id with the group “tariff”, else 0."""

    group: Literal["all", "active", "expired", "tariff"]
    tariff: Id = 0


class SendBroadcast(CallbackData, prefix="cast_do"):
    """Sends the draft."""

    id: Id


class DropBroadcast(CallbackData, prefix="cast_drop"):
    """Drops the draft."""

    id: Id


class ShowBroadcast(CallbackData, prefix="cast_show"):
    """Shows the progress of a broadcast."""

    id: Id


class StopBroadcast(CallbackData, prefix="cast_stop"):
    """Stops a broadcast that is being sent."""

    id: Id
