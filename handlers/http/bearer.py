"""The API's lock: only who shows the bearer gets in, and without one in the settings nobody."""

import hmac

from aiohttp import web
from pydantic import SecretStr

from handlers.http.answers import RefusedError, answer


def admit(request: web.Request, token: SecretStr | None) -> None:
    """Raises RefusedError: 404 where no token is set, for then there is nothing here; else 401."""
    if token is None:
        raise _closing(answer(404, {"status": "error", "error": "not found"}))
    shown = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(shown, f"Bearer {token.get_secret_value()}".encode()):
        refused = answer(401, {"status": "error", "error": "the bearer token is missing or wrong"})
        refused.headers["WWW-Authenticate"] = "Bearer"
        raise _closing(refused)


def _closing(refused: web.Response) -> RefusedError:
    """A stranger's body is not read to its end, so the connection can't be used again."""
    refused.force_close()
    return RefusedError(refused)
