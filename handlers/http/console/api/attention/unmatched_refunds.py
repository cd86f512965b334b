"""Unclear refunds, which fit no single purchase: an admin names the purchase that is meant."""

from bot.domain.models import PurchaseRow
from bot.domain.records import Purchase
from bot.texts import lines
from bot.usecases.attention.actions import UnmatchedView
from bot.usecases.attention.phrases import choose_purchase, unmatched_facts
from bot.usecases.people.phrases import notified_line
from bot.usecases.purchases.phrases import (
    access_after_refund,
    access_now,
    paid_line,
    purchase_summary,
)
from handlers.http.console.api.attention.common import too_late
from handlers.http.console.api.attention.held import reason_for
from handlers.http.console.api.attention.models import (
    Card,
    Choice,
    Done,
    Question,
    Reason,
    Row,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of unclear refunds."""
    refund = "attention/refunds/{id}"
    return [
        Route("GET", refund, Card, _card, summary="An unclear refund, and what it may mean"),
        Route(
            "GET",
            f"{refund}/match",
            Question,
            _ask,
            query=Row,
            summary="What applying it to a purchase would do",
        ),
        Route("POST", f"{refund}/match", Done, _match, body=Row, summary="It means this purchase"),
        Route("POST", f"{refund}/dismiss", Done, _dismiss, body=Reason, summary="Dismiss it"),
    ]


async def _view(call: Call) -> UnmatchedView:
    view = await call.deps.attention.unmatched(call.whole("id"))
    if view is None:
        raise too_late(call) if call.request.method == "POST" else call.missing()
    return view


async def _card(call: Call) -> Card:
    view, say = await _view(call), call.say
    refund, found = view.refund, view.candidates
    what = say.paid_for(refund.product_name, refund.product_id, refund.paid)
    return Card(
        kind="refund",
        id=refund.id,
        title=sentence(say("refund-unmatched-title")),
        lines=said(lines(what, *unmatched_facts(say, view))),
        choices=[_choice(call, one) for one in found],
        choices_title=sentence(choose_purchase(say, view)),
        steps=["match", "dismiss"] if found else ["dismiss"],
        person=refund.telegram_user_id,
    )


def _choice(call: Call, one: Purchase) -> Choice:
    title = sentence(call.say.product(one))
    return Choice(id=one.id, title=title, lines=said(paid_line(call.say, one)))


async def _ask(call: Call) -> Question:
    view, say = await _view(call), call.say
    card = await call.deps.purchases.card(call.query.row)
    if card is None or card.purchase.id not in {one.id for one in view.candidates}:
        raise call.changed()
    found = lines(
        purchase_summary(say, card),
        access_now(say, card, call.now),
        access_after_refund(say, card, call.now),
    )
    return Question(title=sentence(say("refund-match-confirm")), lines=said(found))


async def _match(call: Call) -> Done:
    await _view(call)
    row = PurchaseRow(call.body.row)
    matched = await call.deps.attention.match_refund(call.whole("id"), row, call.admin)
    if not matched:
        raise call.changed()
    card = await call.deps.purchases.card(row)
    access = access_now(call.say, card, call.now) if card is not None else None
    notified = notified_line(call.say, card.buyer) if card is not None else None
    text = sentence(call.say("refund-match-done"))
    return Done(text=text, lines=[*said(access or ""), *said(notified or "")])


async def _dismiss(call: Call) -> Done:
    await _view(call)
    reason = reason_for(call)
    if not await call.deps.attention.dismiss_refund(call.whole("id"), reason, call.admin):
        raise too_late(call)
    return Done(text=call.text("console-attention-dismissed"))
