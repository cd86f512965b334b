"""The buttons of Tribute's recurring subscriptions; `id` is Tribute's."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.grown import Grown, Seen
from handlers.telegram.callbacks.products import Number
from handlers.telegram.callbacks.shared import Id, PlanNumber


class ShowRecurringList(CallbackData, prefix="plans"):
    """Opens a page of the list; pages count from 0."""

    page: Id = 0


class ShowRecurring(CallbackData, prefix="plan"):
    """Opens the card of a recurring subscription."""

    id: Number


class BindRecurring(Grown, CallbackData, prefix="plan_yes"):
    """Makes the subscription count as access to a plan from now on; asks for the `plan` first where
    there are several. The subscription has to stand as it was seen."""

    id: Number
    plan: PlanNumber = None
    seen: Seen = None


class MoveRecurring(CallbackData, prefix="plan_move"):
    """Asks which other plan the subscription opens from now on."""

    id: Number


class UnbindRecurring(Grown, CallbackData, prefix="plan_no"):
    """Makes the subscription not count as access, or no longer, if it stands as it was seen."""

    id: Number
    seen: Seen = None


class TypeRecurringNumber(CallbackData, prefix="plan_new"):
    """Asks for the number of a subscription that no event from Tribute has named yet."""
