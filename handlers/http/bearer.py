"""The API's lock: only who shows the bearer gets in, and without one in the settings nobody."""

import hmac

from aiohttp import web
from pydantic import SecretStr

from handlers.http.answers import RefusedError, answer


def admit(request: web.Request, token: SecretStr | None) -> None:
    """Raises RefusedError: 404 where no token is set, for then there is nothing here; else 401."""
    if token is None:
        raise _closing(answer(404, {"status": "error", "error": "not found"}))
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    # The name of the scheme has no case (RFC 7235, section 2.1).
    if scheme.lower() != "bearer" or not _is(shown.strip(" "), token):
        refused = answer(401, {"status": "error", "error": "the bearer token is missing or wrong"})
        refused.headers["WWW-Authenticate"] = "Bearer"
        raise _closing(refused)


def _is(shown: str, token: SecretStr) -> bool:
    """Compared as bytes and in constant time: text that isn't ASCII would raise."""
    right = token.get_secret_value().encode()
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), right)


def _closing(refused: web.Response) -> RefusedError:
    """A stranger's body is not read to its end, so the connection can't be used again."""
    refused.force_close()
    return RefusedError(refused)
