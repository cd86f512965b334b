"""Helpers that the routes of plans and tariffs share."""

from bot.domain.plans import Plan
from bot.usecases.stars.prices import TariffInStars
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call


def plan_of(call: Call) -> Plan:
    """Return the plan of the path; raise Refused (404) where there is none."""
    found = call.deps.plans.get(call.whole("id"))
    if found is None:
        raise call.missing()
    return found


async def tariff_of(call: Call) -> TariffInStars:
    """Return the tariff of the path; raise Refused (404) where there is none."""
    found = await call.deps.stars_prices.of(call.whole("id"))
    if found is None:
        raise call.missing()
    return found


def locale_of(call: Call, locale: str) -> str:
    """Return a language that is there; raise Refused (400) for another one."""
    if locale not in call.deps.texts.locales:
        raise Refused(400, "bad-request", call.text("console-plans-no-language"), ("locale",))
    return locale
