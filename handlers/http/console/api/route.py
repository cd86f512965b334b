"""A route of the console's API, and what its handler gets."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.console.access import ConsoleSession
from bot.usecases.outbox.wording import Wording
from handlers.http.console.api.refused import Refused

_ID = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Call:
    """One request that was admitted to its route; `query` and `body` are the route's models."""

    deps: Deps
    session: ConsoleSession
    say: Wording
    """The texts in the admin's language."""
    now: int
    path: Mapping[str, str]
    """The parts of the path that the route names, such as `id`."""
    query: Any
    body: Any
    request: web.Request

    @property
    def admin(self) -> PersonId:
        """The admin who asks, and under whose name an act stands in the history."""
        return self.session.admin

    @property
    def is_owner(self) -> bool:
        return self.session.is_owner

    @property
    def locale(self) -> str:
        return self.say.locale

    def text(self, key: str, **values: object) -> str:
        """Return a text without markup."""
        return self.say.plain(key, **values)

    def whole(self, name: str) -> int:
        """Return a part of the path as an id; raise Refused (404) where it can be none."""
        text = self.path[name]
        if not _ID.fullmatch(text) or int(text) > LARGEST_ID:
            raise self.missing()
        return int(text)

    async def go_on(self) -> None:
        """Raise Refused (401) if the session has ended since the request began: a body may take
        many seconds, and the admin may have been removed meanwhile."""
        if not await self.deps.console.lasts(self.session):
            text = self.text("console-access-session")
            raise Refused(401, "session", text, headers={"WWW-Authenticate": "Bearer"})

    def changed(self) -> Refused:
        """Return the refusal of an act on something that isn't any more as it was seen (409)."""
        return Refused(409, "changed", self.text("toast-changed"))

    def missing(self) -> Refused:
        """Return the refusal of what isn't there (404)."""
        return Refused(404, "not-found", self.text("console-access-not-found"))


Handle = Callable[[Call], Awaitable[BaseModel | web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path below /console/api/, with parts such as `{id}`, and what answers there.

    `query` and `body` are read strictly: what they don't name is refused. A handler may also return
    a response of its own, for a file. With `raw` it reads the request's body itself.
    """

    method: str
    path: str
    answer: type[BaseModel] | None
    """The model of the answer with status 200; None for a file or an empty one."""
    handle: Handle
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    owners_only: bool = False
    summary: str = ""
    raw: bool = False
