"""The buttons of /setup: the list, its entries, the proposals for products, the rehearsal."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.telegram.callbacks.grown import Grown
from handlers.telegram.callbacks.shared import PlanNumber

ItemName = Literal["webhook", "products", "channel", "greeting", "contact", "rehearsal"]
"""The values of `bot.usecases.checklist.entries.Item`."""
OptionalName = Literal["channel", "greeting", "contact", "rehearsal"]
"""Those that a shop can do without."""
ProductNumber = Annotated[int, Field(gt=0, lt=2**63)]
PageNumber = Annotated[int, Field(ge=1, le=9999)]
Seen = Annotated[int, Field(ge=0, lt=2**32)]
"""The content that the admin was shown, as one number: a press counts only for that."""


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


class ShowProposals(CallbackData, prefix="deal"):
    """Opens a page of what the products could be sold as; pages count from 1."""

    page: PageNumber = 1


class TakeProposals(CallbackData, prefix="deal_take"):
    """Sells what is ready on a page."""

    page: PageNumber
    seen: Seen


class ShowProposal(Grown, CallbackData, prefix="deal_one"):
    """Opens what one product could be sold as, of this `plan` where there are several."""

    id: ProductNumber
    plan: PlanNumber = None


class ChooseProposedPlan(CallbackData, prefix="deal_plan"):
    """Opens the choice of the plan of one product."""

    id: ProductNumber


class ProposeFor(Grown, CallbackData, prefix="deal_for"):
    """Proposes a duration, as `durations.encode` has it, or asks for a typed one (`OTHER`)."""

    id: ProductNumber
    duration: str
    plan: PlanNumber = None


class KeepOut(CallbackData, prefix="deal_out"):
    """Proposes nothing for a product any more."""

    id: ProductNumber


class ReadAgain(CallbackData, prefix="deal_read"):
    """Proposes what the product's name says."""

    id: ProductNumber


class AskNewPlans(CallbackData, prefix="deal_plans"):
    """Opens the question whether the names should be plans."""


class MakeNewPlans(CallbackData, prefix="deal_new"):
    """Makes a plan of each name."""

    seen: Seen


class Rehearse(CallbackData, prefix="play"):
    """Plays the purchase of a product through."""

    id: ProductNumber
