"""HTTP answers as JSON, and refusals that end a request early."""

import json

from aiohttp import web

from bot.http_server.short_way import Answer

_RETRY_AFTER_SECONDS = 30


class RefusedError(Exception):
    """Raised to end a request with `answer`."""

    def __init__(self, answer: web.Response) -> None:
        super().__init__(answer.status)
        self.answer = answer


def answer(status: int, content: dict[str, object]) -> web.Response:
    """Return a JSON answer."""
    return encoded_answer(status, encoded(content))


def encoded(content: dict[str, object]) -> bytes:
    """Encode an answer's body, for answers that are encoded once and sent often."""
    return json.dumps(content).encode()


def encoded_answer(status: int, body: bytes) -> web.Response:
    """Return a JSON answer whose body is encoded already."""
    return web.Response(status=status, body=body, content_type="application/json", charset="utf-8")


def unread(status: int, error: str) -> RefusedError:
    """Refuse a request whose body is not read to its end, so the connection can't be reused."""
    response = answer(status, {"status": "error", "error": error})
    response.force_close()
    return RefusedError(response)


NOT_STORED = Answer(
    "503 Service Unavailable",
    encoded({"status": "error", "error": "not stored, please send it again"}),
    _RETRY_AFTER_SECONDS,
)


def unavailable() -> web.Response:
    """Answer 503: nothing was stored, so the sender should send it again."""
    response = encoded_answer(503, NOT_STORED.body)
    response.headers["Retry-After"] = str(NOT_STORED.retry_after_seconds)
    return response
