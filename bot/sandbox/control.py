"""The page's controls: each POST makes one thing happen in the world, as a person would."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox import views
from bot.sandbox.telegram import Person
from bot.sandbox.telegram.faults import FaultOptions
from bot.sandbox.tribute import DeliveryState, FaultKind
from bot.sandbox.tribute.faults import CallName
from bot.sandbox.world import World

Json = dict[str, Any]
T = TypeVar("T")
WORLD = web.AppKey("world", World)

_FIRST_ADDED_ID = 700_101
_LANGUAGES = ("en", "ru", "de")
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
        web.get("/api/people/{id}/files/{message}", _file),
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
    """The page asked for something that can't be done; the message is for its visitor."""


@web.middleware
async def answer_refusals(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refusal as refusal:
        return web.json_response({"error": str(refusal)}, status=400)


async def _state(request: web.Request) -> web.Response:
    return web.json_response(views.state(request.app[WORLD]))


async def _chat(request: web.Request) -> web.Response:
    return web.json_response(views.chat(request.app[WORLD], _person(request)))


async def _file(request: web.Request) -> web.Response:
    """What the bot sent: a photo to be shown, anything else to be saved."""
    number = request.match_info["message"]
    for message in request.app[WORLD].telegram.chat(_person(request).id):
        if str(message.message_id) == number and message.document is not None:
            shown = message.document.size is not None
            return web.Response(
                body=message.document.content,
                content_type="image/png" if shown else "application/octet-stream",
                headers={} if shown else {"Content-Disposition": "attachment"},
            )
    raise web.HTTPNotFound(text="There is no such file.")


async def _add_person(request: web.Request) -> web.Response:
    asked = await read_body(request)
    name, username = _text(asked, "first_name", 64), _text(asked, "username", 33).lstrip("@")
    language = _one_of(asked, "language_code", {code: code for code in _LANGUAGES})
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
    asked = await read_body(request)
    text = _text(asked, "text", 4096)
    if not text:
        raise Refusal("There is nothing to send.")
    reply_to = None if asked.get("reply_to") is None else read_number(asked, "reply_to")
    message = await request.app[WORLD].telegram.send(
        _person(request).id, text, reply_to_message_id=reply_to
    )
    return web.json_response({"id": message.message_id})


async def _press(request: web.Request) -> web.Response:
    asked = await read_body(request)
    answer = await request.app[WORLD].telegram.press(
        _person(request).id, read_number(asked, "message_id"), _text(asked, "data", 64)
    )
    shown = None if answer is None else {"text": answer.text, "show_alert": answer.show_alert}
    return web.json_response({"answer": shown})


async def _block(request: web.Request) -> web.Response:
    telegram, person = request.app[WORLD].telegram, _person(request)
    if (await read_body(request)).get("blocked"):
        telegram.block(person.id)
    else:
        telegram.unblock(person.id)
    return _done()


async def _clock(request: web.Request) -> web.Response:
    asked = await read_body(request)
    hours, days, months = (
        read_number(asked, unit) if unit in asked else 0 for unit in ("hours", "days", "months")
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
    failure = _one_of(await read_body(request), "how", _TELEGRAM_FAILURES)
    request.app[WORLD].telegram.fail(**failure)
    return _done()


async def _fail_tribute(request: web.Request) -> web.Response:
    asked = await read_body(request)
    kind = _one_of(asked, "how", _API_FAILURES)
    only = _one_of(asked, "call", _API_CALLS)
    request.app[WORLD].tribute.faults.plan(kind, only=only)
    return _done()


async def _pay(request: web.Request) -> web.Response:
    asked = await read_body(request)
    method = _one_of(asked, "method", {"stars": "stars", "card": "card"})
    world = request.app[WORLD]
    product = world.tribute.products.get(read_number(asked, "product_id"))
    if product is None:
        raise Refusal("There is no such product.")
    if method == "card":
        await world.tribute.pay(product["id"], telegram_user_id=None, method="card")
        return _done()
    person = known_person(world, read_number(asked, "person_id"))
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
        raise Refusal("This purchase's money went back already.") from None
    return _done()


async def _webhooks(request: web.Request) -> web.Response:
    asked = await read_body(request)
    tribute = request.app[WORLD].tribute
    if "speed" in asked:
        tribute.speed = min(max(read_number(asked, "speed"), 1), 3600)
    if "lose_next" in asked:
        tribute.plan.lose_next = int(bool(asked["lose_next"]))
    if "duplicate_next" in asked:
        tribute.plan.duplicate_next = int(bool(asked["duplicate_next"]))
    return _done()


async def _retry(request: web.Request) -> web.Response:
    tribute = request.app[WORLD].tribute
    for delivery in list(tribute.deliveries):
        if delivery.state in (DeliveryState.WAITING, DeliveryState.HELD):
            await tribute.retry_now(delivery)
    return _done()


async def _test_ping(request: web.Request) -> web.Response:
    await request.app[WORLD].tribute.send_test_ping()
    return _done()


def _done() -> web.Response:
    return web.json_response({"done": True})


def _person(request: web.Request) -> Person:
    number = request.match_info["id"]
    return known_person(request.app[WORLD], int(number) if number.isdecimal() else 0)


def known_person(world: World, person_id: int) -> Person:
    try:
        return world.telegram.people[person_id]
    except LookupError:
        raise Refusal("There is no such person.") from None


async def read_body(request: web.Request) -> Json:
    try:
        read = json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise Refusal("The controls speak JSON objects.")
    return read


def _text(asked: Json, name: str, longest: int) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise Refusal(f"“{name}” is a text of at most {longest} letters.")
    return value.strip()


def read_number(asked: Json, name: str) -> int:
    value = asked.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise Refusal(f"“{name}” is a whole number.")
    return value


def _one_of(asked: Json, name: str, choices: dict[str, T]) -> T:
    value = asked.get(name)
    if not isinstance(value, str) or value not in choices:
        raise Refusal(f"“{name}” is one of: {', '.join(choices)}.")
    return choices[value]
