"""Deliveries at another path than Tribute's own: other slashes are forgiven, the rest reported."""

import re
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from bot.deps import Deps
from bot.errors import StorageUnavailable
from bot.http_server.usual_request import LONGEST_BODY_BYTES
from bot.tribute import signature
from bot.usecases.webhook_intake.misdirected import Misdirected
from handlers.http.answers import RefusedError
from handlers.http.bodies import read_body
from handlers.http.tribute_webhook import signing_keys, single_signature

log = structlog.get_logger(__name__)

_REFUSALS = {401, 403, 404, 405}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-f:]+\](:\d{1,5})?")
_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")


def misdirected(
    deps: Deps,
    deliver: Callable[[web.Request], Awaitable[web.StreamResponse]],
    body_timeout_seconds: float,
) -> Middleware:
    """Return the middleware that gives Tribute's path, written with other slashes, to `deliver`.

    A signed delivery at any other path is refused as usual, because nobody can say what else would
    go there; the admins read of it once, with the right address.
    """
    path = deps.settings.tribute_webhook_path
    segments = map(re.escape, path.strip("/").split("/"))
    is_variant = re.compile(f"/+{'/+'.join(segments)}/*").fullmatch

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.rel_url.raw_path == path:
            return await handler(request)
        if is_variant(request.path):
            if request.method != hdrs.METH_POST:
                raise web.HTTPMethodNotAllowed(request.method, [hdrs.METH_POST])
            return await deliver(request)
        if not _looks_signed(request):
            return await handler(request)
        return await _reporting(deps, request, handler, body_timeout_seconds)

    return middleware


def _looks_signed(request: web.Request) -> bool:
    return request.method == hdrs.METH_POST and signature.well_formed(single_signature(request))


async def _reporting(
    deps: Deps, request: web.Request, handler: Handler, body_timeout_seconds: float
) -> web.StreamResponse:
    """Let the handler answer; if it refuses, report the delivery."""
    status = 0
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as refusal:
        status = refusal.status
        raise
    except RefusedError as refusal:
        status = refusal.answer.status
        raise
    finally:
        if status in _REFUSALS:
            await _report(deps, request, body_timeout_seconds)
    return response


async def _report(deps: Deps, request: web.Request, body_timeout_seconds: float) -> None:
    """Notify the admins if the signature is right. Anything else stays silent, and what can't be
    read within the limits of a delivery is none."""
    try:
        body = await read_body(request, LONGEST_BODY_BYTES, body_timeout_seconds)
    except RefusedError:
        return
    if not signature.verify(body, single_signature(request), signing_keys(deps.settings)):
        return
    try:
        await deps.misdirected.report(Misdirected(request.path, _right_address(deps, request)))
    except StorageUnavailable as error:
        log.error("a delivery at another path could not be reported", reason=str(error))


def _right_address(deps: Deps, request: web.Request) -> str:
    """Return the address to give to Tribute: below PUBLIC_URL, else at the host that it called."""
    path = deps.settings.tribute_webhook_path
    if deps.settings.public_url is not None:
        return deps.settings.public_url + path
    if not _HOST.fullmatch(request.host):
        return path
    scheme = "http" if _LOOPBACK.fullmatch(request.host) else "https"
    return f"{scheme}://{request.host}{path}"
