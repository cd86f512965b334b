"""The buttons of the shop's own face: each names a slot, a language, and a plan where the slot has
one for each."""

from typing import Annotated, Literal, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.models import PlanId
from bot.domain.shop_face.texts import Place, Slot
from handlers.telegram.callbacks.shared import MOST_PLANS, Id, Locale

SlotName = Literal["greeting", "what_now", "reminder", "ended", "contact", "terms"]
PlanOrNone = Annotated[int, Field(ge=0, lt=MOST_PLANS)]
"""A plan; 0 where the slot has none."""


class _OfPlace(CallbackData, prefix="sf_"):
    """A button about one place."""

    slot: SlotName
    locale: Locale
    plan: PlanOrNone = 0

    @property
    def place(self) -> Place:
        return Place(Slot(self.slot), self.locale, PlanId(self.plan) if self.plan else None)

    @classmethod
    def of(cls, place: Place, **more: int) -> Self:
        """Return the button's data for a place."""
        slot, locale, plan_id = place
        return cls.model_validate(
            {"slot": slot.value, "locale": locale, "plan": plan_id or 0, **more}
        )


class ShowFace(CallbackData, prefix="sf"):
    """Opens the list of what an owner can word, and leaves the question."""


class ShowFacePlans(CallbackData, prefix="sf_plans"):
    """Opens a page of the choice of the plan whose words are meant; pages count from 0."""

    page: Id = 0


class ShowSlot(_OfPlace, prefix="sf_slot"):
    """Opens the card of a place, and leaves the question about it."""


class Changing(_OfPlace, prefix="sf_change"):
    """A button that changes a place at once, if `seen` is still the latest change there."""

    seen: Id


class SeeSlot(_OfPlace, prefix="sf_see"):
    """Sends what buyers get there."""


class WriteWords(_OfPlace, prefix="sf_write"):
    """Asks for the words."""


class WriteButton(_OfPlace, prefix="sf_btn"):
    """Asks for the address of the button."""


class WriteAddress(_OfPlace, prefix="sf_addr"):
    """Asks for the address of the terms."""


class RemovePicture(Changing, prefix="sf_nopic"):
    """Saves the words without the picture."""


class RemoveButton(Changing, prefix="sf_nobtn"):
    """Saves the words without the button."""


class RestoreOriginal(Changing, prefix="sf_orig"):
    """Goes back to the bot's own words."""


class UndoChange(_OfPlace, prefix="sf_undo"):
    """Brings back what stood there before the change in our row `row`."""

    row: Id


class ShowChanges(_OfPlace, prefix="sf_hist"):
    """Opens a page of the changes, from 0."""

    page: Id = 0


class SaveDraft(CallbackData, prefix="sf_save"):
    """Saves what was previewed: draft number `draft` of this admin. `seen` is the change of another
    admin that they have seen meanwhile; 0 without."""

    draft: Id
    seen: Id = 0


class AddButton(CallbackData, prefix="sf_addbtn"):
    """Asks for the address of a button below draft number `draft`."""

    draft: Id


class DropDraft(CallbackData, prefix="sf_drop"):
    """Leaves everything as it is."""

    draft: Id
