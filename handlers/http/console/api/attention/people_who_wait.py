"""People who wait: claims of those who paid in the browser, and questions to the owner."""

from bot.domain.models import PersonId, PurchaseRow
from bot.domain.records import ClaimState, Person, Purchase
from bot.texts import When, lines
from bot.usecases.claims import phrases
from bot.usecases.claims.claims import ClaimView
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.phrases import buyer, paid_line
from bot.usecases.support.support import OpenRequest
from handlers.http.console.api.attention.common import too_late
from handlers.http.console.api.attention.models import (
    Card,
    Choice,
    Denial,
    Done,
    Row,
    Step,
    UpTo,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of claims and of questions."""
    claim, support = "attention/claims/{id}", "attention/support/{id}"
    return [
        Route("GET", claim, Card, _claim, summary="A claim, and the payments it may mean"),
        Route(
            "POST",
            f"{claim}/approve",
            Done,
            _approve,
            body=Row,
            summary="The payment is the claimant's",
        ),
        Route("POST", f"{claim}/deny", Done, _deny, body=Denial, summary="Deny the claim"),
        Route("GET", support, Card, _request, summary="What a person waits for an answer to"),
        Route(
            "POST",
            f"{support}/send-again",
            Done,
            _send_again,
            summary="Send it to the admin's chat, to be replied to",
        ),
        Route("POST", f"{support}/close", Done, _close, body=UpTo, summary="It needs no answer"),
    ]


async def _claim(call: Call) -> Card:
    return claim_card(call, await _view(call))


async def _view(call: Call) -> ClaimView:
    view = await call.deps.claims.view(call.whole("id"))
    if view is None:
        raise call.missing()
    return view


def claim_card(call: Call, view: ClaimView) -> Card:
    say, claim = call.say, view.claim
    is_open = claim.state is ClaimState.OPEN
    denied = [say("claim-denied-before", count=view.denied_before)] if view.denied_before else []
    taken = [_payment(call, one, owner) for one, owner in view.taken]
    steps: list[Step] = ["approve", "deny"] if view.choices else ["deny"]
    if view.names_own_payment:  # a denial would say that it wasn't found
        steps = ["approve"]
    return Card(
        kind="claim",
        id=claim.id,
        title=sentence(say("claim-title") if is_open else phrases.decision(say, view)),
        lines=said(person_link(say, view.person, claim.telegram_user_id)),
        quote=claim.text,
        notes=[
            *(sentence(one) for one in denied),
            *(f"{sentence(say('claim-already-settled'))} {' · '.join(one)}" for one in taken),
            *([sentence(say("claim-warning"))] if is_open else []),
        ],
        choices=[_choice(call, one) for one in view.choices] if is_open else [],
        choices_title=sentence(phrases.choose(say, view)) if is_open else None,
        steps=steps if is_open else [],
        asks={
            "approve": sentence(say("claim-approve-confirm")),
            "deny": sentence(phrases.deny_question(say, view)),
        },
        person=claim.telegram_user_id,
        purchase=claim.purchase_row,
        seen=len(view.matches),
        is_open=is_open,
    )


def _payment(call: Call, one: Purchase, owner: Person | None) -> list[str]:
    say = call.say
    return said(lines(say.product(one), buyer(say, one, owner), paid_line(say, one)))


def _choice(call: Call, one: Purchase) -> Choice:
    title, *rest = _payment(call, one, None)
    return Choice(id=one.id, title=title, lines=rest)


async def _approve(call: Call) -> Done:
    row = PurchaseRow(call.body.row)
    await _view(call)
    purchase = await call.deps.claims.approve(call.whole("id"), row, call.admin)
    if purchase is None:
        still = (await _view(call)).claim.state is ClaimState.OPEN
        raise call.changed() if still else too_late(call)
    effect = await _effect(call, purchase)
    return Done(text=sentence(call.say("claim-approved")), lines=effect)


async def _effect(call: Call, purchase: Purchase) -> list[str]:
    card = await call.deps.purchases.card(purchase.id)
    subscription = card.subscription if card is not None else None
    has_access = subscription is not None and subscription.active_at(call.now)
    return said(phrases.effect(call.say, purchase, has_access=has_access) or "")


async def _deny(call: Call) -> Done:
    await _view(call)
    unmatched = call.body.unmatched
    denied = await call.deps.claims.deny(call.whole("id"), call.admin, unmatched=unmatched)
    if not denied:
        still = (await _view(call)).claim.state is ClaimState.OPEN
        raise call.changed() if still else too_late(call)
    return Done(text=sentence(call.say("claim-denied")))


async def _request(call: Call) -> Card:
    found = await call.deps.support.request(PersonId(call.whole("id")))
    if found is None:
        raise call.missing()
    return _request_card(call, found)


def _request_card(call: Call, found: OpenRequest) -> Card:
    say, request = call.say, found.request
    since = say("support-request-since", when=When(request.since), count=len(request.messages))
    return Card(
        kind="support",
        id=request.telegram_user_id,
        title=sentence(say("support-request-title")),
        lines=[*said(person_link(say, found.person, request.telegram_user_id)), *said(since)],
        quote=request.text or None,
        steps=["send-again", "close"],
        person=request.telegram_user_id,
        seen=request.messages[-1],
    )


async def _send_again(call: Call) -> Done:
    sent = await call.deps.support.send_again(PersonId(call.whole("id")), call.admin)
    if not sent:
        raise too_late(call)
    return Done(text=call.text("toast-support-sent-again"))


async def _close(call: Call) -> Done:
    person = PersonId(call.whole("id"))
    if not await call.deps.support.close(person, call.body.up_to, call.admin):
        still = await call.deps.support.request(person)
        raise call.changed() if still is not None else too_late(call)
    return Done(text=call.text("console-attention-closed"))
