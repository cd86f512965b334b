"""The addresses under which the console answers, so that no other site can call it.

A page of another site can't choose the `Host` of a request, except by making its own name lead to
this machine (DNS rebinding): therefore only the name of PUBLIC_URL and those of loopback count. The
port doesn't: `ssh -L` and containers give the bot another one, and nginx passes none on.
"""

import re
from urllib.parse import urlsplit

from aiohttp import hdrs, web

_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?")
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
_USUAL_PORTS = {"https": ":443", "http": ":80"}


class OwnAddress:
    """Knows what is asked of this app, and what comes from its own page."""

    def __init__(self, public_url: str | None) -> None:
        parts = urlsplit(public_url or "")
        self._public = _origin(parts.scheme, parts.netloc) if public_url else None
        self._public_name = _name(parts.netloc)
        self._prefix = parts.path.rstrip("/")
        """The path of PUBLIC_URL before our own paths; a proxy takes it away."""

    def is_called(self, request: web.Request) -> bool:
        """Return whether a request names one host, and one of ours."""
        hosts = request.headers.getall(hdrs.HOST, [])
        name = _name(hosts[0]) if len(hosts) == 1 else None
        return name is not None and (name in _LOOPBACK or name == self._public_name)

    def is_from_own_page(self, request: web.Request) -> bool:
        """Return whether the browser says that our own page makes this request.

        Without any word of it the answer is yes for a GET alone, which changes nothing, and no for
        anything else: browsers send `Origin` with each of those (Fetch Standard, *Origin header*).
        """
        site = request.headers.get("Sec-Fetch-Site")
        if site not in {None, "same-origin", "none"}:
            return False
        if hdrs.ORIGIN not in request.headers:
            return request.method == hdrs.METH_GET
        return site != "none" and self.is_own_origin(request)

    def is_own_origin(self, request: web.Request) -> bool:
        """Return whether the request has an `Origin`, and it is that of our page at this host."""
        origins = request.headers.getall(hdrs.ORIGIN, [])
        host = request.headers[hdrs.HOST]
        if len(origins) != 1:
            return False
        if self._is_public(request):
            return True
        return _name(host) in _LOOPBACK and _read(origins[0]) == _origin("http", host)

    def is_encrypted(self, request: web.Request) -> bool:
        """Return whether our page, whose `Origin` this is, was loaded by https."""
        return request.headers.get(hdrs.ORIGIN, "").startswith("https://")

    def cookie_path(self, request: web.Request) -> str:
        """Return the path of the console as the browser sees it there."""
        return f"{self._prefix if self._is_public(request) else ''}/console/"

    def page_path(self, request: web.Request) -> str:
        """Return the same for a request without an `Origin`."""
        is_public = _name(request.headers[hdrs.HOST]) == self._public_name
        return f"{self._prefix if is_public else ''}/console/"

    def _is_public(self, request: web.Request) -> bool:
        """Return whether the page at PUBLIC_URL makes this request."""
        if self._public is None or _name(request.headers[hdrs.HOST]) != self._public_name:
            return False
        return _read(request.headers.get(hdrs.ORIGIN, "")) == self._public


def _name(host: str) -> str | None:
    """Return a host without its port; None for what is none."""
    found = _HOST.fullmatch(host.lower())
    return found["name"] if found else None


def _read(origin: str) -> str | None:
    scheme, separator, host = origin.partition("://")
    return _origin(scheme, host) if separator else None


def _origin(scheme: str, host: str) -> str:
    """Return an origin as browsers write it, without the usual port."""
    lower = scheme.lower()
    return f"{lower}://{host.lower().removesuffix(_USUAL_PORTS.get(lower, '/'))}"
