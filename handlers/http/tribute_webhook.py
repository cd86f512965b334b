"""Tribute's door: size, then signature, then the ledger; 200 only for what is on disk."""

import hashlib
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.deps import Deps
from bot.settings import Settings
from bot.tribute import events, signature
from handlers.http.answers import answer
from handlers.http.bodies import read_body
from handlers.http.client_address import client_address
from handlers.http.forged import Forged

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 64 * 1024


def tribute_webhook(
    deps: Deps, body_timeout_seconds: float
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of `POST TRIBUTE_WEBHOOK_PATH`."""
    keys = _keys(deps.settings)
    forged = Forged()

    async def handle(request: web.Request) -> web.Response:
        body = await read_body(request, MAX_BODY_BYTES, body_timeout_seconds)
        if not signature.verify(body, _single_signature(request), keys):
            forged.count(client_address(request, deps.settings.trusted_proxies))
            return answer(401, {"status": "error", "error": "invalid signature"})
        event = events.read(body)
        outcome = await deps.payments.receive(event, body)
        log.info("webhook", event_name=event.name, trace=_trace(event.key), outcome=outcome.value)
        return answer(200, {"status": "ok", "outcome": outcome.value})

    return handle


def _trace(event_key: str) -> str:
    """A short stand-in for the key in logs, because keys may hold the buyer's id."""
    return hashlib.sha256(event_key.encode()).hexdigest()[:12]


def _keys(settings: Settings) -> tuple[str, ...]:
    secrets = (settings.tribute_api_key, settings.tribute_api_key_previous)
    return tuple(secret.get_secret_value() for secret in secrets if secret is not None)


def _single_signature(request: web.Request) -> str | None:
    """The signature header; two of them are as good as none."""
    values = request.headers.getall(signature.SIGNATURE_HEADER, [])
    return values[0] if len(values) == 1 else None
