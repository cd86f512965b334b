"""The buttons of claims: an admin compares a claim with payments and decides."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class ShowClaim(CallbackData, prefix="claim"):
    """Opens the card of a claim."""

    id: Id


class AskApprove(CallbackData, prefix="claim_yes"):
    """Opens, from a notice, the question whether the payment that the claim names is theirs."""

    id: Id


class AskApproveAs(CallbackData, prefix="claim_row"):
    """Opens the question whether the claim means the purchase in our row `row`."""

    id: Id
    row: Id


class Approve(CallbackData, prefix="claim_ok"):
    """Approves the claim: the purchase in our row `row` is the claimant's."""

    id: Id
    row: Id


class AskDeny(CallbackData, prefix="claim_no"):
    """Opens the last question before a claim is denied."""

    id: Id


class Deny(CallbackData, prefix="claim_deny"):
    """Denies the claim, though it names a payment that waits for its buyer."""

    id: Id


class DenyUnmatched(CallbackData, prefix="claim_none"):
    """Denies a claim that names no payment, unless such a payment has come in since."""

    id: Id
