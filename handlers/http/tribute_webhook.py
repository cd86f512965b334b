"""Tribute's door: size, then signature, then the ledger; 200 only for what is on disk."""

import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.deps import Deps
from bot.domain.models import Outcome
from bot.errors import StorageUnavailable
from bot.settings.settings import Settings
from bot.tribute import events, signature
from bot.tribute.events import Event
from bot.usecases.outbox import trace
from handlers.http.answers import RefusedError, answer, encoded, encoded_answer
from handlers.http.bodies import read_body
from handlers.http.client_address import client_address
from handlers.http.forged import Forged

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 64 * 1024
_LINES_A_SECOND = 20
_TAKEN_IN = {outcome: encoded({"status": "ok", "outcome": outcome.value}) for outcome in Outcome}


def tribute_webhook(
    deps: Deps, body_timeout_seconds: float
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of `POST TRIBUTE_WEBHOOK_PATH`."""
    keys = _keys(deps.settings)
    forged, taken = Forged(), _Taken()

    async def handle(request: web.Request) -> web.Response:
        try:
            body = await read_body(request, MAX_BODY_BYTES, body_timeout_seconds)
        except RefusedError:
            deps.metrics.delivery("refused")
            raise
        shown = _single_signature(request)
        if not signature.verify(body, shown, keys):
            forged.count(client_address(request, deps.settings.trusted_proxies))
            well_formed = signature.well_formed(shown)
            if well_formed:
                deps.knocks.wrong(deps.clock.now())
            deps.metrics.delivery("forged" if well_formed else "unsigned")
            return answer(401, {"status": "error", "error": "invalid signature"})
        deps.knocks.right()
        outcome = await _receive(deps, body, taken)
        return encoded_answer(200, _TAKEN_IN[outcome])

    return handle


async def _receive(deps: Deps, body: bytes, taken: "_Taken") -> Outcome:
    """What is logged of it, here and of an error further out, names the delivery."""
    event = events.read(body)
    try:
        outcome = await deps.payments.receive(event, body)
    except Exception as error:
        structlog.contextvars.bind_contextvars(event_id=trace.event_id(event.key))
        if isinstance(error, StorageUnavailable):
            deps.metrics.delivery("not_stored")
        raise
    deps.metrics.delivery(outcome.value)
    taken.note(event, outcome)
    return outcome


class _Taken:
    """Logs each delivery, but no more than some in a second: a flood must not cost more in lines
    than in work. The rest is counted in one line."""

    def __init__(self) -> None:
        self._second = 0
        self._lines = 0
        self._unlogged = 0

    def note(self, event: Event, outcome: Outcome) -> None:
        second = int(time.monotonic())
        if second != self._second:
            if self._unlogged:
                log.info("webhooks not logged one by one", deliveries=self._unlogged)
            self._second, self._lines, self._unlogged = second, 0, 0
        if self._lines < _LINES_A_SECOND:
            self._lines += 1
            event_id = trace.event_id(event.key)
            log.info("webhook", event_id=event_id, event_name=event.name, outcome=outcome.value)
        else:
            self._unlogged += 1


def _keys(settings: Settings) -> tuple[str, ...]:
    secrets = (settings.tribute_api_key, settings.tribute_api_key_previous)
    return tuple(secret.get_secret_value() for secret in secrets if secret is not None)


def _single_signature(request: web.Request) -> str | None:
    """The signature header; two of them are as good as none."""
    values = request.headers.getall(signature.SIGNATURE_HEADER, [])
    return values[0] if len(values) == 1 else None
