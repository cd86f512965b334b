"""The Telegram simulator: the Bot API over HTTP on loopback, and the people on the other side."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Unpack

from aiohttp import web

from bot.clock import SystemClock
from bot.sandbox.dates import dated_by
from bot.sandbox.guard import WEB_APP_SCRIPT, local_only
from bot.sandbox.telegram.api import Api
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.condition import Condition
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.faults import Fault, FaultOptions, PlannedFaults
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.flood import FloodControl
from bot.sandbox.telegram.methods import chats as chat_methods
from bot.sandbox.telegram.methods import (
    media,
    menu_button,
    messages,
    profile,
    setup,
    star_list,
    stars,
)
from bot.sandbox.telegram.models import Call, Json
from bot.sandbox.telegram.params import Params, read_params
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.stars import Stars
from bot.sandbox.telegram.updates import Update, Updates
from bot.sandbox.telegram.web_apps import WebAppActions, script
from bot.sandbox.telegram.webhook import WebhookSender, detail_of
from bot.sandbox.traffic import Feed, TrafficLog

_METHODS = {
    name.lower(): (name, method)
    for name, method in (
        messages.METHODS
        | media.METHODS
        | setup.METHODS
        | menu_button.METHODS
        | profile.METHODS
        | chat_methods.METHODS
        | stars.METHODS
        | star_list.METHODS
    ).items()
}
_GET_UPDATES = "getUpdates"
_BODY_BYTES = 50 * 1024 * 1024
_CALLS_KEPT = 50_000
_UPDATES_LIMIT = 100
_LONGEST_POLL_SECONDS = 50
# A stop waits for no open request: a poll would delay every one. (0 would mean to wait for ever.)
_SHUTDOWN_SECONDS = 0.001
_BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"
_WEBHOOK_RETRY_DELAYS = (0.05, 0.1, 0.2, 0.5, 1.0)


class TelegramServer(WebAppActions):
    """A Bot API server for one bot. `start()` and `stop()` it inside a running loop."""

    def __init__(
        self,
        token: str,
        *,
        log: TrafficLog | None = None,
        now: Callable[[], int] | None = None,
        bot_username: str = "tributary_bot",
        webhook_retry_delays: Sequence[float] = _WEBHOOK_RETRY_DELAYS,
    ) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.unknown_features: set[str] = set()
        """The features that an older server lacks: `copy_text`, `style`, `date_time`."""
        self.unknown_methods: set[str] = set()
        """The methods that an older server lacks."""
        self._log = log
        self._called = Condition()
        self._faults = PlannedFaults()
        self.flood_control = FloodControl()
        """Telegram's limits; off until `enabled` is set."""
        chats, updates = Chats(now or SystemClock().now), Updates(self._log_update)
        super().__init__(
            Api(int(token.split(":")[0]), bot_username, chats, updates, Profile(), Files(), Stars())
        )
        self._webhook = WebhookSender(updates, self._execute, log, webhook_retry_delays)
        self._port = 0
        self._stack = AsyncExitStack()

    @property
    def url(self) -> str:
        """The base address, for TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def script_url(self) -> str:
        """Where Mini Apps get the script that speaks with Telegram."""
        return f"{self.url}{WEB_APP_SCRIPT}"

    @property
    def bot_username(self) -> str:
        return self._api.bot_username

    @property
    def bot_name(self) -> str:
        """The bot's name for everybody whose language has none of its own."""
        return self._api.profile.text("name", "")

    @property
    def changes(self) -> Feed[int]:
        """The ids of changed chats, one a change: `with server.changes.subscribe() as queue`."""
        return self._chats.feed

    async def start(self, port: int = 0) -> None:
        app = web.Application(middlewares=[local_only], client_max_size=_BODY_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/files/{name}", self._download)
        app.router.add_get(WEB_APP_SCRIPT, script)
        app.on_response_prepare.append(dated_by(self._chats.now))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self._port = runner.addresses[0][1]
        group = await self._stack.enter_async_context(asyncio.TaskGroup())
        self._stack.callback(group.create_task(self._webhook.run(self._chats.now)).cancel)

    async def stop(self) -> None:
        """Stop; open requests are cut, as when a server goes away."""
        await self._stack.aclose()

    def fail(self, method: str = "*", **how: Unpack[FaultOptions]) -> None:
        """Make the next call of `method` fail ("*": of any but getUpdates); see faults.py."""
        self._faults.add(Fault(method, **how))

    @property
    def planned_failures(self) -> tuple[Fault, ...]:
        """The faults that still wait for their call."""
        return self._faults.waiting()

    def clear_failures(self) -> None:
        self._faults.clear()

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def wait_for_calls(self, method: str, count: int = 1, timeout: float = 15) -> list[Call]:  # noqa: ASYNC109
        """Return all calls of `method` once `count` have arrived, answered or not.

        Raises TimeoutError.
        """
        deadline = asyncio.get_running_loop().time() + timeout
        while len(calls := self.calls_of(method)) < count:
            if not await self._called.wait_until(deadline):
                raise TimeoutError(f"{len(calls)} calls of {method}, not {count}")
        return calls

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        arrived_at = asyncio.get_running_loop().time()
        try:
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        call = self._record(request.match_info["method"], params, arrived_at)
        if request.match_info["token"] != self.token:
            call.status = 401
            return _refusal(ApiError(401, "Unauthorized"))
        fault = self._faults.take(call)
        if fault is None:
            return await self._answer(call, params)
        return await self._fail(fault, call, params, request)

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            raise web.HTTPNotFound
        return await media.download(self._api, request)

    async def _fail(
        self, fault: Fault, call: Call, params: Params, request: web.Request
    ) -> web.StreamResponse:
        if fault.mode in ("hang", "slow"):
            await asyncio.sleep(fault.seconds)
        if fault.mode == "slow":
            return await self._answer(call, params)
        if fault.mode == "drop_after":
            await self._answer(call, params)
        if fault.mode in ("hang", "drop", "drop_after"):
            call.status = None
            self._log_call(call, f"{fault.mode}: connection cut")
            return _cut(request)
        response = _broken(fault)
        call.status = response.status
        self._log_call(call, f"planned failure: {fault.mode}")
        return response

    async def _answer(self, call: Call, params: Params) -> web.Response:
        params.unknown = self.unknown_features
        params.test_environment = self.test_environment
        try:
            self.flood_control.check(call)
            result = await self._invoke(call.method, params)
        except ApiError as error:
            call.status = error.code
            self._log_call(call, error.description)
            return _refusal(error)
        call.status = 200
        if call.method != _GET_UPDATES:
            self._log_call(call, str(call.params.get("text", "")))
        return web.json_response({"ok": True, "result": result})

    async def _invoke(self, method: str, params: Params) -> object:
        if method == _GET_UPDATES:
            return await self._get_updates(params)
        known = _METHODS.get(method.lower())
        if known is None or known[0] in self.unknown_methods:
            raise ApiError(404, "Not Found: method not found")
        return known[1](self._api, params)

    async def _get_updates(self, params: Params) -> list[Json]:
        updates = self._api.updates
        if updates.webhook is None:
            updates.allow(setup.allowed_updates(params))
        limit = params.integer("limit") or _UPDATES_LIMIT
        return await updates.poll(
            params.integer("offset") or 0,
            min(max(limit, 1), _UPDATES_LIMIT),
            min(params.integer("timeout") or 0, _LONGEST_POLL_SECONDS),
        )

    async def _execute(self, method: str, values: Json) -> None:
        """Carry out a method call that came as the answer to a webhook."""
        params = Params(values)
        call = self._record(method, params, asyncio.get_running_loop().time())
        await self._answer(call, params)

    def _record(self, method: str, params: Params, at: float) -> Call:
        name = _GET_UPDATES if method.lower() == _GET_UPDATES.lower() else method
        name = _METHODS[method.lower()][0] if method.lower() in _METHODS else name
        call = Call(name, params.values, at)
        if len(self.calls) >= _CALLS_KEPT:
            del self.calls[: _CALLS_KEPT // 2]
        self.calls.append(call)
        self._called.notify_all()
        return call

    def _log_call(self, call: Call, detail: str) -> None:
        if self._log is not None:
            about = f"{call.params['chat_id']}: {detail}" if "chat_id" in call.params else detail
            gist = " ".join(about[:200].split())
            sent = json.dumps(call.params, ensure_ascii=False, default=str)
            self._log.add(
                "bot", "telegram", call.method, status=call.status, detail=f"{gist}\n{sent}"
            )

    def _log_update(self, update: Update) -> None:
        if self._log is not None:
            self._log.add("telegram", "bot", update.kind, detail=detail_of(update.content))


def _refusal(error: ApiError) -> web.Response:
    return web.json_response(error.body(), status=error.code)


def _broken(fault: Fault) -> web.Response:
    if fault.mode == "html":
        return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
    if fault.mode == "text":
        return web.Response(text="Service is being updated", content_type="text/plain")
    return _refusal(fault.error())


def _cut(request: web.Request) -> web.Response:
    """Cut the connection; aiohttp silently drops an answer whose connection is gone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
