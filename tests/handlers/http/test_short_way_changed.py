"""Tests that heads changed at random are answered alike on the short way and the long way."""

import asyncio
import random

from bot.http_server.usual_request import UsualRequest
from tests.handlers.http.test_short_way import GOOD, answers_to
from tests.handlers.http.wire import served

_USUAL = UsualRequest("/webhook/tribute", "trbt-signature")
_HEAD_BYTES = GOOD.index(b"\r\n\r\n") + 4
_REQUESTS = 200
_PIECES = (
    *(b"\r\n", b"\n", b"\r", b":", b" ", b"\t", b"\0", b"\xff", b",", b"0", b"-", b";"),
    *(b"HTTP/1.1", b"POST ", b"X: \r\n", b"Host:\r\n", b"X-A: \x7f\r\n", b"Expect: \r\n"),
    *(b"Content-Length: 5\r\n", b"content-length: ", b"Transfer-Encoding: identity\r\n"),
    *(b"Connection: close\r\n", b"connection: keep-alive, upgrade\r\n", b"trbt-signature: a\r\n"),
)


def _changed(chance: random.Random) -> bytes:
    """Return the usual delivery with a piece of its head put in, left out or replaced."""
    at = chance.randrange(_HEAD_BYTES)
    if chance.random() < 0.5:
        at = max(0, GOOD.rfind(b"\r\n", 0, at) + 2)
    taken, piece = chance.choice([(0, 1), (0, 1), (1, 0), (5, 0), (1, 2)])
    new = (b"", chance.choice(_PIECES), chance.randbytes(1))[piece]
    return GOOD[:at] + new + GOOD[at + taken :]


async def _answered(url: str, request: bytes) -> bytes:
    """Return the answers; a connection that waits for more of the body is the same on each way."""
    try:
        async with asyncio.timeout(2):
            answers: bytes = await answers_to(url, request)
            return answers
    except TimeoutError:
        return b"waits"


async def test_a_head_that_was_changed_is_answered_as_on_the_long_way(world):
    chance = random.Random(16)
    requests = {_changed(chance) for _ in range(_REQUESTS)}
    async with served(world) as short, served(world, is_short=False) as long:
        await answers_to(long, GOOD)
        for request in sorted(requests):
            assert await _answered(short, request) == await _answered(long, request), request
    assert 5 < sum(_USUAL.read(one) is not None for one in requests) < len(requests)
