"""The choice of a plan: a button for each, those first that a product's name speaks of."""

from collections.abc import Callable, Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.plan_names import tidy
from bot.domain.plans import Plan
from bot.domain.product_names.reading import plans_named_in
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.plans import Plans
from handlers.telegram.ui.screen import button, side_by_side


def plan_rows(
    say: Wording, plans: Iterable[Plan], choose: Callable[[PlanId], CallbackData]
) -> list[list[InlineKeyboardButton]]:
    """Return a button with the name of each plan; `choose` makes a button's data."""
    return side_by_side(button(plan_label(say, one.id), choose(one.id)) for one in plans)


def plan_label(say: Wording, plan_id: PlanId) -> str:
    """Return a plan's name for a button."""
    return say.label("button-plan", plan=say.plan(plan_id))


def chosen_plan(number: int | None, sold: Sequence[Plan]) -> PlanId | None:
    """Return the plan of a button, or the only one; None where it has to be asked for."""
    for one in sold:
        if one.id == number or len(sold) == 1:
            return one.id
    return None


def number_of(say: Wording, plan_id: PlanId) -> PlanId | None:
    """Return a plan for a button; None in a shop with one plan, whose buttons have none."""
    return plan_id if len(say.plans) > 1 else None


def plan_of(number: int | None) -> PlanId:
    """Return the plan of a button of this number; buttons without one mean the first plan."""
    return FIRST_PLAN if number is None else PlanId(number)


def named_plan(text: str, plans: Plans) -> tuple[PlanId | None, str]:
    """Return the plan whose name or key a typed text begins with, and the rest of the text; the
    only plan needs no name. Of several names the longest counts, and a name before another plan's
    key; None where none is there."""
    if len(plans.known) == 1:
        return plans.known[0].id, text
    names = [(name, one.id) for one in plans.known for name in plans.names_of(one)]
    keys = [(one.key, one.id) for one in plans.known]
    typed = tidy(text).split()
    for name, plan_id in sorted([*names, *keys], key=lambda one: -len(one[0])):
        length = len(name.split())
        if " ".join(typed[:length]).casefold() == name.casefold():
            return plan_id, " ".join(typed[length:])
    return None, text


def likely_first(text: str, plans: Sequence[Plan]) -> list[Plan]:
    """Return the plans with those first that the product's name speaks of."""
    named = plans_named_in(text, plans)
    return sorted(plans, key=lambda one: one.id not in named)
