"""The simulator of the owner's own service: it asks the bot's API and receives its webhooks."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from bot.sandbox.guard import local_only
from bot.sandbox.traffic import TrafficLog

PLAY_API_TOKEN = "SANDBOX-not-a-real-token"  # noqa: S105  (says so itself)
_PLAY_SIGNING_KEY = b"SANDBOX-not-a-real-signing-key"
PLAY_SECRET = "whsec_" + base64.b64encode(_PLAY_SIGNING_KEY).decode()

_PATH = "/tributary"
_STOP_SECONDS = 2.0
_TOO_OLD_SECONDS = 300
_ON_ITS_WAY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Received:
    """A verified webhook; every attempt to send one event has the same `webhook_id`."""

    webhook_id: str
    event: dict[str, Any]
    answered: int


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A request to the bot's API as it went over the wire, and its answer."""

    request: str
    status: int
    answer: Any


class OwnerService:
    """A real server on loopback that knows the token and the secret, as the owner's own would."""

    def __init__(self, log: TrafficLog, now: Callable[[], int]) -> None:
        self.received: list[Received] = []
        self.refuse_next = 0
        """How many webhooks are answered with `refuse_with` from now on."""
        self.refuse_with = 500
        self.url = ""
        self._log = log
        self._now = now
        self._jumps: deque[tuple[float, int]] = deque(maxlen=100)
        self._open = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Listen; from then on `url` is the value for WEBHOOK_OUT_URL."""
        self._session = await self._open.enter_async_context(aiohttp.ClientSession())
        app = web.Application(middlewares=[local_only])
        app.router.add_post(_PATH, self._receive)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_STOP_SECONDS)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}{_PATH}"

    async def stop(self) -> None:
        await self._open.aclose()

    async def ask(self, app_url: str, person_ids: Sequence[int]) -> ApiCall:
        """Ask the API for these people's access: one person by GET, more by POST."""
        if len(person_ids) == 1:
            return await self._call("GET", app_url, f"/api/v1/subscriptions/{person_ids[0]}", None)
        body = json.dumps({"telegram_user_ids": list(person_ids)})
        return await self._call("POST", app_url, "/api/v1/subscriptions", body)

    async def _call(self, method: str, app_url: str, path: str, body: str | None) -> ApiCall:
        if self._session is None:
            raise RuntimeError("the service is not started")
        headers = {"Authorization": f"Bearer {PLAY_API_TOKEN}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        async with self._session.request(
            method, app_url + path, data=body, headers=headers
        ) as response:
            text = await response.text()
        self._log.add("service", "bot", f"{method} {path}", status=response.status, detail=text)
        lines = [f"{method} {app_url}{path}", *(f"{name}: {headers[name]}" for name in headers)]
        request = "\n".join(lines) + (f"\n\n{body}" if body else "")
        return ApiCall(request, response.status, json.loads(text))

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self._is_from_the_bot(request, body):
            self._log.add("bot", "service", "webhook with a bad signature", status=401)
            return web.Response(status=401)
        event = json.loads(body)
        status = self.refuse_with if self.refuse_next else 204
        self.refuse_next = max(0, self.refuse_next - 1)
        self.received.append(Received(request.headers["webhook-id"], event, status))
        gist = f"about {event['data']['telegram_user_id']}\n{body.decode()}"
        self._log.add("bot", "service", f"webhook {event['type']}", status=status, detail=gist)
        return web.Response(status=status)

    def _is_from_the_bot(self, request: web.Request, body: bytes) -> bool:
        """Verify the signature as Standard Webhooks specifies it, without the bot's own code."""
        webhook_id = request.headers.get("webhook-id", "")
        sent_at = request.headers.get("webhook-timestamp", "")
        shown = request.headers.get("webhook-signature", "").encode()
        signed = f"{webhook_id}.{sent_at}.".encode() + body
        digest = hmac.digest(_PLAY_SIGNING_KEY, signed, hashlib.sha256)
        right = hmac.compare_digest(b"v1," + base64.b64encode(digest), shown)
        return right and sent_at.isdecimal() and self._is_fresh(int(sent_at))

    def time_jumps(self) -> None:
        """Note that the clock is about to jump, so that no webhook on its way expires by it."""
        self._jumps.append((asyncio.get_running_loop().time(), self._now()))

    def _is_fresh(self, sent_at: int) -> bool:
        lately = asyncio.get_running_loop().time() - _ON_ITS_WAY_SECONDS
        moments = [
            self._now(),
            *(moment for jumped_at, moment in self._jumps if jumped_at > lately),
        ]
        return any(abs(moment - sent_at) <= _TOO_OLD_SECONDS for moment in moments)
