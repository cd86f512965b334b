"""Telegram's door: an update with the right secret goes to the dispatcher before it is answered."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiohttp import web
from pydantic import ValidationError

from handlers.http.answers import answer
from handlers.http.bodies import read_body

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)


def telegram_webhook(
    bot: Bot, dispatcher: Dispatcher, secret: str | None
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of `POST /webhook/telegram`. Without a secret it admits nobody."""

    async def handle(request: web.Request) -> web.Response:
        if not _admitted(request, secret):
            return answer(401, {"status": "error", "error": "invalid secret token"})
        update = _read(await read_body(request, MAX_BODY_BYTES))
        if update is None:
            return answer(400, {"status": "error", "error": "not a JSON object"})
        try:
            # In the foreground: what fails before this answer, Telegram sends again.
            await dispatcher.feed_raw_update(bot, update)
        except ValidationError:
            log.warning("update not understood", update=update.get("update_id"))
        return answer(200, {"status": "ok"})

    return handle


def _admitted(request: web.Request, secret: str | None) -> bool:
    shown = request.headers.get(SECRET_HEADER)
    if secret is None or shown is None:
        return False
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), secret.encode())


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
