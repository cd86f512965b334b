"""The buttons of /attention: undeliverable messages, held payments and unclear refunds."""

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.grown import Grown
from handlers.telegram.callbacks.shared import Id, PlanNumber


class AttentionPage(CallbackData, prefix="attention"):
    """Opens a page of everything that waits for an admin; pages count from 0."""

    page: int = 0


class ShowUndeliverable(CallbackData, prefix="dead"):
    """Opens the card of the undeliverable message `id`."""

    id: Id


class AskBuyer(CallbackData, prefix="buyer"):
    """Asks who made the held payment `id`."""

    id: Id


class NameBuyer(CallbackData, prefix="buyer_is"):
    """Names the person with Telegram's id `person` as the buyer of the held payment `id`."""

    id: Id
    person: Id


class AskDuration(Grown, CallbackData, prefix="held_sell"):
    """Asks how much access the held payment `id` pays for, after asking to which `plan` where there
    are several."""

    id: Id
    plan: PlanNumber = None


class ChooseDuration(Grown, CallbackData, prefix="held_as"):
    """Opens the last question; `code` as `durations.encode` has it, or `OTHER`. Without a `plan` it
    is the first one."""

    id: Id
    code: str
    plan: PlanNumber = None


class GiveDuration(Grown, CallbackData, prefix="held_give"):
    """Gives the duration in `code`: binds the payment's product, or grants where it has none.
    Without a `plan` it is the first one."""

    id: Id
    code: str
    plan: PlanNumber = None


class AskAccept(CallbackData, prefix="accept"):
    """Opens the last question before an unreadable payment is accepted as far as it was read."""

    id: Id


class Accept(CallbackData, prefix="accept_do"):
    """Accepts an unreadable payment as far as it was read."""

    id: Id


class AskReason(CallbackData, prefix="dismiss"):
    """Asks why a held payment or an unclear refund is closed without a change to access."""

    what: str
    id: Id


class Dismiss(CallbackData, prefix="dismiss_do"):
    """Dismisses; `asked` is the message with the reason, so that no other reason is used."""

    what: str
    id: Id
    asked: Id


class AskMatch(CallbackData, prefix="match"):
    """Asks whether the unclear refund `id` means the purchase in our row `row`."""

    id: Id
    row: Id


class Match(CallbackData, prefix="match_do"):
    """Applies the unclear refund `id` to the purchase in our row `row`."""

    id: Id
    row: Id
