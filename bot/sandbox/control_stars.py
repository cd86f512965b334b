"""The page's window for payments in Stars: pay, pay twice at once, lose the update, get more,
get some back."""

from aiohttp import web

from bot.sandbox.control import (
    WORLD,
    Refusal,
    known_person,
    one_of,
    person_of,
    read_body,
    read_number,
)
from bot.sandbox.telegram.payments import Payment

_MORE_STARS = 5_000
_WAYS = {way: way for way in ("once", "twice", "lost")}


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/people/{id}/stars/pay", _pay),
        web.post("/api/people/{id}/stars/more", _more),
        web.post("/api/people/{id}/stars/refund", _refund),
    ]


async def _pay(request: web.Request) -> web.Response:
    """Pay an invoice in the chat of `owner`, who may be somebody else, as a forwarded one is."""
    body, telegram = await read_body(request), request.app[WORLD].telegram
    payer, owner = person_of(request), known_person(request.app[WORLD], read_number(body, "owner"))
    message_id, how = read_number(body, "message_id"), one_of(body, "how", _WAYS)
    try:
        if how == "twice":
            ended = await telegram.pay_twice(payer.id, message_id, chat_id=owner.id)
        else:
            lost = how == "lost"
            one = await telegram.pay(payer.id, message_id, chat_id=owner.id, lose_update=lost)
            ended = [one]
    except LookupError:
        raise Refusal("This invoice isn’t in the chat any more.") from None
    return web.json_response({"payments": [_shown(one) for one in ended]})


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


def _shown(one: Payment) -> dict[str, object]:
    charge = one.charge.charge_id if one.charge is not None else None
    return {"charge": charge, "refused": one.refused}
