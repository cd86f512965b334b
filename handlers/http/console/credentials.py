"""Carries the key of a session between browser and bot: as a bearer, or as a cookie."""

from aiohttp import hdrs, web

from bot.usecases.console.access import SESSION_SECONDS, Way
from handlers.http.console.own_address import OwnAddress

COOKIE = "tributary_console"
_LONGEST_KEY = 64


def shown_key(request: web.Request) -> tuple[str, Way] | None:
    """Return the key that a request shows and how; None without one.

    A bearer goes first: no page of another site can send one. A header with other characters than
    ASCII, or too long, is none of ours.
    """
    scheme, _, bearer = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() == "bearer":  # case-insensitive (RFC 7235, section 2.1)
        key, way = bearer.strip(" "), Way.TELEGRAM
    else:
        key, way = request.cookies.get(COOKIE, ""), Way.LINK
    return (key, way) if key.isascii() and 0 < len(key) <= _LONGEST_KEY else None


def set_cookie(response: web.Response, request: web.Request, key: str, own: OwnAddress) -> None:
    """Let the browser keep the key for a session's time, out of reach of any script, and send it
    with requests of our own page alone."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=SESSION_SECONDS,
        path=own.cookie_path(request),
        secure=own.is_encrypted(request),
        httponly=True,
        samesite="Strict",
    )


def drop_cookie(response: web.Response, request: web.Request, own: OwnAddress) -> None:
    """Let the browser forget the key."""
    response.del_cookie(
        COOKIE,
        path=own.cookie_path(request),
        secure=own.is_encrypted(request),
        httponly=True,
        samesite="Strict",
    )
