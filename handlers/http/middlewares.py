"""The middleware around every HTTP request: it turns refusals and errors into answers."""

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from bot.deps import Deps
from bot.errors import StorageUnavailable
from bot.usecases.outbox.kinds import NoticeKind
from handlers.http.answers import RefusedError, answer, unavailable

log = structlog.get_logger(__name__)


def errors(deps: Deps) -> Middleware:
    """Return the outermost middleware.

    A request that stored nothing is answered with 503, so that the sender tries again. An
    unexpected error is also reported to the admins.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        # Requests on one connection share a context: none may log under another's event id.
        structlog.contextvars.clear_contextvars()
        try:
            return await handler(request)
        except RefusedError as refusal:
            return refusal.answer
        except web.HTTPException as error:
            refused = answer(error.status, {"status": "error", "error": error.reason.lower()})
            if hdrs.ALLOW in error.headers:
                refused.headers[hdrs.ALLOW] = error.headers[hdrs.ALLOW]
            return refused
        except StorageUnavailable as error:
            log.error("storage unavailable", path=request.path, reason=str(error), exc_info=error)
            return unavailable()
        except Exception as error:
            log.exception("request failed", path=request.path)
            await _notify_admins(deps, request.path, error)
            return unavailable()

    return middleware


async def _notify_admins(deps: Deps, path: str, error: Exception) -> None:
    what = f"{type(error).__name__} in {path}"
    try:
        await deps.outbox.notify_admins(
            NoticeKind.ADMIN_ERROR, f"{what}:{deps.clock.now() // 3600}", {"what": what}
        )
    except StorageUnavailable as failure:
        log.error("admins not told", reason=str(failure), exc_info=failure)
