"""How HTTP answers look, and refusals that end a request early."""

import json

from aiohttp import web

RETRY_AFTER_SECONDS = 30


class RefusedError(Exception):
    """Raised to end a request with `answer`."""

    def __init__(self, answer: web.Response) -> None:
        super().__init__(answer.status)
        self.answer = answer


def answer(status: int, content: dict[str, object]) -> web.Response:
    return encoded_answer(status, encoded(content))


def encoded(content: dict[str, object]) -> bytes:
    """An answer's body, for those that are made once and given often."""
    return json.dumps(content).encode()


def encoded_answer(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json", charset="utf-8")


def unread(status: int, error: str) -> RefusedError:
    """Refuse a request whose body is not read to the end: the connection can't be used again."""
    response = answer(status, {"status": "error", "error": error})
    response.force_close()
    return RefusedError(response)


def unavailable() -> web.Response:
    """Nothing was stored: the sender keeps what it has and sends it again."""
    response = answer(503, {"status": "error", "error": "not stored, please send it again"})
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
