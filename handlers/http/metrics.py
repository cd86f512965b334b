"""Metrics for Prometheus: counters since the start, and gauges read at the request."""

import math
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.deps import Deps
from handlers.http.bearer import admit

_TEXT = "text/plain; version=0.0.4; charset=utf-8"


def metrics(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `GET /metrics`, which needs the bearer token like the API."""

    async def handle(request: web.Request) -> web.Response:
        admit(request, deps.settings.api_token)
        await _set_gauges(deps)
        return web.Response(body=deps.metrics.render(), headers={"Content-Type": _TEXT})

    return handle


async def _set_gauges(deps: Deps) -> None:
    now, figures, to = (
        deps.clock.now(),
        await deps.readiness.figures(deps.clock.now()),
        deps.metrics,
    )
    oldest, call = figures.oldest_queued_at, figures.last_delivery
    to.held.set(figures.held)
    to.outbox.set(figures.queued)
    to.outbox_age.set(max(0, now - oldest) if oldest is not None else 0)
    to.active.set(figures.active)
    to.last_call.set(max(0, now - call.at) if call is not None else math.nan)
    to.incidents.set(figures.incidents)
