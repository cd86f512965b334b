"""The buttons of manual grants and of revoking access."""

from typing import Final

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id

REVOKE: Final = "end"
"""The `code` of an `AskNote` whose note is for revoking access; any other code is a duration."""


class AskGrant(CallbackData, prefix="gift"):
    """Opens the choice of how much access the person `id` gets."""

    id: Id


class ChooseGrant(CallbackData, prefix="gift_as"):
    """Opens the last question before a grant; `code` as `durations.encode` has it, or `OTHER`."""

    id: Id
    code: str


class GrantPlan(CallbackData, prefix="gift_pl"):
    """Goes on with the plan of `code`: with the last question if the code has a duration too, else
    with the choice of one. `note` is the message with the note."""

    id: Id
    code: str
    note: Id


class DoGrant(CallbackData, prefix="gift_do"):
    """Grants, if access then ends at `until`, as was shown; `note` is the message with the note."""

    id: Id
    code: str
    until: Id
    note: Id


class AskRevoke(CallbackData, prefix="ending"):
    """Opens the last question before the access of the person `id` is revoked."""

    id: Id


class DoRevoke(CallbackData, prefix="ending_do"):
    """Revokes, if access ends at `until`, as was shown; `note` is the message with the note."""

    id: Id
    until: Id
    note: Id


class RevokePlan(CallbackData, prefix="ending_pl"):
    """Opens the last question before somebody's own access to one of several plans is revoked."""

    id: Id
    plan: Id
    note: Id


class DoRevokePlan(CallbackData, prefix="ending_pd"):
    """Revokes access to a plan, if it ends at `until`, as was shown."""

    id: Id
    plan: Id
    until: Id
    note: Id


class AskNote(CallbackData, prefix="note"):
    """Asks for a note to the grant of `code`, or to revoking access (`REVOKE`)."""

    id: Id
    code: str


class LeaveGrant(CallbackData, prefix="gift_no"):
    """Leaves the question and changes nothing."""

    id: Id
