"""An admin stops what renews in Stars, or allows it again."""

from bot.texts import GAP, lines
from bot.usecases.stars import renewal_phrases
from bot.usecases.stars import renewals as acts
from bot.usecases.stars.renewals import EditOutcome
from handlers.http.console.api.people.models import Done, EditRenewal
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said


def routes() -> list[Route]:
    """Return the route of the act."""
    path = "people/{id}/renewals/{renewal}"
    return [
        Route("POST", path, Done, _edit, body=EditRenewal, summary="Stop a renewal, or allow it"),
    ]


async def _edit(call: Call) -> Done:
    """Ask Telegram once, and say how it ended."""
    order: EditRenewal = call.body
    known = await call.deps.stars_renewals.get(call.whole("renewal"))
    if known is None or known.telegram_user_id != call.whole("id"):
        raise call.missing()
    actor = acts.admin(call.admin)
    outcome = await call.deps.stars_renewals.edit(known.id, order.asked, actor)
    now = await call.deps.stars_renewals.get(known.id) or known
    facts = renewal_phrases.facts(call.say, now)
    text = lines(
        call.say(f"stars-renewal-{order.asked}-{outcome}-theirs", **facts),
        GAP,
        renewal_phrases.their_line(call.say, now, call.deps.clock.now()),
    )
    if outcome is not EditOutcome.DONE:
        raise Refused(409, outcome.value, " ".join(said(text)))
    return Done(lines=said(text))
