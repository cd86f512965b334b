"""Everything below /console: the page's files for anybody, the API for admins with a session."""

import re
from collections.abc import Sequence
from functools import partial

from aiohttp import hdrs, web

from bot.deps import Deps
from handlers.http.answers import RefusedError
from handlers.http.console import headers
from handlers.http.console.api import all_routes
from handlers.http.console.api.answers import refusal
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Route
from handlers.http.console.api.table import Table
from handlers.http.console.api_requests import ApiRequests
from handlers.http.console.files import Files
from handlers.http.console.login import Login
from handlers.http.console.own_address import OwnAddress
from handlers.http.console.words import words
from handlers.http.failures import reporting
from handlers.http.telegram_web import TelegramWeb

_BELOW = re.compile(r"/console/(?P<path>.*)", re.DOTALL)
_API = "api/"
_UNREAD = {400: "bad-request", 408: "slow", 413: "too-large", 415: "unsupported"}


class Site:
    """The console; `handle` answers whatever is asked of it, also where something fails."""

    def __init__(
        self, deps: Deps, telegram: TelegramWeb, routes: Sequence[Route] | None = None
    ) -> None:
        self._deps = deps
        self._own = OwnAddress(deps.settings.public_url)
        self._files = Files(telegram, partial(words, deps.texts))
        self._api = ApiRequests(
            deps, self._own, Login(deps, self._own), Table(routes or all_routes())
        )

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request; what fails is reported and answered with 503."""
        answered = await reporting(self._deps, request.path, self._answer(request))
        if answered is not None:
            return answered
        unavailable = self._refused(request, "unavailable", 503)
        unavailable.headers[hdrs.RETRY_AFTER] = "30"
        return headers.secure(unavailable)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if not self._own.is_called(request):
            return headers.secure(self._refused(request, "misdirected", 421))
        found = _BELOW.fullmatch(request.path)
        if found is None:
            there = {hdrs.LOCATION: self._own.page_path(request)}
            return headers.secure(web.Response(status=308, headers=there))
        path = found["path"]
        if path.startswith(_API):
            return await self._answer_api(request, path.removeprefix(_API))
        return await self._answer_file(request, path)

    async def _answer_api(self, request: web.Request, path: str) -> web.StreamResponse:
        try:
            answered = await self._api.answer(request, path)
        except Refused as refused:
            answered = refusal(refused, request)
        except RefusedError as unread:  # the body: compressed, too long, too slow, broken
            status = unread.answer.status
            answered = self._refused(request, _UNREAD[status], status)
        return answered if answered.prepared else headers.secure(answered)

    async def _answer_file(self, request: web.Request, path: str) -> web.StreamResponse:
        if request.method not in {hdrs.METH_GET, hdrs.METH_HEAD}:
            refused = self._refused(request, "method", 405)
            refused.headers[hdrs.ALLOW] = "GET, HEAD"
            return headers.secure(refused)
        answered = await self._files.answer(request, path)
        return answered or headers.secure(self._refused(request, "not-found", 404))

    def _refused(self, request: web.Request, code: str, status: int) -> web.Response:
        """Refuse in the language of the browser: nobody knows yet who it is."""
        locale = self._deps.texts.pick(headers.language(request))
        text = self._deps.texts.plain(f"console-access-{code}", locale)
        refused = refusal(Refused(status, code, text), request)
        if request.can_read_body:
            refused.force_close()  # a stranger's body is not read to its end
        return refused
