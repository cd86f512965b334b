"""Reads a request's body with limits that aiohttp doesn't set: encoding, size and time."""

import asyncio

from aiohttp import web

from handlers.http.answers import unread

BODY_TIMEOUT_SECONDS = 10.0


async def read_body(
    request: web.Request, max_bytes: int, timeout_seconds: float = BODY_TIMEOUT_SECONDS
) -> bytes:
    """Return the raw bytes.

    Raises RefusedError: 415 if compressed, 413 if too large, 408 if slow, 400 if broken.
    """
    if "Content-Encoding" in request.headers:
        raise unread(415, "send the body without Content-Encoding")
    if (request.content_length or 0) > max_bytes:
        raise unread(413, f"the body is larger than {max_bytes} bytes")
    try:
        if request.content.is_eof() and request.content.total_bytes <= max_bytes:
            return request.content.read_nowait()  # it came with the headers: nothing to wait for
        async with asyncio.timeout(timeout_seconds):
            return await _read_all(request, max_bytes)
    except TimeoutError:
        raise unread(408, "the body took too long") from None
    except (ConnectionError, web.RequestPayloadError) as error:
        # The sender hung up or broke its own encoding. The request keeps its error, and the error
        # would keep this frame with the body in it: a reference cycle that only a full garbage
        # collection frees. A flood of such requests would take much memory.
        error.__traceback__ = None
        raise unread(400, "the body is incomplete") from None


async def _read_all(request: web.Request, max_bytes: int) -> bytes:
    body = bytearray()
    while not request.content.at_eof():
        if request.transport is None:
            # In a flood a connection may end before its request begins to be handled. The stream
            # doesn't learn of that, and would raise RuntimeError like a mistake of the bot.
            raise ConnectionResetError
        body += await request.content.readany()
        if len(body) > max_bytes:
            raise unread(413, f"the body is larger than {max_bytes} bytes")
    return bytes(body)
