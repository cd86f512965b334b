"""Renewals in Stars as lines and labels: for their payers, and for admins."""

from collections.abc import Iterable

from bot.domain.stars_renewals.renewal import Asked, Renewal, RenewalState
from bot.texts import Markup, When, lines
from bot.usecases.outbox.wording import Wording

_MOST = 3


def shown(renewals: Iterable[Renewal], now: int) -> list[Renewal]:
    """Return those whose paid time isn't over, else the latest one; of many the newest."""
    paid = [one for one in renewals if one.paid_until is not None]
    return [one for one in paid if not one.is_over(now)][:_MOST] or paid[:1]


def line(say: Wording, one: Renewal, now: int) -> Markup:
    """Return how it stands, for its payer."""
    return lines(_line(say, "stars-status", one, now), _unclear(say, one))


def their_line(say: Wording, one: Renewal, now: int) -> Markup:
    """Return how it stands, for an admin."""
    return lines(_line(say, "stars-theirs", one, now), _unclear(say, one))


def possible(one: Renewal, now: int, *, by_admin: bool) -> Asked | None:
    """Return what a button may ask Telegram for; None where there is nothing to ask."""
    if one.is_over(now) or one.first_charge is None:
        return None
    if one.state in {RenewalState.ACTIVE, RenewalState.FAILED}:
        return Asked.STOP
    is_stopped = one.state is RenewalState.STOPPED
    return Asked.ALLOW if is_stopped and (by_admin or one.was_stopped_by_payer) else None


def label(say: Wording, one: Renewal, asked: Asked) -> str:
    return say.label(f"button-stars-{asked}-renewal", what=one.title)


def question(say: Wording, one: Renewal, asked: Asked, *, theirs: bool) -> Markup:
    """Return the question before Telegram is asked."""
    whose = "-theirs" if theirs else ""
    return say(f"stars-renewal-{asked}-ask{whose}", **facts(say, one))


def facts(say: Wording, one: Renewal) -> dict[str, object]:
    return {
        "what": say("product-quoted", what=one.title),
        "price": one.price,
        "when": When(one.paid_until or one.started_at),
    }


def _line(say: Wording, voice: str, one: Renewal, now: int) -> Markup:
    state: str = one.state
    if one.is_over(now):
        state = "ended"
    elif one.state is RenewalState.STOPPED and one.was_stopped_by_payer:
        state = "stopped-by-payer"
    return say(f"{voice}-{state}", **facts(say, one))


def _unclear(say: Wording, one: Renewal) -> Markup | None:
    return say(f"stars-renewal-{one.asked}-unknown") if one.asked is not None else None
