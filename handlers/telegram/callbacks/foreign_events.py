"""The buttons of notices about foreign events; `id` is the number of a family."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.foreign import ForeignFamily


class SwitchForeignOn(CallbackData, prefix="foreign_on"):
    """Switches notices about the family on, for all admins."""

    id: ForeignFamily


class SwitchForeignOff(CallbackData, prefix="foreign_off"):
    """Switches notices about the family off, for all admins."""

    id: ForeignFamily
