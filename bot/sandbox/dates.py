"""The `Date` of a simulator's answers: the time of its own clock, not of this machine's."""

from collections.abc import Awaitable, Callable
from email.utils import formatdate

from aiohttp import hdrs, web

Signal = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def dated_by(now: Callable[[], int]) -> Signal:
    """Return a handler for `on_response_prepare` that sets the Date, as real servers do."""

    async def date(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers[hdrs.DATE] = formatdate(now(), usegmt=True)

    return date
