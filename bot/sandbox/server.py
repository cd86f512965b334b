"""Serve the page, its controls and its events on loopback, to this machine's own browser only."""

import asyncio
import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.sandbox import (
    control,
    control_chats,
    control_files,
    control_service,
    control_sharing,
    control_stars,
    control_subscriptions,
    control_web_apps,
    views,
)
from bot.sandbox.control import WORLD
from bot.sandbox.guard import local_only
from bot.sandbox.world import LOOPBACK, World

T = TypeVar("T")

_PAGE = Path(__file__).parent / "page"
_SHARED = Path(__file__).parents[1] / "page_parts"
"""The files that the page has in common with the console."""
_STOP_SECONDS = 2.0
_TICK_SECONDS = 0.06
_HEADERS = {
    hdrs.CACHE_CONTROL: "no-cache",
    hdrs.CONTENT_SECURITY_POLICY: (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "form-action 'self'; frame-ancestors 'self'; base-uri 'none'; "
        f"frame-src 'self' http://{LOOPBACK}:*"
    ),
    hdrs.X_CONTENT_TYPE_OPTIONS: "nosniff",
    hdrs.REFERRER_POLICY: "same-origin",
}

_STOPPING = web.AppKey("stopping", asyncio.Event)


def page_app(world: World) -> web.Application:
    """Return the app: the page at `/`, and Tribute's checkout beside it for the page's frame."""
    app = web.Application(middlewares=[_harden, local_only, _guard, control.answer_refusals])
    app[WORLD] = world
    app[_STOPPING] = asyncio.Event()
    app.router.add_get("/", _index)
    app.router.add_static("/page", _PAGE)
    app.router.add_static("/page_parts", _SHARED)
    app.router.add_get("/events", _events)
    app.add_routes(control.routes())
    app.add_routes(control_chats.routes())
    app.add_routes(control_files.routes())
    app.add_routes(control_service.routes())
    app.add_routes(control_sharing.routes())
    app.add_routes(control_stars.routes())
    app.add_routes(control_subscriptions.routes())
    app.add_routes(control_web_apps.routes())
    app.add_routes(world.tribute.checkout_routes())
    app.on_shutdown.append(_end_events)
    return app


async def start_page(world: World, listening: socket.socket) -> web.AppRunner:
    """Serve on a socket that already listens; the caller cleans the runner up."""
    runner = web.AppRunner(page_app(world), access_log=None, shutdown_timeout=_STOP_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    return runner


@web.middleware
async def _harden(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Add the security headers to every answer, refusals included."""
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers.update(_HEADERS)
        raise
    if not response.prepared:
        response.headers.update(_HEADERS)
    return response


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Raise 403 for the requests of another site's page that is open in the same browser.

    `local_only` comes first. A request that changes something must come from this page or carry a
    header that no foreign page can send unasked.
    """
    if request.method in (hdrs.METH_GET, hdrs.METH_HEAD):
        return await handler(request)
    origin = request.headers.get(hdrs.ORIGIN)
    own = origin == f"http://{request.host}" if origin else "X-Sandbox" in request.headers
    if not own:
        raise web.HTTPForbidden(text="The sandbox is steered from its own page.")
    return await handler(request)


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")


async def _end_events(app: web.Application) -> None:
    app[_STOPPING].set()


async def _events(request: web.Request) -> web.StreamResponse:
    """Stream server-sent events: `hello` once, `traffic` with new lines, `chat` with chats' ids."""
    response = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream", **_HEADERS})
    await response.prepare(request)
    world, stopping = request.app[WORLD], request.app[_STOPPING]
    with (
        suppress(ConnectionError),
        world.log.subscribe() as lines,
        world.telegram.changes.subscribe() as chats,
    ):
        await _send(response, "hello", {})
        await _send(response, "traffic", [views.line(one) for one in world.log.recent()])
        while not stopping.is_set():
            await _pause(stopping)
            if new_lines := _taken(lines):
                await _send(response, "traffic", [views.line(one) for one in new_lines])
            if changed := _taken(chats):
                await _send(response, "chat", sorted(set(changed)))
            if not new_lines and not changed:
                await response.write(b":\n\n")  # fails once the page is gone
    return response


async def _pause(stopping: asyncio.Event) -> None:
    """Wait a moment, so that a burst is sent together: a payment makes a dozen lines at once."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_TICK_SECONDS):
            await stopping.wait()


def _taken(queue: asyncio.Queue[T]) -> list[T]:
    return [queue.get_nowait() for _ in range(queue.qsize())]


async def _send(response: web.StreamResponse, event: str, data: object) -> None:
    await response.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
