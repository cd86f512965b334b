"""The addresses under which the console answers, so that no other site can call it.

A page of another site can't choose the `Host` of a request, except by making its own name lead to
this machine (DNS rebinding): therefore only PUBLIC_URL's host and the names of loopback count. At
loopback any port does, because `ssh -L` and containers give the bot's port another number.
"""

import re
from urllib.parse import urlsplit

from aiohttp import hdrs, web

_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?")
_USUAL_PORTS = {"https": ":443", "http": ":80"}


class OwnAddress:
    """Knows what is asked of this app, and what comes from its own page."""

    def __init__(self, public_url: str | None) -> None:
        parts = urlsplit(public_url or "")
        self._scheme = parts.scheme
        self._host = _without_usual_port(parts.netloc.lower(), parts.scheme)
        self.prefix = parts.path.rstrip("/")
        """The path of PUBLIC_URL before our own paths; a proxy takes it away."""

    def is_called(self, request: web.Request) -> bool:
        """Return whether a request names one host, and one of ours."""
        hosts = request.headers.getall(hdrs.HOST, [])
        if len(hosts) != 1:
            return False
        return self._is_public(hosts[0]) or _LOOPBACK.fullmatch(hosts[0].lower()) is not None

    def is_from_own_page(self, request: web.Request) -> bool:
        """Return whether the browser says that our own page makes this request.

        Without any word of it the answer is yes for a GET alone, which changes nothing, and no for
        anything else: browsers send `Origin` with each of those (Fetch Standard, *Origin header*).
        """
        site = request.headers.get("Sec-Fetch-Site")
        if site not in {None, "same-origin", "none"}:
            return False
        origins = request.headers.getall(hdrs.ORIGIN, [])
        if not origins:
            return request.method == hdrs.METH_GET
        return site != "none" and self.is_own_origin(request)

    def is_own_origin(self, request: web.Request) -> bool:
        """Return whether the request has an `Origin`, and it is that of our page at this host."""
        origins = request.headers.getall(hdrs.ORIGIN, [])
        if len(origins) != 1:
            return False
        scheme, separator, host = origins[0].lower().partition("://")
        called = request.headers[hdrs.HOST].lower()
        if not separator or scheme != self._scheme_of(called):
            return False
        return _without_usual_port(host, scheme) == _without_usual_port(called, scheme)

    def is_encrypted(self, request: web.Request) -> bool:
        """Return whether the browser reaches this host by https."""
        return self._scheme_of(request.headers[hdrs.HOST]) == "https"

    def cookie_path(self, request: web.Request) -> str:
        """Return the path of the console as the browser sees it at this host."""
        prefix = self.prefix if self._is_public(request.headers[hdrs.HOST]) else ""
        return f"{prefix}/console/"

    def _scheme_of(self, host: str) -> str:
        return self._scheme if self._is_public(host) else "http"

    def _is_public(self, host: str) -> bool:
        return bool(self._host) and _without_usual_port(host.lower(), self._scheme) == self._host


def _without_usual_port(host: str, scheme: str) -> str:
    return host.removesuffix(_USUAL_PORTS.get(scheme, "")) if scheme in _USUAL_PORTS else host
