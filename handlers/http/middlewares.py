"""The middleware around every HTTP request: it turns refusals and errors into answers."""

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from bot.deps import Deps
from handlers.http.answers import RefusedError, answer, unavailable
from handlers.http.failures import reporting


def errors(deps: Deps) -> Middleware:
    """Return the outermost middleware.

    A request that stored nothing is answered with 503, so that the sender tries again.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        # Requests on one connection share a context: none may log under another's event id.
        structlog.contextvars.clear_contextvars()
        try:
            return await reporting(deps, request.path, handler(request)) or unavailable()
        except RefusedError as refusal:
            return refusal.answer
        except web.HTTPException as error:
            refused = answer(error.status, {"status": "error", "error": error.reason.lower()})
            if hdrs.ALLOW in error.headers:
                refused.headers[hdrs.ALLOW] = error.headers[hdrs.ALLOW]
            return refused

    return middleware
