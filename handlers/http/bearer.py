"""Admits a request to the API only with the bearer token of the setting `API_TOKEN`."""

import hmac

from aiohttp import web
from pydantic import SecretStr

from handlers.http.answers import RefusedError, answer


def admit(request: web.Request, token: SecretStr | None) -> None:
    """Return if the request has the token; raise RefusedError otherwise.

    The status is 404 where no token is set, because the API is switched off then, and else 401.
    """
    if token is None:
        raise _closing(answer(404, {"status": "error", "error": "not found"}))
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    # The name of the scheme is case-insensitive (RFC 7235, section 2.1).
    if scheme.lower() != "bearer" or not _is(shown.strip(" "), token):
        refused = answer(401, {"status": "error", "error": "the bearer token is missing or wrong"})
        refused.headers["WWW-Authenticate"] = "Bearer"
        raise _closing(refused)


def _is(shown: str, token: SecretStr) -> bool:
    """Compare in constant time, and as bytes, because text that isn't ASCII would raise."""
    expected = token.get_secret_value().encode()
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), expected)


def _closing(refused: web.Response) -> RefusedError:
    """Close the connection: a stranger's body is not read to its end."""
    refused.force_close()
    return RefusedError(refused)
