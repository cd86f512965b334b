"""Logging in: Telegram's signed opening of the Mini App, or the token of a one-time link."""

from typing import Annotated

from aiohttp import hdrs, web
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.deps import Deps
from bot.domain.times import iso
from bot.usecases.console.access import LoggedIn, LoginRefusal, Way
from bot.usecases.outbox.wording import locale_of
from handlers.http.answers import answer
from handlers.http.bodies import read_body
from handlers.http.client_address import LOOPBACK, client_address
from handlers.http.console import headers
from handlers.http.console.api.me import me
from handlers.http.console.api.refused import Refused
from handlers.http.console.attempts import Attempts
from handlers.http.console.credentials import set_cookie
from handlers.http.console.init_data import LONGEST, read_init_data
from handlers.http.console.own_address import OwnAddress
from handlers.http.forged import Forged

_MOST_BYTES = 16 * 1024
_CODES = {
    LoginRefusal.OLD: (401, "login-old"),
    LoginRefusal.EARLY: (401, "login-early"),
    LoginRefusal.USED: (401, "login-used"),
    LoginRefusal.OVER: (401, "login-over"),
    LoginRefusal.NOT_ADMIN: (403, "not-admin"),
}


class LoginBody(BaseModel):
    """Either of the two: what `Telegram.WebApp.initData` has, or what a one-time link has."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    init_data: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)] | None = None
    token: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None


class Login:
    """Answers `POST login`, the only address of the API that needs no session."""

    def __init__(self, deps: Deps, own: OwnAddress) -> None:
        self._deps = deps
        self._own = own
        self._attempts = Attempts()
        self._wrong = Forged("console login refused", "logins")

    async def answer(self, request: web.Request) -> web.Response:
        """Let somebody in; raise Refused, or RefusedError for a body that can't be read."""
        if not (self._own.is_own_origin(request) and self._own.is_from_own_page(request)):
            raise self._refused(request, 403, "cross-site")
        body = self._read(request, await read_body(request, _MOST_BYTES))
        steady = self._deps.clock.steady()
        address = self._address(request)
        seconds = self._attempts.wait_seconds(address, steady)
        if seconds:
            raise self._refused(request, 429, "too-many", seconds)
        # It counts as wrong until it is found right: many at once are no more than one by one.
        self._attempts.failed(address, steady)
        outcome = await self._outcome(body)
        if isinstance(outcome, LoggedIn):
            self._attempts.succeeded(address, steady)
            return self._let_in(request, outcome)
        status, code = _CODES[outcome] if outcome is not None else (401, "login-wrong")
        self._wrong.count(address, code)
        raise self._refused(request, status, code)

    def _address(self, request: web.Request) -> str:
        """Return whose failures count together.

        A proxy on this machine is believed, also where no setting names it: everybody would else
        have its address, and a stranger could keep the admins out. Nobody elsewhere is on loopback.
        """
        proxies = self._deps.settings.trusted_proxies
        return client_address(request, (*proxies, *LOOPBACK))

    async def _outcome(self, body: LoginBody) -> LoggedIn | LoginRefusal | None:
        """Try to log in; None for an opening that Telegram hasn't signed for this bot."""
        if body.token is not None:
            return await self._deps.console.login_by_link(body.token)
        token = self._deps.settings.bot_token.get_secret_value()
        opening = read_init_data(token, body.init_data or "")
        return None if opening is None else await self._deps.console.login_by_telegram(opening)

    def _read(self, request: web.Request, raw: bytes) -> LoginBody:
        if request.content_type != "application/json":
            raise self._refused(request, 415, "unsupported")
        try:
            body = LoginBody.model_validate_json(raw)
        except ValidationError:
            raise self._refused(request, 400, "bad-request") from None
        if (body.init_data is None) == (body.token is None):
            raise self._refused(request, 400, "bad-request")
        return body

    def _let_in(self, request: web.Request, new: LoggedIn) -> web.Response:
        """Answer with a bearer, or set the cookie: a Mini App inside a web client of Telegram is a
        frame of another site, which no cookie reaches. The admin stands in the answer too, so that
        the page needn't ask for them."""
        admin = me(new.session, locale_of(new.session.person, self._deps.texts))
        content: dict[str, object] = {
            "expires_at": iso(new.session.ends_at),
            "admin": admin.model_dump(mode="json"),
        }
        if new.session.way is Way.TELEGRAM:
            return answer(200, {"bearer": new.key, **content})
        response = answer(200, content)
        set_cookie(response, request, new.key, self._own)
        return response

    def _refused(
        self, request: web.Request, status: int, code: str, seconds: int | None = None
    ) -> Refused:
        locale = self._deps.texts.pick(headers.language(request))
        values = {"seconds": seconds} if seconds is not None else {}
        text = self._deps.texts.plain(f"console-access-{code}", locale, **values)
        more: dict[str, str] = {hdrs.RETRY_AFTER: str(seconds)} if seconds is not None else {}
        return Refused(status, code, text, headers=more)
