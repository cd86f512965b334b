"""The headers of every answer below /console, and what the browser says about itself."""

import re

from aiohttp import hdrs, web

from handlers.http.telegram_web import TelegramWeb

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_GZIP = re.compile(r"\s*gzip\s*(;\s*q=(1|1\.0*|0\.\d*[1-9]\d*)\s*)?")
_OF_DATA = "default-src 'none'; frame-ancestors 'none'"
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def page_policy(telegram: TelegramWeb) -> str:
    """Return the policy of the page and its files: nothing from elsewhere but Telegram's script,
    nothing inline, and no frame but in Telegram's web clients."""
    return (
        f"default-src 'none'; script-src 'self' {telegram.script}; style-src 'self'; "
        "img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {' '.join(telegram.ancestors)}"
    )


def secure(
    response: web.StreamResponse, policy: str = _OF_DATA, caching: str = "no-store"
) -> web.StreamResponse:
    """Add the headers to an answer, and return it."""
    response.headers.update(_COMMON)
    response.headers["Content-Security-Policy"] = policy
    response.headers.setdefault(hdrs.CACHE_CONTROL, caching)
    return response


def language(request: web.Request) -> str | None:
    """Return the language that the browser prefers, such as `ru` or `en-GB`."""
    found = _LANGUAGE.match(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
    return found[0] if found else None


def takes_gzip(request: web.Request) -> bool:
    """Return whether the browser takes a compressed answer."""
    accepted = request.headers.get(hdrs.ACCEPT_ENCODING, "").lower()
    return any(map(_GZIP.fullmatch, accepted.split(",")))
