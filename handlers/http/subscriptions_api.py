"""The HTTP API for the owner's other services: which people have access, and until when."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from decimal import Decimal

from aiohttp import web

from bot.deps import Deps
from bot.domain.models import PersonId, PlanId, Subscription
from bot.domain.plans import Plan, lasting
from bot.domain.times import iso
from bot.tribute import strict_json
from handlers.http.answers import RefusedError, answer
from handlers.http.bearer import admit
from handlers.http.bodies import read_body

MOST_AT_ONCE = 1000
_MAX_BODY_BYTES = 64 * 1024
_MEMBER = "telegram_user_ids"
_ID = re.compile(r"[0-9]{1,19}", re.ASCII)
_LARGEST_ID = 2**63 - 1

_NO_ACCESS: Mapping[str, object] = {"active": False, "lifetime": False, "expires_at": None}

Handle = Callable[[web.Request], Awaitable[web.Response]]


def subscription(deps: Deps) -> Handle:
    """Return the handler of `GET /api/v1/subscriptions/{telegram_user_id}`."""

    async def handle(request: web.Request) -> web.Response:
        admit(request, deps.settings.api_token)
        person = _person(request.match_info["telegram_user_id"])
        plans = _wanted(request, deps.plans.known)
        found = await deps.subscriptions.of_person(person)
        return answer(200, _describe(person, found, plans, deps.clock.now()))

    return handle


def subscriptions(deps: Deps, body_timeout_seconds: float) -> Handle:
    """Return the handler of `POST /api/v1/subscriptions`: one answer an id, in the order asked."""

    async def handle(request: web.Request) -> web.Response:
        admit(request, deps.settings.api_token)
        people = _people(await read_body(request, _MAX_BODY_BYTES, body_timeout_seconds))
        plans, now = _wanted(request, deps.plans.known), deps.clock.now()
        found = await deps.subscriptions.of_people(people)
        described = [_describe(one, found.get(PersonId(one), {}), plans, now) for one in people]
        return answer(200, {"subscriptions": described})

    return handle


def _wanted(request: web.Request, plans: Sequence[Plan]) -> Sequence[Plan]:
    """Return the plan that the request asks about, or all; an unknown key is refused."""
    keys = request.query.getall("plan", []) if request.rel_url.raw_query_string else ()
    if not keys:
        return plans
    found = [one for one in plans if one.key == keys[0]]
    if len(keys) > 1:
        raise _wrong("ask for one plan at a time")
    if not found:
        raise RefusedError(answer(404, {"status": "error", "error": "no plan has this key"}))
    return found


def _person(text: str) -> int:
    if not _ID.fullmatch(text) or not 0 < int(text) <= _LARGEST_ID:
        raise _wrong("not a Telegram user id")
    return int(text)


def _people(body: bytes) -> list[int]:
    """Return the ids asked for. A body with anything else is refused: it may be misspelt."""
    try:
        read = strict_json.read_object(body)
    except strict_json.NotReadableError as error:
        raise _wrong(str(error)) from None
    if read.value.keys() != {_MEMBER}:
        raise _wrong(f"send a JSON object with {_MEMBER} and nothing else")
    ids = _exact(read.value[_MEMBER], body)
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST_AT_ONCE:
        raise _wrong(f"{_MEMBER} must be a list of 1 to {MOST_AT_ONCE} ids")
    # A bool is an int, but no id. The only problem possible here is a number beyond 64 bits.
    if read.problems or not all(type(one) is int and one > 0 for one in ids):
        raise _wrong(f"{_MEMBER} holds what is not a Telegram user id")
    return ids


def _exact(ids: object, body: bytes) -> object:
    """Return the ids with each whole number as an int, in whatever spelling: `187.0`, `1.87e2`.

    JSON Schema counts all of these as integers. A float would round a large one to another person's
    id, so the digits are read again where there is one.
    """
    if not isinstance(ids, list) or not any(isinstance(one, float) for one in ids):
        return ids
    exact = json.loads(body, parse_float=Decimal)[_MEMBER]
    return [_whole(one) if isinstance(one, Decimal) else one for one in exact]


def _whole(number: Decimal) -> int | None:
    """Return the int that this number is; None for a fraction or one that is no id."""
    is_id = 0 < number <= _LARGEST_ID and number == number.to_integral_value()
    return int(number) if is_id else None


def _wrong(error: str) -> RefusedError:
    return RefusedError(answer(400, {"status": "error", "error": error}))


def _describe(
    person: int, found: Mapping[PlanId, Subscription], plans: Sequence[Plan], now: int
) -> dict[str, object]:
    """Return a person's access: to any of these plans, then to each that they have or had."""
    own = {one.key: found[one.id] for one in plans if one.id in found}
    by_plan = {key: _state(one, now) for key, one in own.items()}
    running = [key for key, state in by_plan.items() if state["active"]]
    last = max(running, key=lambda key: lasting(own[key]), default=None)
    any_plan = _NO_ACCESS if last is None else by_plan[last]
    return {"telegram_user_id": person, **any_plan, "plans": by_plan}


def _state(found: Subscription, now: int) -> dict[str, object]:
    return {
        "active": found.active_at(now),
        "lifetime": found.expires_at is None,
        "expires_at": None if found.expires_at is None else iso(found.expires_at),
    }
