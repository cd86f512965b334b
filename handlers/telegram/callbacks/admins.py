"""The buttons of admins: who runs the shop, and how owners add and remove them."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ShowAdmins(CallbackData, prefix="adm"):
    """Opens the list of owners and admins."""

    id: Id = 0


class ShowAdmin(CallbackData, prefix="adm_one"):
    """Opens the card of an owner or an admin; `id` is Telegram's, in all of these."""

    id: Id


class AskNewAdmin(CallbackData, prefix="adm_new"):
    """Asks whom to make an admin."""


class MakeAdmin(CallbackData, prefix="adm_new_do"):
    """Makes this person an admin."""

    id: Id


class LeaveNewAdmin(CallbackData, prefix="adm_new_no"):
    """Leaves the question without a change."""


class ConfirmAdmin(CallbackData, prefix="adm_confirm"):
    """Lets an admin be one again who waits since a restore."""

    id: Id


class AskRemoveAdmin(CallbackData, prefix="adm_out"):
    """Opens the question before an admin is removed."""

    id: Id


class RemoveAdmin(CallbackData, prefix="adm_out_do"):
    """Removes an admin."""

    id: Id
