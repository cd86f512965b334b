"""Helpers that the routes of things that wait share."""

from bot.domain.times import iso
from bot.texts import When
from handlers.http.console.api.attention.models import Choice
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call


def moment(call: Call, at: int) -> str:
    """Return a moment in words, by the owner's clock."""
    return call.text("console-attention-at", when=When(at))


def written(at: int | None) -> str | None:
    """Return a moment for programs."""
    return iso(at) if at is not None else None


def too_late(call: Call) -> Refused:
    """Return the refusal of an act on what another admin has decided meanwhile (409)."""
    return Refused(409, "changed", call.text("toast-quicker"))


def plans_sold(call: Call) -> list[Choice]:
    """Return the plans to choose from; none in a shop with one."""
    if len(call.deps.plans.known) < 2:
        return []
    return [Choice(id=one.id, title=call.say.plan(one.id)) for one in call.deps.plans.sold]
