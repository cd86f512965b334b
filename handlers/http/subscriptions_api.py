"""The HTTP API for the owner's other services: does this person have access?"""

import hmac
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiohttp import web

from bot.deps import Deps
from bot.domain.models import Subscription
from handlers.http.answers import RefusedError, answer

_ID = re.compile(r"[0-9]{1,19}", re.ASCII)
_LARGEST_ID = 2**63 - 1


def subscription(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of `GET /api/v1/subscriptions/{telegram_user_id}`."""
    token = deps.settings.api_token

    async def handle(request: web.Request) -> web.Response:
        _admit(request, token.get_secret_value() if token else None)
        person = _person(request.match_info["telegram_user_id"])
        found = await deps.subscriptions.current(person)
        return answer(200, _describe(person, found))

    return handle


def _admit(request: web.Request, token: str | None) -> None:
    """Only the bearer; where no token is set there is nothing here at all."""
    if token is None:
        raise RefusedError(answer(404, {"status": "error", "error": "not found"}))
    shown = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(shown, f"Bearer {token}".encode()):
        refused = answer(401, {"status": "error", "error": "the bearer token is missing or wrong"})
        refused.headers["WWW-Authenticate"] = "Bearer"
        raise RefusedError(refused)


def _person(text: str) -> int:
    if not _ID.fullmatch(text) or not 0 < int(text) <= _LARGEST_ID:
        raise RefusedError(answer(400, {"status": "error", "error": "not a Telegram user id"}))
    return int(text)


def _describe(person: int, found: Subscription | None) -> dict[str, object]:
    return {
        "telegram_user_id": person,
        "active": found is not None,
        "lifetime": found is not None and found.expires_at is None,
        "expires_at": _iso(found.expires_at) if found and found.expires_at is not None else None,
    }


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")
