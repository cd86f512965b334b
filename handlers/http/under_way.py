"""Counts the requests under way, so that a stop can wait for what is still coming in.

aiohttp's own shutdown reads no more from open connections: a delivery whose last bytes were on
their way would be answered 408 after its time-out.
"""

import asyncio
import contextlib

from aiohttp import web
from aiohttp.typedefs import Handler


class UnderWay:
    """Its middleware counts; `finished` waits."""

    def __init__(self) -> None:
        self._requests = 0
        self._none_left = asyncio.Event()
        self._stopping = False

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._requests += 1
        try:
            response = await handler(request)
        finally:
            self._requests -= 1
            if not self._requests:
                self._none_left.set()
        if self._stopping:
            response.force_close()  # or the connection would bring the next one
        return response

    async def finished(self, timeout_seconds: float) -> None:
        """Wait until every request is answered, but not for ever."""
        self._stopping = True
        self._none_left.clear()
        if self._requests:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout_seconds):
                    await self._none_left.wait()


UNDER_WAY = web.AppKey("under_way", UnderWay)
