"""Serves the description of the API: an OpenAPI 3.1 document, which tests compare with the app."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.deps import Deps
from handlers.http.bearer import admit

DOCUMENT = Path(__file__).with_name("openapi.json")


def openapi(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `GET /api/v1/openapi.json`, which needs the bearer token."""
    document = DOCUMENT.read_bytes()

    async def handle(request: web.Request) -> web.Response:
        admit(request, deps.settings.api_token)
        return web.Response(body=document, content_type="application/json", charset="utf-8")

    return handle
