"""Refunds, as /refund has them: the question first, then exactly what was shown, once."""

from bot.domain.records import AttemptState
from bot.texts import Whole
from bot.usecases.purchases.lookup import PurchaseCard, Seen
from bot.usecases.refunds import phrases, request
from handlers.http.console.api.purchases.models import (
    RefundOrder,
    RefundOutcome,
    RefundQuestion,
    SeenPurchase,
    WhatHappened,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said

_SOMEBODY_ELSE = {request.RefundOutcome.IN_PROGRESS, request.RefundOutcome.ALREADY_REFUNDED}
"""The outcomes where nothing was asked of Tribute, or Telegram, by this request."""


def routes() -> list[Route]:
    """Return the routes of refunds."""
    path = "purchases/{id}/refund"
    return [
        Route("GET", path, RefundQuestion, _question, summary="The question before a refund"),
        Route("POST", path, RefundOutcome, _refund, body=RefundOrder, summary="Refund it"),
        Route(
            "POST",
            "purchases/{id}/refund/settle",
            RefundOutcome,
            _settle,
            body=WhatHappened,
            summary="Say how a refund with an unknown result ended",
        ),
    ]


async def _question(call: Call) -> RefundQuestion:
    card = await _known(call)
    return _asked(call, card)


def _asked(call: Call, card: PurchaseCard) -> RefundQuestion:
    attempt = card.waits_for_refund
    is_unknown = attempt is not None and attempt.state is AttemptState.UNKNOWN
    seen = SeenPurchase(**card.seen._asdict()) if card.may_be_refunded else None
    return RefundQuestion(
        lines=said(phrases.as_it_is(call.say, card, call.now)),
        seen=seen,
        label=phrases.confirm_label(call.say, card) if seen is not None else None,
        unknown_attempt=attempt.id if attempt is not None and is_unknown else None,
    )


async def _refund(call: Call) -> RefundOutcome:
    """Refund, if nothing has changed since the question."""
    order: RefundOrder = call.body
    card = await _known(call)
    seen = Seen(order.seen.attempts, order.seen.until)
    if not card.may_be_refunded or card.seen != seen:
        raise _changed(call, card)
    result = await call.deps.refunds.refund(card.purchase.id, call.admin)
    card = await _known(call)
    if result.outcome in _SOMEBODY_ELSE:
        raise _changed(call, card)
    text = phrases.outcome(call.say, result, card, call.deps.clock.now())
    return RefundOutcome(done=result.outcome is request.RefundOutcome.DONE, lines=said(text))


async def _settle(call: Call) -> RefundOutcome:
    """Close an attempt whose result was unknown, as the admin saw it in Tribute's dashboard."""
    told: WhatHappened = call.body
    card = await _known(call)
    attempt = card.waits_for_refund
    if attempt is None or attempt.id != told.attempt:
        raise _changed(call, card)
    closed = await call.deps.refunds.close_unknown(
        told.attempt, happened=told.happened, actor_id=call.admin
    )
    card = await _known(call)
    if not closed:
        raise _changed(call, card)
    phrase = phrases.done if told.happened else phrases.not_done
    text = phrase(call.say, card, call.deps.clock.now())
    return RefundOutcome(done=told.happened, lines=said(text))


async def _known(call: Call) -> PurchaseCard:
    card = await call.deps.purchases.card(call.whole("id"))
    if card is None:
        raise call.missing()
    return card


def _changed(call: Call, card: PurchaseCard) -> Refused:
    """Return the refusal of an act on what has changed, with what is true now."""
    now = Whole(" ".join(said(phrases.as_it_is(call.say, card, call.now))[:1]))
    return Refused(409, "changed", call.text("console-purchases-changed", now=now))
