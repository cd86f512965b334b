"""Manual grants and the end of access, as /grant and /revoke have them."""

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.domain.plans import Plan
from bot.domain.records import NewTariff
from bot.texts import Whole, clean
from bot.usecases.access import manual, phrases
from bot.usecases.access.manual import LONGEST_NOTE, Preview, end_of
from bot.usecases.people.typed import possible_id
from handlers.http.console.api.people.models import (
    Done,
    GrantOrder,
    GrantQuery,
    Question,
    RevokeOrder,
    RevokeQuery,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of both acts: the question, and the yes."""
    grant, revoke = "people/{id}/grant", "people/{id}/revoke"
    return [
        Route("GET", grant, Question, _ask_grant, query=GrantQuery, summary="Before a grant"),
        Route("POST", grant, Done, _grant, body=GrantOrder, summary="Give access"),
        Route("GET", revoke, Question, _ask_revoke, query=RevokeQuery, summary="Before an end"),
        Route("POST", revoke, Done, _revoke, body=RevokeOrder, summary="End access"),
    ]


async def _ask_grant(call: Call) -> Question:
    tariff = _tariff(call, call.query)
    preview = await call.deps.manual_grants.preview_grant(_person(call), *tariff)
    return Question(
        lines=said(phrases.grant_question(call.say, preview, tariff, call.admin)),
        until=None if preview.has_lifetime else end_of(preview.after),
    )


async def _grant(call: Call) -> Done:
    """Grant, if it leads to the access that was shown."""
    order: GrantOrder = call.body
    person_id, tariff, note = _person(call), _tariff(call, order), _note(order.note)
    wanted = manual.GrantOrder(person_id, *tariff, order.until, note or None)
    granted = await call.deps.manual_grants.grant(wanted, call.admin)
    if granted is None:
        raise _changed(call, await call.deps.manual_grants.preview_grant(person_id, *tariff))
    return Done(lines=said(phrases.granted(call.say, granted, tariff, note)))


async def _ask_revoke(call: Call) -> Question:
    plan = _plan(call, call.query.plan)
    preview = await call.deps.manual_grants.preview_revoke(_person(call), plan.id)
    return Question(
        lines=said(phrases.revoke_question(call.say, preview, call.admin)),
        until=end_of(preview.before) if preview.can_end else None,
    )


async def _revoke(call: Call) -> Done:
    """Revoke, if access ends as was shown."""
    order: RevokeOrder = call.body
    person_id, plan, note = _person(call), _plan(call, order.plan), _note(order.note)
    wanted = manual.RevokeOrder(person_id, plan.id, order.until, note or None)
    revoked = await call.deps.manual_grants.revoke(wanted, call.admin)
    if revoked is None:
        raise _changed(call, await call.deps.manual_grants.preview_revoke(person_id, plan.id))
    return Done(lines=said(phrases.revoked(call.say, revoked, note)))


def _person(call: Call) -> PersonId:
    """Return the person of the path, whom the bot need not know; raise Refused (404) for a number
    that is nobody's id."""
    found = possible_id(call.whole("id"))
    if found is None:
        raise call.missing()
    return found


def _plan(call: Call, key: str) -> Plan:
    plan = call.deps.plans.by_key(key)
    if plan is None:
        raise call.missing()
    return plan


def _tariff(call: Call, asked: GrantQuery | GrantOrder) -> NewTariff:
    """Return the plan and the time; raise Refused (400) for a time that is none."""
    try:
        duration = Duration.parse(asked.duration)
    except ValueError:
        text = call.text("console-people-duration-unreadable")
        raise Refused(400, "bad-request", text, ("duration",)) from None
    return NewTariff(_plan(call, asked.plan).id, duration)


def _note(text: str) -> str:
    return clean(text, LONGEST_NOTE)


def _changed(call: Call, preview: Preview) -> Refused:
    """Return the refusal of an act whose question is no longer true, with what is true now."""
    now = Whole(sentence(call.say.their_access(preview.before, preview.now)))
    return Refused(409, "changed", call.text("console-people-changed", access=now))
