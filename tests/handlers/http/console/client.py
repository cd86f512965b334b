"""A browser for the tests of the console: it logs in, keeps the cookie or the bearer, and asks."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import hdrs
from multidict import CIMultiDictProxy

from bot.domain.models import PersonId
from bot.sandbox.world import PLAY_TOKEN, World

API = "/console/api/"
_OPENINGS = count()
"""Numbers the openings: Telegram signs each one differently, and none opens the console twice."""


def init_data(
    person_id: int, opened_at: int, *, token: str = PLAY_TOKEN, **changed: str | None
) -> str:
    """Return what Telegram gives to the Mini App of this person, signed with the bot's token.

    `changed` replaces values before the signature, None leaves one out. Source:
    core.telegram.org/bots/webapps, *Validating data received via the Mini App*.
    """
    user = {"id": person_id, "first_name": "Anna", "language_code": "en"}
    values = {
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps(user),
        "auth_date": str(opened_at),
        "signature": "of-a-third-party",
        **changed,
    }
    sent = {name: value for name, value in values.items() if value is not None}
    lines = "\n".join(f"{name}={value}" for name, value in sorted(sent.items()))
    secret = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return urlencode({**sent, "hash": hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()})


@dataclass(frozen=True)
class Answer:
    """An answer of the app; `body` is its JSON, None where it has none."""

    status: int
    body: Any
    headers: CIMultiDictProxy[str]

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body["error"]["code"])

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.code


@dataclass
class Visitor:
    """A page of the console in somebody's browser; a stranger's before it logs in."""

    session: aiohttp.ClientSession
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    """The headers that each of its requests has besides."""

    async def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Answer:
        """Ask for a path below /console/api/."""
        return await self.ask("GET", path, headers=headers, params=query)

    async def post(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Post to a path below /console/api/, as our own page does."""
        sent = {hdrs.ORIGIN: self.url, **(headers or {})}
        if body is None:
            return await self.ask("POST", path, headers=sent)
        return await self.ask("POST", path, headers=sent, json=body)

    async def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> Answer:
        """Send any request below /console/api/ and nothing besides, such as an `Origin`."""
        sent = {**self.headers, **(headers or {})}
        url = f"{self.url}{API}{path}"
        async with self.session.request(
            method, url, headers=sent, allow_redirects=False, **more
        ) as answer:
            body = await answer.json() if answer.content_type == "application/json" else None
            return Answer(answer.status, body, answer.headers)


@dataclass
class Browsers:
    """Opens the console for people of a world, each in a browser of their own."""

    world: World
    open_session: Any

    def stranger(self) -> Visitor:
        """Return the page of somebody who hasn't logged in."""
        return Visitor(self.open_session(), self.world.app_url)

    async def by_telegram(self, person_id: int) -> Visitor:
        """Return the page as a Mini App, which shows a bearer."""
        visitor = self.stranger()
        opened = init_data(person_id, self.world.clock.now(), query_id=f"q{next(_OPENINGS)}")
        answer = await visitor.post("login", {"init_data": opened})
        assert answer.status == 200, answer.body
        visitor.headers[hdrs.AUTHORIZATION] = f"Bearer {answer.body['bearer']}"
        return visitor

    async def by_link(self, person_id: int) -> Visitor:
        """Return the page in a tab of a browser, which has the cookie."""
        visitor = self.stranger()
        answer = await visitor.post("login", {"token": await self.link(person_id)})
        assert answer.status == 200, answer.body
        return visitor

    async def link(self, person_id: int) -> str:
        """Return the token of a new one-time link."""
        assert self.world.app is not None
        return await self.world.app.deps.console.make_link(PersonId(person_id))
