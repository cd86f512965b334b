"""What the buttons around access by hand, histories and claims say: ids only, at most 64 bytes."""

from typing import Final

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id

ENDING: Final = "end"
"""In `AskNote`, the place of a duration: the note is for the ending of access."""


class AskGift(CallbackData, prefix="gift"):
    """How much access shall this person get?"""

    id: Id


class ChooseGift(CallbackData, prefix="gift_as"):
    id: Id
    code: str


class Give(CallbackData, prefix="gift_do"):
    """Yes, if access then ends at `until`, as was shown; `note` is the message the note came in."""

    id: Id
    code: str
    until: Id
    note: Id


class AskEnding(CallbackData, prefix="ending"):
    """Shall this person's access end now?"""

    id: Id


class End(CallbackData, prefix="ending_do"):
    id: Id
    until: Id
    note: Id


class AskNote(CallbackData, prefix="note"):
    id: Id
    code: str


class Leave(CallbackData, prefix="gift_no"):
    id: Id


class ShowHistory(CallbackData, prefix="history"):
    id: Id
    page: Id


class ShowClaim(CallbackData, prefix="claim"):
    id: Id


class AskApprove(CallbackData, prefix="claim_yes"):
    """From a notice: is the payment the claim names theirs?"""

    id: Id


class AskApproveAs(CallbackData, prefix="claim_row"):
    """Is the payment with our number `row` what the claim means?"""

    id: Id
    row: Id


class Approve(CallbackData, prefix="claim_ok"):
    id: Id
    row: Id


class AskDeny(CallbackData, prefix="claim_no"):
    id: Id


class Deny(CallbackData, prefix="claim_deny"):
    id: Id
