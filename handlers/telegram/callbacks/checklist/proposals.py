"""The buttons of the proposals for products."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.telegram.callbacks.checklist.entries import ProductNumber
from handlers.telegram.callbacks.grown import Grown
from handlers.telegram.callbacks.shared import PlanNumber

PageNumber = Annotated[int, Field(ge=1, le=9999)]
Seen = Annotated[int, Field(ge=0, lt=2**32)]
"""The content that the admin was shown, as one number: a press counts only for that."""


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
