"""Held payments: their cards, and the steps that grant or dismiss them."""

from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import Purchase
from bot.domain.shop_face.telegram_html import plain
from bot.texts import When, lines
from bot.usecases.attention.held import HeldPurchase, HeldStep
from bot.usecases.attention.phrases import give_question, missing
from bot.usecases.attention.reasons import reason_of
from bot.usecases.people import typed
from bot.usecases.people.phrases import notified_line, person_link
from bot.usecases.purchases.phrases import (
    access_now,
    buyer,
    named_otherwise,
    paid_line,
    raw_body,
)
from handlers.http.console.api.attention.common import plans_sold, too_late
from handlers.http.console.api.attention.models import (
    Card,
    Done,
    FoundPerson,
    NamedBuyer,
    Question,
    Reason,
    Step,
    TypedPerson,
)
from handlers.http.console.api.chosen_tariff import ChosenTariff, read_tariff
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence

_STEPS: dict[HeldStep, Step] = {
    HeldStep.ACCEPT: "accept",
    HeldStep.BIND: "bind",
    HeldStep.GRANT: "grant",
    HeldStep.NAME_BUYER: "name-buyer",
}


def routes() -> list[Route]:
    """Return the routes of held payments."""
    held = "attention/held/{id}"
    return [
        Route("GET", held, Card, _card, summary="A held payment"),
        Route("POST", f"{held}/accept", Done, _accept, summary="Accept it as shown"),
        Route(
            "GET",
            f"{held}/give",
            Question,
            _ask_give,
            query=ChosenTariff,
            summary="What giving it a duration would do",
        ),
        Route("POST", f"{held}/give", Done, _give, body=ChosenTariff, summary="Give it a duration"),
        Route(
            "POST",
            f"{held}/buyer/find",
            FoundPerson,
            _find,
            body=TypedPerson,
            summary="Find the buyer who was typed",
        ),
        Route("POST", f"{held}/buyer", Done, _name, body=NamedBuyer, summary="Name its buyer"),
        Route("POST", f"{held}/dismiss", Done, _dismiss, body=Reason, summary="Dismiss it"),
    ]


def row_of(call: Call) -> PurchaseRow:
    return PurchaseRow(call.whole("id"))


async def _card(call: Call) -> Card:
    found = await call.deps.attention.held(row_of(call))
    if found is None:
        raise call.missing()
    return card(call, found)


def card(call: Call, held: HeldPurchase) -> Card:
    say, purchase = call.say, held.purchase
    return Card(
        kind="held",
        id=purchase.id,
        title=sentence(say("held-title")),
        lines=said(_summary(call, held)),
        notes=[line for one in missing(say, held) for line in said(one)],
        body=plain(raw_body(held.body)) or None,
        steps=[*(_STEPS[one] for one in held.steps), "dismiss"],
        asks={"accept": "\n".join(said(say("held-accept-confirm")))},
        plans=plans_sold(call),
        person=purchase.telegram_user_id,
        purchase=purchase.id,
    )


def _summary(call: Call, held: HeldPurchase) -> str:
    say, purchase = call.say, held.purchase
    return lines(
        say("purchase-product", what=say.product(purchase)),
        buyer(say, purchase, held.buyer),
        paid_line(say, purchase),
        say("purchase-received", when=When(purchase.received_at)),
    )


async def _held(call: Call) -> HeldPurchase:
    """Return the payment if it is still held; raise Refused (409) where somebody was quicker."""
    found = await call.deps.attention.held(row_of(call))
    if found is not None:
        return found
    if await call.deps.attention.purchase(row_of(call)) is None:
        raise call.missing()
    raise too_late(call)


async def _accept(call: Call) -> Done:
    await _held(call)
    accepted = await call.deps.attention.accept(row_of(call), call.admin)
    return await _after(call, accepted, call.text("toast-held-accepted"))


async def _ask_give(call: Call) -> Question:
    held, say = await _held(call), call.say
    tariff = read_tariff(call, call.query)
    title, *rest = said(give_question(say, held, tariff))
    warnings = named_otherwise(say, held.purchase.product_name, tariff)
    return Question(
        title=title,
        lines=[*rest, *said(_summary(call, held))],
        warnings=[sentence(one) for one in warnings],
    )


async def _give(call: Call) -> Done:
    await _held(call)
    tariff = read_tariff(call, call.body)
    given = await call.deps.attention.give(row_of(call), tariff, call.admin)
    if given is None:
        raise too_late(call)
    single = given.settled is None
    text = (
        call.text("toast-held-settled")
        if single
        else call.text("toast-held-bound", count=given.settled)
    )
    return await _after(call, await call.deps.attention.purchase(row_of(call)), text)


async def _find(call: Call) -> FoundPerson:
    await _held(call)
    meant = await typed.find(call.deps.people, call.body.typed)
    if meant is None:
        text = sentence(call.say("person-not-found", wanted=call.body.typed))
        raise Refused(400, "not-found", text, ("typed",))
    label = sentence(person_link(call.say, meant.person, meant.id))
    return FoundPerson(id=meant.id, label=label, is_new=meant.person is None)


async def _name(call: Call) -> Done:
    await _held(call)
    person = typed.possible_id(call.body.person)
    if person is None:
        raise Refused(400, "bad-request", call.text("console-attention-no-person"), ("person",))
    named = await call.deps.attention.name_buyer(row_of(call), person, call.admin)
    return await _after(call, named, call.text("toast-held-buyer-named"))


async def _dismiss(call: Call) -> Done:
    await _held(call)
    reason = reason_for(call)
    dismissed = await call.deps.attention.dismiss(row_of(call), reason, call.admin)
    if dismissed is None:
        raise too_late(call)
    return Done(text=call.text("console-attention-dismissed"))


def reason_for(call: Call) -> str:
    """Return the reason that was typed; raise Refused (400) for none, or a long one."""
    reason = reason_of(call.body.reason)
    if reason is None:
        text = call.text("console-attention-reason-unreadable")
        raise Refused(400, "bad-request", text, ("reason",))
    return reason


async def _after(call: Call, purchase: Purchase | None, text: str) -> Done:
    """Return what was done, and the payment where it is still held; raise Refused (409) where
    another admin was quicker."""
    if purchase is None:
        raise too_late(call)
    still = await call.deps.attention.held(purchase.id)
    if still is not None:
        return Done(text=text, card=card(call, still))
    found = await call.deps.purchases.card(purchase.id)
    if found is None or purchase.status is not PurchaseStatus.APPLIED:
        return Done(text=text)
    access = access_now(call.say, found, call.now)
    notified = notified_line(call.say, found.buyer)
    return Done(text=text, lines=[*said(access or ""), *said(notified or "")])
