"""What the buttons in admins' rooms of payments and people say: ids only, at most 64 bytes."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id


class PurchasesPage(CallbackData, prefix="purchases"):
    page: int = 0


class OpenPurchase(CallbackData, prefix="purchase_of"):
    """The card of a purchase, opened from a page of the list, with the way back to it."""

    id: Id
    page: int


class ShowUser(CallbackData, prefix="user"):
    id: Id


class DoRefund(CallbackData, prefix="refund_do"):
    """Yes, ask Tribute to return the payment with our number `id`, of which the admin was shown
    so many `attempts` before and access `until` then (0: none, or for life)."""

    id: Id
    attempts: Id
    until: int


class KeepPayment(CallbackData, prefix="refund_keep"):
    id: Id


class AskWhatHappened(CallbackData, prefix="refund_ask"):
    """An admin has looked at Tribute: the unclear refund `attempt` of `id` happened, or didn't."""

    id: Id
    attempt: Id
    happened: bool


class SayWhatHappened(CallbackData, prefix="refund_say"):
    id: Id
    attempt: Id
    happened: bool


class AttentionPage(CallbackData, prefix="attention"):
    page: int = 0


class ShowDead(CallbackData, prefix="dead"):
    """The card of the undeliverable message `id`."""

    id: Id


class AskBuyer(CallbackData, prefix="buyer"):
    id: Id


class NameBuyer(CallbackData, prefix="buyer_is"):
    id: Id
    person: Id


class AskDuration(CallbackData, prefix="held_sell"):
    """How long is what the held payment `id` paid for?"""

    id: Id


class ChooseDuration(CallbackData, prefix="held_as"):
    id: Id
    code: str


class GiveDuration(CallbackData, prefix="held_give"):
    id: Id
    code: str


class AskAccept(CallbackData, prefix="accept"):
    id: Id


class Accept(CallbackData, prefix="accept_do"):
    id: Id


class AskReason(CallbackData, prefix="dismiss"):
    """Why is this held payment, or this unclear refund, closed without access being changed?"""

    what: str
    id: Id


class Dismiss(CallbackData, prefix="dismiss_do"):
    """`asked` is the message the reason came in, so that no other reason is taken for it."""

    what: str
    id: Id
    asked: Id


class AskMatch(CallbackData, prefix="match"):
    """Does the unclear refund `id` mean the purchase with our number `row`?"""

    id: Id
    row: Id


class Match(CallbackData, prefix="match_do"):
    id: Id
    row: Id
