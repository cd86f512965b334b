"""Consent: whether buyers agree to the terms before they pay."""

from functools import partial

from bot.domain.records import Person as Known
from bot.domain.shop_face.consent import Agreement
from handlers.http.console.api import cursors
from handlers.http.console.api.days import moment
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Person
from handlers.http.console.api.shop_face.models import (
    AgreedAnswer,
    AgreedQuery,
    AgreedRow,
    AskAgainIn,
    ConsentIn,
    ConsentOut,
)


async def consent_out(call: Call) -> ConsentOut:
    """Return the decision that counts, and how many people have agreed."""
    consent = call.deps.consent
    state = "consent-off"
    if consent.is_on:
        state = "consent-on" if consent.payment_counts else "consent-on-all"
    return ConsentOut(
        on=consent.is_on,
        has_terms=_has_terms(call),
        seen=consent.version,
        agreed=await consent.count(),
        said=sentence(call.say(state)),
    )


async def agreed(call: Call) -> AgreedAnswer:
    """Return a page of the people who have agreed."""
    query: AgreedQuery = call.query
    before = cursors.place(call, query.cursor, int, int)
    found = await call.deps.consent.people(before, query.limit + 1)
    shown = found[: query.limit]
    return AgreedAnswer(
        items=await call.deps.rests.one_by_one(partial(_row, call), shown),
        next=cursors.encode(shown[-1][0].id) if len(found) > query.limit else None,
    )


def _row(call: Call, one: tuple[Agreement, Known | None]) -> AgreedRow:
    agreement, known = one
    name, username = (known.name, known.username) if known is not None else (None, None)
    return AgreedRow(
        person=Person.of(agreement.telegram_user_id, name, username),
        at=moment(call, agreement.agreed_at),
    )


async def switch(call: Call) -> ConsentOut:
    """Switch it on, where there are terms, or off."""
    body: ConsentIn = call.body
    if body.on:
        _need_terms(call)
    changed = await call.deps.consent.switch(on=body.on, seen=body.seen, admin_id=call.admin)
    return await _answer(call, changed=changed)


async def ask_again(call: Call) -> ConsentOut:
    """Ask everybody once more, also people who have agreed or paid."""
    body: AskAgainIn = call.body
    _need_terms(call)
    changed = await call.deps.consent.ask_again(seen=body.seen, admin_id=call.admin)
    return await _answer(call, changed=changed)


async def _answer(call: Call, *, changed: bool) -> ConsentOut:
    if not changed:
        raise Refused(409, "changed", call.text("console-shop-consent-changed"))
    return await consent_out(call)


def _has_terms(call: Call) -> bool:
    return call.deps.shop_face.terms(call.locale) is not None


def _need_terms(call: Call) -> None:
    if not _has_terms(call):
        raise Refused(409, "no-terms", call.text("toast-consent-no-terms"))
