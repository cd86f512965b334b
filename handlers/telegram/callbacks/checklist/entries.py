"""The buttons of the list of /setup, of its entries and of the rehearsal."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

ItemName = Literal["webhook", "products", "channel", "greeting", "contact", "rehearsal"]
"""The values of `bot.usecases.checklist.entries.Item`."""
OptionalName = Literal["channel", "greeting", "contact", "rehearsal"]
"""Those that a shop can do without."""
ProductNumber = Annotated[int, Field(gt=0, lt=2**63)]


class ShowChecklist(CallbackData, prefix="steps"):
    """Opens the list; the notices of the outbox lead here too."""

    id: int = 0


class EndChecklist(CallbackData, prefix="steps_end"):
    """Ends the list: nothing leads to it any more."""


class ShowItem(CallbackData, prefix="step"):
    """Opens how an entry is done."""

    item: ItemName


class DeclineItem(CallbackData, prefix="step_no"):
    """Does without an entry."""

    item: OptionalName


class TakeUpItem(CallbackData, prefix="step_yes"):
    """Takes an entry up again."""

    item: OptionalName


class Rehearse(CallbackData, prefix="play"):
    """Plays the purchase of a product through."""

    id: ProductNumber
