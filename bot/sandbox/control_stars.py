"""The window for payments in Stars: pay, pay twice at once, lose the update, get some back. And the
settings of Telegram: a person's Stars and renewals."""

from typing import Any

from aiohttp import web

from bot.sandbox.control import (
    WORLD,
    Refusal,
    known_person,
    one_of,
    person_of,
    read_body,
    read_number,
    read_text,
)
from bot.sandbox.telegram.payments import Payment
from bot.sandbox.telegram.stars import Invoice, StarsSubscription
from bot.sandbox.world import World

_MORE_STARS = 5_000
_WAYS = {way: way for way in ("once", "twice", "lost")}


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/people/{id}/stars/pay", _pay),
        web.post("/api/people/{id}/stars/more", _more),
        web.post("/api/people/{id}/stars/refund", _refund),
        web.post("/api/people/{id}/stars/none", _none),
        web.post("/api/people/{id}/stars/cancel", _cancel),
        web.post("/api/people/{id}/stars/resume", _resume),
    ]


async def _pay(request: web.Request) -> web.Response:
    """Pay an invoice in the chat of `owner`, who may be somebody else, as a forwarded one is; or
    what is behind a `link`."""
    body, telegram = await read_body(request), request.app[WORLD].telegram
    payer, how = person_of(request), one_of(body, "how", _WAYS)
    invoice = _invoice(request.app[WORLD], body)
    if how == "twice":
        ended = await telegram.pay_invoice_twice(payer.id, invoice)
    else:
        ended = [await telegram.pay_invoice(payer.id, invoice, lose_update=how == "lost")]
    return web.json_response({"payments": [_shown(one) for one in ended]})


def _invoice(world: World, body: dict[str, Any]) -> Invoice:
    if "link" in body:
        found = world.telegram.invoice_behind(read_text(body, "link", 64))
    else:
        owner = known_person(world, read_number(body, "owner"))
        found = world.telegram.invoice_in(owner.id, read_number(body, "message_id"))
    if found is None:
        raise Refusal("This invoice isn’t in the chat any more.")
    return found


async def _refund(request: web.Request) -> web.Response:
    """Give a payment back as another program with the bot's token does; with `lost` the bot isn't
    told of it."""
    body, telegram, person = (
        await read_body(request),
        request.app[WORLD].telegram,
        person_of(request),
    )
    charge = next(
        (one for one in telegram.charges_of(person.id) if one.charge_id == body.get("charge")), None
    )
    if charge is None:
        raise Refusal("This payment was given back already.")
    telegram.refund_from_outside(charge, lose_update=body.get("lost") is True)
    return web.json_response({"done": True})


async def _more(request: web.Request) -> web.Response:
    telegram, person = request.app[WORLD].telegram, person_of(request)
    telegram.set_balance(person.id, telegram.balance(person.id) + _MORE_STARS)
    return web.json_response({"done": True})


async def _none(request: web.Request) -> web.Response:
    """Let a person have no Stars left, so that nothing of theirs can be renewed."""
    request.app[WORLD].telegram.set_balance(person_of(request).id, 0)
    return web.json_response({"done": True})


async def _cancel(request: web.Request) -> web.Response:
    one = await _subscription(request)
    return _answer(request.app[WORLD].telegram.cancel_subscription(one))


async def _resume(request: web.Request) -> web.Response:
    one = await _subscription(request)
    return _answer(request.app[WORLD].telegram.resume_subscription(one))


async def _subscription(request: web.Request) -> StarsSubscription:
    """Return a renewal of the person, by its first charge."""
    charge = read_text(await read_body(request), "charge", 64)
    theirs = request.app[WORLD].telegram.subscriptions_of(person_of(request).id)
    found = next((one for one in theirs if one.charge_id == charge), None)
    if found is None:
        raise Refusal("This person pays nothing of the kind.")
    return found


def _answer(refused: str | None) -> web.Response:
    if refused is not None:
        raise Refusal(refused)
    return web.json_response({"done": True})


def _shown(one: Payment) -> dict[str, object]:
    charge = one.charge.charge_id if one.charge is not None else None
    return {"charge": charge, "refused": one.refused}
