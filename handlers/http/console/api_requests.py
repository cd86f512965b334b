"""The requests to the API: who asks, from where, and for what, before any handler is called."""

import asyncio
from contextlib import nullcontext

from aiohttp import hdrs, web

from bot.deps import Deps
from bot.usecases.console.access import ConsoleSession
from bot.usecases.outbox.wording import Wording, locale_of
from handlers.http.console import headers
from handlers.http.console.api.answers import as_json
from handlers.http.console.api.reading import read_body_of, read_query
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.table import Table
from handlers.http.console.api.version import HEADER, version_now
from handlers.http.console.credentials import COOKIE, shown_key
from handlers.http.console.login import Login
from handlers.http.console.own_address import OwnAddress

_LOGIN = "login"
MOST_UPLOADS = 2
"""The most bodies that handlers read themselves at once, of up to 10 MB each; others wait."""


class ApiRequests:
    """Admits a request to the handler of its route, and answers as JSON."""

    def __init__(self, deps: Deps, own: OwnAddress, login: Login, table: Table) -> None:
        self._deps = deps
        self._own = own
        self._login = login
        self._table = table
        self._uploads = asyncio.Semaphore(MOST_UPLOADS)

    async def answer(self, request: web.Request, path: str) -> web.StreamResponse:
        """Answer a request below /console/api/; raise Refused."""
        if path == _LOGIN and request.method == hdrs.METH_POST:
            return await self._login.answer(request)
        session = await self._session(request)
        say = Wording(
            self._deps.texts,
            locale_of(session.person, self._deps.texts),
            self._deps.plans.known,
            in_console=True,
        )
        route, parts = self._table.find(request.method, path, say.plain)
        if route.owners_only and not session.is_owner:
            raise Refused(403, "owners-only", say.plain("console-access-owners-only"))
        call = Call(
            deps=self._deps,
            session=session,
            say=say,
            now=self._deps.clock.now(),
            path=parts,
            query=read_query(request, route.query, say.plain),
            body=await read_body_of(request, route, say.plain),
            request=request,
        )
        if request.method != hdrs.METH_GET:
            await call.go_on()
        version = version_now(self._deps)
        async with self._uploads if route.raw else nullcontext():
            found = await route.handle(call)
        if isinstance(found, web.StreamResponse):
            return found
        answered = as_json(request, found)
        if request.method == hdrs.METH_GET:
            answered.headers[HEADER] = version
        return answered

    async def _session(self, request: web.Request) -> ConsoleSession:
        """Return the session of whoever asks; raise Refused: 403 where another site's page makes
        the browser send its cookie, 401 without a session that is valid now."""
        if COOKIE in request.cookies and not self._own.is_from_own_page(request):
            raise self._refused(request, 403, "cross-site")
        shown = shown_key(request)
        session = await self._deps.console.session(*shown) if shown is not None else None
        if session is None:
            raise self._refused(request, 401, "session")
        return session

    def _refused(self, request: web.Request, status: int, code: str) -> Refused:
        locale = self._deps.texts.pick(headers.language(request))
        text = self._deps.texts.plain(f"console-access-{code}", locale)
        more: dict[str, str] = {hdrs.WWW_AUTHENTICATE: "Bearer"} if status == 401 else {}
        return Refused(status, code, text, headers=more)
