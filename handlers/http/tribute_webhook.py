"""The endpoint for Tribute's deliveries: size, signature, ledger; 200 only once it is on disk."""

import time

import structlog
from aiohttp import web

from bot.deps import Deps
from bot.domain.models import Outcome
from bot.errors import StorageUnavailable
from bot.http_server.short_way import Answer, ShortWay
from bot.http_server.usual_request import LONGEST_BODY_BYTES, Usual, UsualRequest
from bot.settings.settings import Settings
from bot.tribute import events, signature
from bot.tribute.events import Event
from bot.usecases.outbox.trace import trace_id_of
from handlers.http.answers import NOT_STORED, RefusedError, answer, encoded, encoded_answer
from handlers.http.bodies import read_body
from handlers.http.client_address import client_address
from handlers.http.failures import reporting
from handlers.http.forged import Forged

log = structlog.get_logger(__name__)

_LINES_A_SECOND = 20
_ANSWERS = {
    one: Answer("200 OK", encoded({"status": "ok", "outcome": one.value})) for one in Outcome
}


class Deliveries:
    """Takes deliveries on both ways: those that aiohttp has read, and those of the short way."""

    def __init__(self, deps: Deps, body_timeout_seconds: float) -> None:
        self._deps = deps
        self._body_timeout_seconds = body_timeout_seconds
        self._path = deps.settings.tribute_webhook_path
        self._keys = signing_keys(deps.settings)
        self._forged = Forged("webhook signature missing or wrong", "deliveries")
        self._log = _DeliveryLog()

    async def handle(self, request: web.Request) -> web.Response:
        """Handle `POST TRIBUTE_WEBHOOK_PATH`."""
        deps = self._deps
        try:
            body = await read_body(request, LONGEST_BODY_BYTES, self._body_timeout_seconds)
        except RefusedError:
            deps.metrics.delivery("refused")
            raise
        shown = single_signature(request)
        if not signature.verify(body, shown, self._keys):
            self._forged.count(client_address(request, deps.settings.trusted_proxies))
            well_formed = signature.well_formed(shown)
            if well_formed:
                deps.signature_alarm.wrong(deps.clock.now())
            deps.metrics.delivery("forged" if well_formed else "unsigned")
            return answer(401, {"status": "error", "error": "invalid signature"})
        return encoded_answer(200, _ANSWERS[await self._store(body)].body)

    @property
    def short_way(self) -> ShortWay:
        """The short way of the usual delivery; its answers are those of `handle`."""
        request = UsualRequest(self._path, signature.SIGNATURE_HEADER)
        return ShortWay(request, self._is_right, self._receive)

    def _is_right(self, usual: Usual) -> bool:
        return signature.verify(usual.body, usual.signature, self._keys)

    async def _receive(self, body: bytes) -> Answer:
        outcome = await reporting(self._deps, self._path, self._store(body))
        return _ANSWERS[outcome] if outcome is not None else NOT_STORED

    async def _store(self, body: bytes) -> Outcome:
        """Store a rightly signed event. The log lines of a failure, also those further out, have
        its `event_id`."""
        deps = self._deps
        deps.signature_alarm.right()
        event = events.read(body)
        try:
            outcome = await deps.webhook_intake.receive(event, body)
        except Exception as error:
            structlog.contextvars.bind_contextvars(event_id=trace_id_of(event.key))
            if isinstance(error, StorageUnavailable):
                deps.metrics.delivery("not_stored")
            raise
        deps.metrics.delivery(outcome.value)
        self._log.note(event, outcome)
        return outcome


class _DeliveryLog:
    """The log of deliveries: at most `_LINES_A_SECOND` lines a second, because a flood must not
    cost more in log lines than in work. The others are counted in one line."""

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
            event_id = trace_id_of(event.key)
            log.info("webhook", event_id=event_id, event_name=event.name, outcome=outcome.value)
        else:
            self._unlogged += 1


def signing_keys(settings: Settings) -> tuple[str, ...]:
    """Return the keys whose signatures are accepted: the current one, and the previous if set."""
    secrets = (settings.tribute_api_key, settings.tribute_api_key_previous)
    return tuple(secret.get_secret_value() for secret in secrets if secret is not None)


def single_signature(request: web.Request) -> str | None:
    """Return the signature header; None where there are two of them."""
    values = request.headers.getall(signature.SIGNATURE_HEADER, [])
    return values[0] if len(values) == 1 else None
