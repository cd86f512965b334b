"""Keeps foreign web pages away from the sandbox's servers, which a browser would let them call."""

from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

_LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}
_OWN_SITES = {"none", "same-origin"}
"""Sent by a browser for an address that the user typed, and for a request of this very server."""
WEB_APP_SCRIPT = "/telegram-web-app.js"
"""The one file that pages of this machine's other servers may load: the console does, as from
Telegram. It says nothing of the sandbox."""


@web.middleware
async def local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Raise 403 for a request that a browser sends for another site's page.

    The Host must be loopback, or a site could rename itself to this address. Programs send neither
    Origin nor Sec-Fetch-Site, so they get through.
    """
    if urlsplit(f"//{request.host}").hostname not in _LOOPBACK_HOSTS:
        raise web.HTTPForbidden(text="The sandbox answers to this machine only.")
    if request.path == WEB_APP_SCRIPT:
        return await handler(request)
    origin = request.headers.get(hdrs.ORIGIN)
    site = request.headers.get("Sec-Fetch-Site", "none")
    if (origin is not None and origin != f"http://{request.host}") or site not in _OWN_SITES:
        raise web.HTTPForbidden(text="The sandbox is steered from its own page.")
    return await handler(request)
