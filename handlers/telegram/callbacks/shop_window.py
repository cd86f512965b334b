"""The buttons with which an admin arranges what is sold: plans, and the tariffs of a plan. `id` is
the plan's or the tariff's."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.decisions.ordering import Step
from bot.domain.models import PlanId, TariffId
from handlers.telegram.callbacks.grown import Grown, Seen
from handlers.telegram.callbacks.shared import MOST_PLANS, Id, Locale

PlanOfButton = Annotated[int, Field(gt=0, lt=MOST_PLANS)]
Direction = Literal["up", "down"]
_STEPS: dict[Direction, Step] = {"up": Step.UP, "down": Step.DOWN}


class ShowWindow(CallbackData, prefix="sw"):
    """Opens a page of the plans in the order of the shop; pages count from 0."""

    page: Id = 0


class RestorePlansOrder(Grown, CallbackData, prefix="sw_orig"):
    """Shows the plans as they were added, if they stand as they were seen."""

    seen: Seen = None


class SeeWindow(CallbackData, prefix="sw_see"):
    """Sends what buyers see: of a plan, or of all of them with 0."""

    plan: Annotated[int, Field(ge=0, lt=MOST_PLANS)] = 0


class _OfPlan(CallbackData, prefix="sw_p_"):
    """A button about one plan."""

    id: PlanOfButton

    @property
    def plan_id(self) -> PlanId:
        return PlanId(self.id)


class ShowPlanWindow(_OfPlan, prefix="sw_p"):
    """Opens a page of the tariffs of a plan, from 0, and leaves the question about them."""

    page: Id = 0


class MovePlan(_OfPlan, prefix="sw_p_mv"):
    """Shows the plan before its neighbour, or after it."""

    to: Direction

    @property
    def step(self) -> Step:
        return _STEPS[self.to]


class HidePlan(Grown, _OfPlan, prefix="sw_p_hide"):
    """Retires the plan as it was seen: it is offered to nobody."""

    seen: Seen = None


class UnhidePlan(Grown, _OfPlan, prefix="sw_p_show"):
    """Offers the plan again, if it stands as it was seen."""

    seen: Seen = None


class RestoreTariffsOrder(Grown, _OfPlan, prefix="sw_p_orig"):
    """Shows the shortest tariff of the plan first again, if they stand as they were seen."""

    seen: Seen = None


class _OfTariff(CallbackData, prefix="sw_t_"):
    """A button about one tariff."""

    id: Id

    @property
    def tariff_id(self) -> TariffId:
        return TariffId(self.id)


class ShowTariffWindow(_OfTariff, prefix="sw_t"):
    """Opens the card of a tariff, and leaves the question about it."""


class MoveTariff(_OfTariff, prefix="sw_t_mv"):
    """Shows the tariff before its neighbour, or after it."""

    to: Direction

    @property
    def step(self) -> Step:
        return _STEPS[self.to]


class HideTariff(Grown, _OfTariff, prefix="sw_t_hide"):
    """Offers the tariff to nobody, if it stands as it was seen."""

    seen: Seen = None


class UnhideTariff(Grown, _OfTariff, prefix="sw_t_show"):
    """Offers the tariff again, if it stands as it was seen."""

    seen: Seen = None


class ShowTariffWords(_OfTariff, prefix="sw_w"):
    """Opens the own words of the tariff in a language, and leaves the question about them."""

    locale: Locale


class WriteTariffWords(_OfTariff, prefix="sw_w_ask"):
    """Asks for the name, or for the description."""

    locale: Locale
    what: Literal["name", "about"]


class RestoreTariffWords(Grown, _OfTariff, prefix="sw_w_orig"):
    """Goes back to the duration and to what Tribute says, if the words are those that were seen."""

    locale: Locale
    seen: Seen = None


class SaveTariffWords(CallbackData, prefix="sw_w_save"):
    """Saves what was previewed: draft number `draft` of this admin."""

    draft: Id


class DropTariffWords(CallbackData, prefix="sw_w_drop"):
    """Leaves everything as it is."""

    draft: Id
