"""Around every HTTP request: refusals become answers, mistakes of ours are logged and told."""

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.deps import Deps
from bot.errors import StorageUnavailable
from bot.usecases.outbox import enqueue
from handlers.http.answers import RefusedError, answer, unavailable

log = structlog.get_logger(__name__)


def errors(deps: Deps) -> Middleware:
    """The outermost middleware; whatever was not stored is 503, so that it is sent again."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        # Requests on one connection share a context: none may speak in another's name.
        structlog.contextvars.clear_contextvars()
        try:
            return await handler(request)
        except RefusedError as refusal:
            return refusal.answer
        except web.HTTPException as error:
            return answer(error.status, {"status": "error", "error": error.reason.lower()})
        except StorageUnavailable as error:
            log.error("storage unavailable", path=request.path, reason=str(error))
            return unavailable()
        except Exception as error:
            log.exception("request failed", path=request.path)
            await _tell_admins(deps, request.path, error)
            return unavailable()

    return middleware


async def _tell_admins(deps: Deps, path: str, error: Exception) -> None:
    what = f"{type(error).__name__} in {path}"
    try:
        await deps.outbox.tell_admins(
            enqueue.ADMIN_ERROR, f"{what}:{deps.clock.now() // 3600}", {"what": what}
        )
    except StorageUnavailable as trouble:
        log.error("admins not told", reason=str(trouble))
