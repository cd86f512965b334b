"""Helpers that the routes of things that wait share."""

from bot.domain.durations import Duration
from bot.domain.records import NewTariff
from bot.domain.times import iso
from bot.texts import When
from handlers.http.console.api.attention.models import Choice, TariffQuery
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


def changed(call: Call) -> Refused:
    """Return the refusal of an act on something that isn't any more as it was seen (409)."""
    return Refused(409, "changed", call.text("toast-changed"))


def tariff_of(call: Call, typed: TariffQuery) -> NewTariff:
    """Return the tariff that was chosen; raise Refused: 400 for no duration, 409 for a plan that
    isn't there, or that has to be named."""
    try:
        duration = Duration(typed.months, typed.days, typed.lifetime)
    except ValueError:
        text = call.text("console-attention-no-duration")
        raise Refused(400, "bad-request", text, ("months", "days")) from None
    known = call.deps.plans.known
    plan = (
        known[0] if typed.plan is None and len(known) == 1 else call.deps.plans.get(typed.plan or 0)
    )
    if plan is None:
        raise changed(call)
    return NewTariff(plan.id, duration)


def plans_sold(call: Call) -> list[Choice]:
    """Return the plans to choose from; none in a shop with one."""
    if len(call.deps.plans.known) < 2:
        return []
    return [Choice(id=one.id, title=call.say.plan(one.id)) for one in call.deps.plans.sold]
