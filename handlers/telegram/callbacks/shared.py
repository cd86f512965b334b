"""The buttons that several capabilities lead to; callback data holds ids only, at most 64 bytes.

The notices of the outbox make buttons too, as `<prefix>:<id>` (see `bot.domain.models.Button`):
a class here with one `id` receives them.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.telegram.callbacks.grown import Grown

Locale = str
"""A language. Those of TEXTS_DIR come and go: the button's handler looks whether it is there."""
Id = Annotated[int, Field(ge=0, lt=2**63)]
"""A number of ours. A number that the database can't hold comes from a forged button."""
MOST_PLANS = 10**6
PlanNumber = Annotated[int, Field(gt=0, lt=MOST_PLANS)] | None
"""A plan; None where the button was made without one. Its six digits leave bytes for other data."""


class ShowStatus(CallbackData, prefix="status"):
    """Opens the person's own access, like /status."""

    id: int = 0


class ShowHome(CallbackData, prefix="home"):
    """Opens the screen of /start in the place of a list."""

    id: int = 0


class ShowTariffs(CallbackData, prefix="buy"):
    """Opens the shop, like /buy; `id` is a plan, or 0 for all of them."""

    id: Id = 0


class ShowTariffsAnyway(CallbackData, prefix="buy_anyway"):
    """Opens the shop, though a payment of theirs waits; `id` is a plan, or 0 for all of them."""

    id: Id = 0


class ChooseLocale(CallbackData, prefix="language"):
    """Chooses the language in which the bot writes to this person."""

    locale: Locale


class ShowPurchase(CallbackData, prefix="purchase"):
    """Opens an admin's card of the purchase in our row `id`."""

    id: Id


class ShowHeld(CallbackData, prefix="held"):
    """Opens an admin's card of a held payment; `id` is our row."""

    id: Id


class ShowOffers(Grown, CallbackData, prefix="offers"):
    """Opens a page of the shop, from 0; `anyway` though a payment of theirs waits. Of a `plan`, or
    of the choice of one where there are several."""

    page: Annotated[int, Field(ge=0, le=10_000)]
    anyway: bool = False
    plan: PlanNumber = None


class ShowUnmatched(CallbackData, prefix="unmatched"):
    """Opens an admin's card of an unclear refund; `id` is our row."""

    id: Id


class ShowRefund(CallbackData, prefix="refund"):
    """Opens the question before a refund of the purchase in our row `id`."""

    id: Id


class SendAgain(CallbackData, prefix="resend"):
    """Tries the outbox message `id` once more."""

    id: Id
