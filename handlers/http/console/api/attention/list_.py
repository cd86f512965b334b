"""Everything that waits, by kind, as the chat's /attention lists it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from bot.domain.records import Purchase, UnmatchedRefund
from bot.domain.recurring import RecurringProduct
from bot.usecases.attention.backlog import Backlog, OpenClaim, UndeliverableMessage, UnknownRefund
from bot.usecases.outbox.pause import Pause
from bot.usecases.people.phrases import short_name
from bot.usecases.purchases.phrases import buyer
from bot.usecases.support.support import OpenRequest
from handlers.http.console.api.attention.common import moment, written
from handlers.http.console.api.attention.models import (
    AttentionQuery,
    Everything,
    Group,
    Item,
    Kind,
    Kinds,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence


def routes() -> list[Route]:
    """Return the route of the list."""
    return [
        Route(
            "GET",
            "attention",
            Everything,
            everything,
            query=AttentionQuery,
            summary="All that waits now, or some of it",
        )
    ]


async def everything(call: Call) -> Everything:
    backlog, pause = await call.deps.attention.backlog(), await call.deps.pauses.current()
    groups = []
    for waiting in await _asked(call, _waiting(backlog, pause)):
        items = await call.deps.rests.one_by_one(partial(waiting.item, call), waiting.found)
        if items:
            number = len(items) if waiting.number is None else waiting.number
            title = sentence(call.say(waiting.key, count=number))
            groups.append(
                Group(kind=waiting.kind, title=title, items=items, more=_more(call, items, number))
            )
    return Everything(count=backlog.count + (pause is not None), groups=groups)


def _more(call: Call, items: Sequence[Item], number: int) -> str | None:
    """Return that not all are here, where it is so; all webhooks together are one item."""
    if items[0].kind == "webhooks" or number <= len(items):
        return None
    return call.text("console-attention-more", shown=len(items))


class _Waiting(NamedTuple):
    """All that waits of one kind, and how an item is made of each. `number` is in the title; None
    where each is listed."""

    kind: Kind
    key: str
    item: Callable[[Call, Any], Item]
    found: Sequence[object]
    number: int | None = None


def _waiting(backlog: Backlog, pause: Pause | None) -> list[_Waiting]:
    lost, numbers = backlog.lost_webhooks, backlog.numbers
    return [
        _Waiting("pause", "attention-outbox-pause", _pause, (pause,) if pause else ()),
        _Waiting("held", "attention-held", _held, backlog.held, numbers.held),
        _Waiting("claim", "attention-claims", _claim, backlog.claims, numbers.claims),
        _Waiting("support", "attention-support-requests", _support, backlog.support_requests),
        _Waiting(
            "refund",
            "attention-refunds-unmatched",
            _refund,
            backlog.unmatched_refunds,
            numbers.unmatched_refunds,
        ),
        _Waiting("unknown-refund", "attention-refunds-unknown", _unknown, backlog.unknown_refunds),
        _Waiting(
            "undeliverable",
            "attention-undeliverable",
            _undeliverable,
            backlog.undeliverable,
            numbers.undeliverable,
        ),
        _Waiting("webhooks", "attention-webhooks-out", _webhooks, (lost,) if lost else (), lost),
        _Waiting("recurring", "attention-recurring", _recurring, backlog.recurring),
    ]


_PARTS: Mapping[Kinds, frozenset[Kind]] = {
    "pause": frozenset({"pause"}),
    "held": frozenset({"held"}),
    "claims": frozenset({"claim"}),
    "questions": frozenset({"support"}),
    "refunds": frozenset({"refund", "unknown-refund"}),
    "recurring": frozenset({"recurring"}),
    "undeliverable": frozenset({"undeliverable"}),
    "webhooks": frozenset({"webhooks"}),
}


async def _asked(call: Call, waiting: list[_Waiting]) -> list[_Waiting]:
    query: AttentionQuery = call.query
    kinds = _PARTS[query.of] if query.of is not None else None
    found = [one for one in waiting if kinds is None or one.kind in kinds]
    if query.why is None:
        return found
    held, number = await call.deps.attention.held_for(query.why)
    return [one._replace(found=held, number=number) for one in found if one.kind == "held"]


def _item(call: Call, kind: Kind, number: int, title: str, at: int | None) -> Item:
    return Item(
        kind=kind,
        id=number,
        title=title,
        at=written(at),
        at_text=moment(call, at) if at is not None else None,
    )


def _pause(call: Call, pause: Pause) -> Item:
    title = sentence(call.say("attention-outbox-pause"))
    return _item(call, "pause", 1, title, pause.since)


def _held(call: Call, one: Purchase) -> Item:
    at = one.purchased_at if one.purchased_at is not None else one.received_at
    item = _item(call, "held", one.id, sentence(call.say.product(one)), at)
    who = sentence(buyer(call.say, one, None))
    why = sentence(call.say.held_reason(one.held_reason)) if one.held_reason else ""
    return item.model_copy(update={"detail": f"{who} · {why}"})


def _claim(call: Call, one: OpenClaim) -> Item:
    claim = one.claim
    name = short_name(call.say, one.person, claim.telegram_user_id)
    item = _item(call, "claim", claim.id, name, claim.created_at)
    return item.model_copy(update={"detail": claim.text})


def _support(call: Call, one: OpenRequest) -> Item:
    request = one.request
    name = short_name(call.say, one.person, request.telegram_user_id)
    item = _item(call, "support", request.telegram_user_id, name, request.since)
    return item.model_copy(update={"detail": request.text})


def _refund(call: Call, one: UnmatchedRefund) -> Item:
    what = call.say.paid_for(one.product_name, one.product_id, one.paid)
    return _item(call, "refund", one.id, sentence(what), one.refunded_at)


def _unknown(call: Call, one: UnknownRefund) -> Item:
    title = sentence(call.say.product(one.purchase))
    item = _item(call, "unknown-refund", one.attempt.id, title, one.attempt.created_at)
    return item.model_copy(update={"purchase": one.purchase.id})


def _undeliverable(call: Call, one: UndeliverableMessage) -> Item:
    message = one.message
    name = short_name(call.say, one.person, message.chat_id)
    item = _item(call, "undeliverable", message.id, name, message.done_at)
    about = sentence(call.say("undeliverable-about", kind=message.kind))
    return item.model_copy(update={"detail": about})


def _recurring(call: Call, one: RecurringProduct) -> Item:
    title = sentence(call.say.recurring_name(one.name, one.subscription_id))
    item = _item(call, "recurring", one.subscription_id, title, None)
    people = sentence(call.say("recurring-card-people", people=one.people))
    return item.model_copy(update={"detail": people})


def _webhooks(call: Call, lost: int) -> Item:
    title = sentence(call.say("webhooks-out-title", count=lost))
    return Item(kind="webhooks", id=1, title=title)
