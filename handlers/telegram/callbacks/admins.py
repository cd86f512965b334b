"""The buttons of admins: who runs the shop, how owners add and remove them, and their notices."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

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


class ShowNotices(CallbackData, prefix="ntc"):
    """Opens an admin's own notices: how they hear of each topic."""

    id: Id = 0


class ChooseNotice(CallbackData, prefix="ntc_do"):
    """Lets the admin hear of a topic like this."""

    topic: Literal[
        "sales",
        "refunds",
        "claims",
        "questions",
        "answers",
        "chats",
        "broadcasts",
        "foreign",
        "problems",
    ]
    hearing: Literal["now", "digest", "off"]


class AskDigestTime(CallbackData, prefix="ntc_time"):
    """Asks when the daily digest should come."""


class ChooseDigestTime(CallbackData, prefix="ntc_at"):
    """Lets the digest come at this minute of the day, in the shop's time zone."""

    minute: Annotated[int, Field(ge=0, lt=1440)]
