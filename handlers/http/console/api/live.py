"""News of changes, streamed to each page that somebody looks at: a line of JSON after commits.

The page reads the stream with `fetch`, which carries the bearer; an `EventSource` could not. It
ends after a while, before the usual limits of a proxy that cuts whole answers (`write 2m` in the
Caddyfile of earlier versions), and the page asks again: with the version of the shop that it knows,
so that the first line says whether it has missed anything.
"""

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from bot.http_server.limits import affordable_connections
from bot.usecases.console.changes import Watch
from handlers.http.console import headers
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.version import version_now

MOST = 20
"""The most streams of all pages. Each holds one of the server's connections, of which they may
have an eighth at most: the others are for webhooks, wherever few files may be open."""
MOST_OF_SESSION = 4
_HEARTBEAT = b"\n"
_STREAMED = {
    "Content-Type": "application/x-ndjson; charset=utf-8",
    "X-Accel-Buffering": "no",  # nginx would else keep the lines back (ngx_http_proxy_module)
}


class Known(BaseModel):
    """The version of the shop that a page has shown; without one it has just been opened."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    seen: Annotated[str, Field(max_length=64)] | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a stream has something to send, in seconds."""

    lasts: float = 90.0
    heartbeat: float = 15.0
    """Less than the 30 seconds that nginx waits for the bot (`proxy_read_timeout`)."""
    tick: float = 1.0
    """How soon a page that was closed, or an admin who was removed, is noticed."""
    shortest_gap: float = 1.0
    longest_gap: float = 12.0
    """The gap between two news: it doubles while there is always something, because each lets the
    page ask for all that it shows. Each is up to a quarter shorter or longer, by chance, so that
    pages which were opened together don't ask together."""


class Gaps:
    """Spaces the news of one stream; moments are those of the loop. `chance` is from 0 to 1."""

    def __init__(self, rhythm: Rhythm, chance: Callable[[], float] = random.random) -> None:
        self._rhythm = rhythm
        self._chance = chance
        self._gap = 0.0
        self.next_at = 0.0
        """The moment from which on the next news may be sent."""

    def sent(self, now: float) -> None:
        """Choose the gap after this news: twice the last one if that has only just ended."""
        longer = min(2 * self._gap, self._rhythm.longest_gap)
        follows = now < self.next_at + self._gap
        self._gap = longer if follows else self._rhythm.shortest_gap
        self.next_at = now + self._gap * (0.75 + self._chance() / 2)


_RHYTHM = Rhythm()


def routes(rhythm: Rhythm = _RHYTHM) -> list[Route]:
    """Return the route of the stream."""

    async def live(call: Call) -> web.StreamResponse:
        return await _live(call, rhythm)

    return [Route("GET", "live", None, live, Known, summary="News of changes, as lines of JSON")]


async def _live(call: Call, rhythm: Rhythm) -> web.StreamResponse:
    """Stream the news until the time is over, or the page, the session or the bot ends."""
    most = min(MOST, affordable_connections() // 8)
    with call.deps.changes.watching(call.session.key_hash, most, MOST_OF_SESSION) as watch:
        if watch is None:
            text = call.text("console-access-too-many-streams")
            raise Refused(429, "too-many", text, headers={"Retry-After": "30"})
        response = web.StreamResponse(headers=_STREAMED)
        headers.secure(response)
        with suppress(ConnectionError):  # the page may be closed meanwhile
            await response.prepare(call.request)
            await _News(call, response, watch, rhythm).send()
            await response.write_eof()
        return response


class _News:
    """The lines for one page; moments are those of the loop."""

    def __init__(
        self, call: Call, response: web.StreamResponse, watch: Watch, rhythm: Rhythm
    ) -> None:
        self._call = call
        self._response = response
        self._watch = watch
        self._rhythm = rhythm
        self._pending = False
        """Whether something was changed that the page hasn't heard of."""
        self._gaps = Gaps(rhythm)

    async def send(self) -> None:
        """Send a first line at once, because a proxy passes the head on with it; then news, and a
        heartbeat where there is none for a while."""
        now = asyncio.get_running_loop().time
        until = now() + self._rhythm.lasts
        seen = self._call.query.seen
        version = version_now(self._call.deps)
        line: bytes | None = self._news(is_changed=seen is not None and seen != version)
        while line is not None and now() < until:
            await self._response.write(line)
            line = await self._next_line()

    async def _next_line(self) -> bytes | None:
        """Return the next line once it is due; None if nobody is there to read it any more."""
        now = asyncio.get_running_loop().time
        beat_at = now() + self._rhythm.heartbeat
        while self._is_wanted():
            if self._pending and now() >= self._gaps.next_at:
                self._pending = False
                self._gaps.sent(now())
                return await self._to_a_session(self._news(is_changed=True))
            if now() >= beat_at:
                return await self._to_a_session(_HEARTBEAT)
            await self._wait(now())
        return None

    def _news(self, *, is_changed: bool) -> bytes:
        line = {"changed": is_changed, "version": version_now(self._call.deps)}
        return f"{json.dumps(line)}\n".encode()

    def _is_wanted(self) -> bool:
        call = self._call
        is_there = call.request.transport is not None and call.admin in call.deps.admins.roll
        return is_there and not self._watch.is_over

    async def _to_a_session(self, line: bytes) -> bytes | None:
        return line if await self._call.deps.console.lasts(self._call.session) else None

    async def _wait(self, now: float) -> None:
        """Wait for a change, or until the one that was noticed may be told; a tick at most."""
        tick = self._rhythm.tick
        if self._pending:
            await self._watch.pause(min(tick, self._gaps.next_at - now))
        else:
            self._pending = await self._watch.changed(tick)
