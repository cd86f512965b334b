"""What the buttons around Tribute's recurring subscriptions say; `id` is Tribute's."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.products import Number
from handlers.telegram.callbacks.shared import Id


class ShowPlans(CallbackData, prefix="plans"):
    """The list of them, page by page (counted from 0)."""

    page: Id = 0


class ShowPlan(CallbackData, prefix="plan"):
    id: Number


class BindPlan(CallbackData, prefix="plan_yes"):
    """It counts as access from now on."""

    id: Number


class UnbindPlan(CallbackData, prefix="plan_no"):
    """It doesn't, or no longer."""

    id: Number


class TypePlan(CallbackData, prefix="plan_new"):
    """Which one is to be typed, before Tribute has told of it."""
