"""Prices in Stars; no admin overrules another one unseen."""

from bot.domain.money import STARS, Money
from bot.domain.stars import MOST_RENEWING_STARS, InStars
from handlers.http.console.api.plans.common import tariff_of
from handlers.http.console.api.plans.models import Done, StarsBody
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence


def routes() -> list[Route]:
    """Return the route of prices in Stars."""
    return [
        Route(
            "POST",
            "tariffs/{id}/stars",
            Done,
            _set,
            body=StarsBody,
            summary="Ask this price in Stars, or none",
        ),
    ]


async def _set(call: Call) -> Done:
    found, body = await tariff_of(call), call.body
    price = InStars(body.stars, body.renews) if body.stars is not None else None
    if price is not None and price.renews and not found.may_renew:
        raise Refused(400, "bad-request", call.text("console-plans-no-renewal"), ("renews",))
    if price is not None and price.renews and price.stars > MOST_RENEWING_STARS:
        text = call.text("console-plans-renewal-too-much", most=MOST_RENEWING_STARS)
        raise Refused(400, "bad-request", text, ("stars",))
    decided = await call.deps.stars_prices.set(
        found.tariff.id, price, seen=body.seen, admin_id=call.admin
    )
    if not decided:
        raise Refused(409, "changed", sentence(call.say("stars-price-conflict")))
    if price is None:
        return Done(text=sentence(call.say("stars-price-stopped")))
    key = "stars-price-set-renewing" if price.renews else "stars-price-set"
    return Done(text=sentence(call.say(key, price=Money(price.stars, STARS))))
