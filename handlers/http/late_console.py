"""The console's handlers, which are imported when somebody first opens an address below /console.

Until then, and in a shop whose admins never do, they take no memory.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Protocol

from aiohttp import web

from bot.deps import Deps
from handlers.http.telegram_web import TelegramWeb

_MODULE = "handlers.http.console.site"


class _Site(Protocol):
    async def handle(self, request: web.Request) -> web.StreamResponse: ...


class LateConsole:
    """Answers everything below /console."""

    def __init__(self, deps: Deps, telegram: TelegramWeb) -> None:
        self._deps = deps
        self._telegram = telegram
        self._site: _Site | None = None
        self._loading = asyncio.Lock()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request; the first one waits for the import, while others go on."""
        async with self._loading:
            if self._site is None:
                module = await self._deps.rests.in_turns(partial(import_module, _MODULE))
                make: Callable[[Deps, TelegramWeb], _Site] = module.Site
                self._site = make(self._deps, self._telegram)
        return await self._site.handle(request)
