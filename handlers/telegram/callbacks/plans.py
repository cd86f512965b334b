"""The buttons of plans; `id` is the plan's, unless something else is said."""

from typing import ClassVar, Literal

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.grown import Grown, Seen
from handlers.telegram.callbacks.shared import Id, Locale


class ShowPlans(CallbackData, prefix="pn_list"):
    """Opens a page of the list; pages count from 0."""

    page: Id = 0


class ShowPlan(CallbackData, prefix="pn"):
    """Opens the card of a plan, and leaves the question about it."""

    id: Id


class AddPlan(CallbackData, prefix="pn_add"):
    """Asks for the name of a new plan."""


class RenamePlan(Grown, CallbackData, prefix="pn_name"):
    """Asks for the plan's name in a language; the way back leads to /shop, if it began there."""

    id: Id
    locale: Locale
    shop: Literal["1"] | None = None


class DescribePlan(Grown, CallbackData, prefix="pn_about"):
    """Asks for the plan's description in a language; the way back leads to /shop, if it began
    there."""

    id: Id
    locale: Locale
    shop: Literal["1"] | None = None


class RemoveName(Grown, CallbackData, prefix="pn_name_no"):
    """Takes the plan's name in a language away, if it is the one that was seen; its readers then
    read another one."""

    id: Id
    locale: Locale
    seen: Seen = None


class RemoveDescription(Grown, CallbackData, prefix="pn_about_no"):
    """Removes the plan's description in a language, if it is the one that was seen."""

    id: Id
    locale: Locale
    seen: Seen = None


class SavePlanWords(CallbackData, prefix="pn_save"):
    """Saves the name or the description that was previewed: draft number `draft` of this admin."""

    draft: Id


class DropPlanWords(CallbackData, prefix="pn_drop"):
    """Leaves everything as it is."""

    draft: Id


class MovePlanUp(CallbackData, prefix="pn_up"):
    """Shows the plan before the one that is before it."""

    id: Id


class AskRetirePlan(CallbackData, prefix="pn_end"):
    """Opens the question before a plan is no longer sold."""

    id: Id


class RetirePlan(Grown, CallbackData, prefix="pn_end_do"):
    """Sells the plan no longer, if it stands as it was seen."""

    id: Id
    seen: Seen = None


class SellPlanAgain(Grown, CallbackData, prefix="pn_again"):
    """Sells a retired plan again, if it stands as it was seen."""

    id: Id
    seen: Seen = None


class ShowInclusions(CallbackData, prefix="pn_in"):
    """Opens the choice of the plans that this one includes."""

    id: Id


class AskInclusion(CallbackData, prefix="pn_in_ask"):
    """Opens the question before the plan includes `other`, or includes it no longer."""

    id: Id
    other: Id


class ChangeInclusion(CallbackData, prefix="pn_in_do"):
    """Changes it, if the access of no more people gets shorter than was shown."""

    id: Id
    other: Id
    include: bool
    people: Id
    shortened: Id


class Exclude(CallbackData, prefix="pn_out_do"):
    """Lets a plan include the other one no longer, which takes access away."""

    include: ClassVar[bool] = False
    id: Id
    other: Id
    people: Id
    shortened: Id


class ShowPlanChats(CallbackData, prefix="pn_chats"):
    """Opens the choice of the private chats that the plan opens."""

    id: Id


class OpenPlanChat(CallbackData, prefix="pn_chat"):
    """Lets the plan open the chat in our row `chat`, if no more than `seen` people are removed."""

    id: Id
    chat: Id
    seen: Id = 0


class AskClosePlanChat(CallbackData, prefix="pn_chat_no"):
    """Opens the question before a chat is taken away from the plan."""

    id: Id
    chat: Id


class ClosePlanChat(CallbackData, prefix="pn_chat_out"):
    """Takes the chat away, if no more than `seen` people are removed."""

    id: Id
    chat: Id
    seen: Id
