"""The page's controls of Tribute's own recurring subscriptions."""

from collections.abc import Awaitable

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal, known_person, read_body, read_number
from bot.sandbox.telegram import Person
from bot.sandbox.tribute import Delivery
from bot.sandbox.tribute.subscriptions import KINDS


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/tribute/subscriptions", _subscribe),
        web.post("/api/tribute/subscriptions/renew", _renew),
        web.post("/api/tribute/subscriptions/cancel", _cancel),
    ]


async def _subscribe(request: web.Request) -> web.Response:
    """Subscribe a person: `{"person_id": 700001, "kind": "gift"}`."""
    body = await read_body(request)
    person = known_person(request.app[WORLD], read_number(body, "person_id"))
    kind = next((one for one in KINDS if one == body.get("kind")), None)
    if kind is None:
        raise Refusal(f"“kind” is one of: {', '.join(KINDS)}.")
    subscriptions = request.app[WORLD].tribute.subscriptions
    sending = subscriptions.subscribe(person.id, person.username, kind)
    return await _do(person, sending, "is subscribed already.")


async def _renew(request: web.Request) -> web.Response:
    person = await _person(request)
    sending = request.app[WORLD].tribute.subscriptions.renew(person.id)
    return await _do(person, sending, "has a subscription that isn’t renewed.")


async def _cancel(request: web.Request) -> web.Response:
    person = await _person(request)
    sending = request.app[WORLD].tribute.subscriptions.cancel(person.id)
    return await _do(person, sending, "has cancelled already.")


async def _do(person: Person, sending: Awaitable[Delivery], refusal: str) -> web.Response:
    """Await the sending; raise Refusal, worded with `refusal`, when Tribute would not do it."""
    try:
        await sending
    except LookupError:
        raise Refusal(f"{person.name} has no subscription.") from None
    except ValueError:
        raise Refusal(f"{person.name} {refusal}") from None
    return web.json_response({"done": True})


async def _person(request: web.Request) -> Person:
    return known_person(request.app[WORLD], read_number(await read_body(request), "person_id"))
