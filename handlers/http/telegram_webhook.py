"""The endpoint for Telegram's updates: each is handled before it is answered."""

import asyncio
import hmac
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from aiogram import Bot
from aiohttp import web
from pydantic import ValidationError

from handlers.http.answers import answer
from handlers.http.bodies import read_body

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 1024 * 1024
_REMEMBERED = 1000
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)


class Feed(Protocol):
    """Takes updates."""

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any]) -> None:
        """Handle an update once its turn has come; raise ValidationError if it can't be read."""


def telegram_webhook(
    bot: Bot, feed: Feed, secret: str | None
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `POST /webhook/telegram`; without a secret it admits no request."""
    seen = _Seen()

    async def handle(request: web.Request) -> web.Response:
        if not _admitted(request, secret):
            return answer(401, {"status": "error", "error": "invalid secret token"})
        update = _read(await read_body(request, MAX_BODY_BYTES))
        if update is None:
            return answer(400, {"status": "error", "error": "not a JSON object"})
        # Before the answer: an update whose handling fails is sent again by Telegram.
        await seen.once(update.get("update_id"), lambda: _handle(bot, feed, update))
        return answer(200, {"status": "ok"})

    return handle


class _Seen:
    """The latest updates: Telegram sends one again when its answer was late or lost, and it must be
    handled only once. A failed update is forgotten, so that it can come again."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._under_way: dict[int, asyncio.Lock] = {}

    async def once(self, update_id: object, handle: Callable[[], Awaitable[None]]) -> None:
        """Handle the update if it is new; if it is being handled right now, wait for that: the
        answer 200 means that nothing of it can be lost any more."""
        if not isinstance(update_id, int):
            await handle()
            return
        async with self._under_way.setdefault(update_id, asyncio.Lock()):
            try:
                if update_id not in self._ids:
                    await handle()
                    self._remember(update_id)
            finally:
                self._under_way.pop(update_id, None)

    def _remember(self, update_id: int) -> None:
        self._ids[update_id] = None
        if len(self._ids) > _REMEMBERED:
            self._ids.popitem(last=False)


async def _handle(bot: Bot, feed: Feed, update: dict[str, Any]) -> None:
    try:
        await feed.feed_raw_update(bot, update)
    except ValidationError:
        log.warning("update not understood", update=update.get("update_id"))


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
