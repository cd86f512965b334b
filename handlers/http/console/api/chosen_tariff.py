"""A plan and a length of time that an admin chooses on a page."""

from pydantic import Field

from bot.domain.durations import Duration
from bot.domain.records import NewTariff
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.shared_models import Body, Id


class ChosenTariff(Body):
    """A plan, else the shop's only one, for some time."""

    plan: Id | None = None
    months: int = Field(default=0, ge=0, le=1200)
    days: int = Field(default=0, ge=0, le=36600)
    lifetime: bool = False


def read_tariff(call: Call, chosen: ChosenTariff) -> NewTariff:
    """Return the tariff; raise Refused: 400 for no duration, 409 for a plan that isn't there, or
    that has to be named."""
    try:
        duration = Duration(chosen.months, chosen.days, chosen.lifetime)
    except ValueError:
        text = call.text("console-duration-none")
        raise Refused(400, "bad-request", text, ("months", "days")) from None
    known = call.deps.plans.known
    is_only = chosen.plan is None and len(known) == 1
    plan = known[0] if is_only else call.deps.plans.get(chosen.plan or 0)
    if plan is None:
        raise call.changed()
    return NewTariff(plan.id, duration)
