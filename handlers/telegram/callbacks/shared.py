"""What our buttons say when pressed: ids only, at most 64 bytes.

The notices of the outbox make buttons too, as `<prefix>:<id>` (see `bot.domain.models.Button`):
a class here with one `id` is their other end.
"""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Locale = Literal["en", "ru"]
Id = Annotated[int, Field(ge=0, lt=2**63)]
"""A number of ours. What the database can't hold is no button of ours, but a forged one."""


class ShowStatus(CallbackData, prefix="status"):
    id: int = 0


class ShowTariffs(CallbackData, prefix="buy"):
    id: int = 0


class ChooseLocale(CallbackData, prefix="language"):
    locale: Locale


class ShowPurchase(CallbackData, prefix="purchase"):
    """An admin's card of the purchase with our number `id`."""

    id: Id


class ShowHeld(CallbackData, prefix="held"):
    """An admin's card of a held payment; `id` is ours."""

    id: Id


class ShowUnmatched(CallbackData, prefix="unmatched"):
    id: Id


class ShowRefund(CallbackData, prefix="refund"):
    """The question before a refund of the purchase with our number `id`."""

    id: Id


class SendAgain(CallbackData, prefix="resend"):
    """One more try for the outbox message `id`."""

    id: Id
