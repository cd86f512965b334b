"""The page's controls: each POST makes one thing happen in the sandbox's world."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox import views
from bot.sandbox.telegram import Person
from bot.sandbox.telegram.faults import FaultOptions
from bot.sandbox.telegram.typed import as_typed
from bot.sandbox.tribute import DeliveryState, FaultKind
from bot.sandbox.tribute.faults import CallName
from bot.sandbox.world import World

Json = dict[str, Any]
T = TypeVar("T")
WORLD = web.AppKey("world", World)

_FIRST_ADDED_ID = 700_101
_LANGUAGES = ("en", "ru", "de")
"""The languages that a person may have, besides those that were added to the bot."""
_API_FAILURES: dict[str, FaultKind] = {
    "400": 400,
    "401": 401,
    "403": 403,
    "404": 404,
    "500": 500,
    "timeout": "timeout",
    "timeout_but_done": "timeout_but_done",
    "drop": "drop",
}
_API_CALLS: dict[str, CallName | None] = {"any": None, "refund": "cancel"}
_TELEGRAM_FAILURES: dict[str, FaultOptions] = {
    "429": {"status": 429, "retry_after": 3},
    "500": {"status": 500},
    "502": {"mode": "html"},
    "403": {"status": 403},
    "400": {"status": 400},
    "timeout": {"mode": "hang"},
    "drop": {"mode": "drop"},
}


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/state", _state),
        web.get("/api/people/{id}/chat", _chat),
        web.post("/api/people", _add_person),
        web.post("/api/people/{id}/send", _send),
        web.post("/api/people/{id}/press", _press),
        web.post("/api/people/{id}/block", _block),
        web.post("/api/clock", _clock),
        web.post("/api/forget-failures", _forget_failures),
        web.post("/api/telegram/fail-next", _fail_telegram),
        web.post("/api/tribute/fail-next", _fail_tribute),
        web.post("/api/tribute/pay", _pay),
        web.post("/api/tribute/refund", _refund),
        web.post("/api/tribute/webhooks", _webhooks),
        web.post("/api/tribute/retry", _retry),
        web.post("/api/tribute/test-ping", _test_ping),
    ]


class Refusal(Exception):
    """A request of the page that can't be carried out; the page shows the message."""


@web.middleware
async def answer_refusals(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn a Refusal into a 400 with `{"error": …}`."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return web.json_response({"error": str(refusal)}, status=400)


async def _state(request: web.Request) -> web.Response:
    return web.json_response(views.state(request.app[WORLD]))


async def _chat(request: web.Request) -> web.Response:
    return web.json_response(views.chat(request.app[WORLD], person_of(request)))


async def _add_person(request: web.Request) -> web.Response:
    body = await read_body(request)
    name, username = read_text(body, "first_name", 64), read_text(body, "username", 33).lstrip("@")
    choices = {code: code for code in (*_LANGUAGES, *request.app[WORLD].locales)}
    language = one_of(body, "language_code", choices)
    if not name:
        raise Refusal("A person needs a name.")
    telegram = request.app[WORLD].telegram
    person = telegram.add_person(
        max(_FIRST_ADDED_ID, *(known + 1 for known in telegram.people)),
        name,
        username=username or None,
        language_code=language,
    )
    return web.json_response({"id": person.id})


async def _send(request: web.Request) -> web.Response:
    body = await read_body(request)
    text, entities = as_typed(read_text(body, "text", 4096))
    if not text:
        raise Refusal("There is nothing to send.")
    reply_to = None if body.get("reply_to") is None else read_number(body, "reply_to")
    message = await request.app[WORLD].telegram.send(
        person_of(request).id, text, reply_to_message_id=reply_to, entities=entities
    )
    return web.json_response({"id": message.message_id})


async def _press(request: web.Request) -> web.Response:
    body = await read_body(request)
    answer = await request.app[WORLD].telegram.press(
        person_of(request).id, read_number(body, "message_id"), read_text(body, "data", 64)
    )
    shown = None if answer is None else {"text": answer.text, "show_alert": answer.show_alert}
    return web.json_response({"answer": shown})


async def _block(request: web.Request) -> web.Response:
    telegram, person = request.app[WORLD].telegram, person_of(request)
    if (await read_body(request)).get("blocked"):
        telegram.block(person.id)
    else:
        telegram.unblock(person.id)
    return _done()


async def _clock(request: web.Request) -> web.Response:
    body = await read_body(request)
    hours, days, months = (
        read_number(body, unit) if unit in body else 0 for unit in ("hours", "days", "months")
    )
    if not (0 <= hours <= 24 and 0 <= days <= 366 and 0 <= months <= 12):
        raise Refusal("Time moves ahead by a year at most.")
    await request.app[WORLD].pass_time(seconds=hours * 3600, days=days, months=months)
    return _done()


async def _forget_failures(request: web.Request) -> web.Response:
    request.app[WORLD].telegram.clear_failures()
    request.app[WORLD].tribute.faults.waiting.clear()
    return _done()


async def _fail_telegram(request: web.Request) -> web.Response:
    failure = one_of(await read_body(request), "how", _TELEGRAM_FAILURES)
    request.app[WORLD].telegram.fail(**failure)
    return _done()


async def _fail_tribute(request: web.Request) -> web.Response:
    body = await read_body(request)
    kind = one_of(body, "how", _API_FAILURES)
    only = one_of(body, "call", _API_CALLS)
    request.app[WORLD].tribute.faults.add(kind, only=only)
    return _done()


async def _pay(request: web.Request) -> web.Response:
    body = await read_body(request)
    method = one_of(body, "method", {"stars": "stars", "card": "card"})
    world = request.app[WORLD]
    product = world.tribute.products.get(read_number(body, "product_id"))
    if product is None:
        raise Refusal("There is no such product.")
    if method == "card":
        await world.tribute.pay(product["id"], telegram_user_id=None, method="card")
        return _done()
    person = known_person(world, read_number(body, "person_id"))
    await world.tribute.pay(
        product["id"], telegram_user_id=person.id, telegram_username=person.username
    )
    return _done()


async def _refund(request: web.Request) -> web.Response:
    purchase_id = read_number(await read_body(request), "purchase_id")
    try:
        await request.app[WORLD].tribute.refund_by_buyer(purchase_id)
    except LookupError:
        raise Refusal("There is no such purchase.") from None
    except ValueError:
        raise Refusal("This purchase is refunded already.") from None
    return _done()


async def _webhooks(request: web.Request) -> web.Response:
    body = await read_body(request)
    tribute = request.app[WORLD].tribute
    if "speed" in body:
        tribute.speed = min(max(read_number(body, "speed"), 1), 3600)
    if "lose_next" in body:
        tribute.webhook_faults.lose_next = int(bool(body["lose_next"]))
    if "duplicate_next" in body:
        tribute.webhook_faults.duplicate_next = int(bool(body["duplicate_next"]))
    return _done()


async def _retry(request: web.Request) -> web.Response:
    tribute = request.app[WORLD].tribute
    for delivery in list(tribute.deliveries):
        if delivery.state in (DeliveryState.WAITING, DeliveryState.KEPT_BACK):
            await tribute.retry_now(delivery)
    return _done()


async def _test_ping(request: web.Request) -> web.Response:
    await request.app[WORLD].tribute.send_test_ping()
    return _done()


def _done() -> web.Response:
    return web.json_response({"done": True})


def person_of(request: web.Request) -> Person:
    """Return the person in the request's address; raise Refusal when there is none."""
    number = request.match_info["id"]
    return known_person(request.app[WORLD], int(number) if number.isdecimal() else 0)


def known_person(world: World, person_id: int) -> Person:
    """Return the person with this id; raise Refusal when there is none."""
    try:
        return world.telegram.people[person_id]
    except LookupError:
        raise Refusal("There is no such person.") from None


async def read_body(request: web.Request) -> Json:
    """Return the request's JSON object, empty without a body; raise Refusal for anything else."""
    try:
        read = json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise Refusal("The controls take a JSON object.")
    return read


def read_text(body: Json, name: str, longest: int) -> str:
    """Return a text of the body, "" without one; raise Refusal for anything else."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise Refusal(f"“{name}” is a text of at most {longest} characters.")
    return value.strip()


def read_number(body: Json, name: str) -> int:
    """Return a whole number of at most 64 bits; raise Refusal for anything else."""
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise Refusal(f"“{name}” is a whole number.")
    return value


def one_of(body: Json, name: str, choices: dict[str, T]) -> T:
    value = body.get(name)
    if not isinstance(value, str) or value not in choices:
        raise Refusal(f"“{name}” is one of: {', '.join(choices)}.")
    return choices[value]
