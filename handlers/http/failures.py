"""Reports requests that failed, whichever way they came."""

from collections.abc import Awaitable
from typing import TypeVar

import structlog
from aiohttp import web

from bot.deps import Deps
from bot.errors import StorageUnavailable
from bot.usecases.outbox.kinds import NoticeKind
from handlers.http.answers import RefusedError

log = structlog.get_logger(__name__)

T = TypeVar("T")


async def reporting(deps: Deps, path: str, work: Awaitable[T]) -> T | None:
    """Return the result of the work; None where it failed, once that is reported.

    A refusal is no failure. Every failure is logged, and the admins read of an unexpected one.
    """
    try:
        return await work
    except (RefusedError, web.HTTPException):
        raise
    except StorageUnavailable as error:
        log.error("storage unavailable", path=path, reason=str(error), exc_info=error)
    except Exception as error:
        log.exception("request failed", path=path)
        await _notify_admins(deps, f"{type(error).__name__} in {path}")
    return None


async def _notify_admins(deps: Deps, what: str) -> None:
    try:
        await deps.outbox.notify_admins(
            NoticeKind.ADMIN_ERROR, f"{what}:{deps.clock.now() // 3600}", {"what": what}
        )
    except StorageUnavailable as failure:
        log.error("admins not told", reason=str(failure), exc_info=failure)
