"""Pictures that an admin chooses on a page: taken by Telegram, in the admin's own chat, and shown
again."""

import asyncio

from aiohttp import BodyPartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic import BaseModel

from bot.domain.composing.previews import NotSent
from handlers.http.console.api.composing import not_sent, previews_of, reader_of
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route

MOST_BYTES = 10 * 1024 * 1024
"""Telegram takes photos of up to 10 MB (https://core.telegram.org/bots/api#sendphoto)."""
_MEGABYTE = 1024 * 1024
UPLOAD_SECONDS = 60.0
"""As long as Caddy waits for a body (`read_body` in deploy/Caddyfile)."""
_FORM_BYTES = MOST_BYTES + 64 * 1024
_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_WEBP = "image/webp"
_BROKEN = (ValueError, RuntimeError, HttpProcessingError, web.RequestPayloadError, ConnectionError)
"""The errors of aiohttp for a form, or for the head of a part, that nobody can read."""


class Picture(BaseModel):
    """A picture that Telegram has taken, with its size in pixels as Telegram shows it."""

    id: int
    width: int
    height: int


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route(
            "POST",
            "pictures",
            Picture,
            _take,
            raw=True,
            summary="Take a picture, which is also sent to the admin's own chat",
        ),
        Route("GET", "pictures/{id}", None, _show, summary="The bytes of a picture"),
    ]


async def _take(call: Call) -> Picture:
    content = await _read(call)
    await call.go_on()
    if type_of(content) is None:
        raise Refused(415, "no-picture", call.text("console-composing-no-picture"), ("picture",))
    admin = await reader_of(call)
    caption = call.text("console-composing-picture-received")
    found = await previews_of(call).take_picture(admin, content, caption)
    if isinstance(found, NotSent):
        raise not_sent(call, found, ("picture",), refused="console-composing-picture-refused")
    return Picture(id=found.id, width=found.width, height=found.height)


async def _show(call: Call) -> web.StreamResponse:
    try:
        content = await call.deps.shop_face.picture(call.whole("id"))
    except LookupError:
        raise call.missing() from None
    type_ = type_of(content) or "application/octet-stream"
    headers = {hdrs.CACHE_CONTROL: "private, max-age=86400, immutable"}
    return web.Response(body=content, content_type=type_, headers=headers)


def type_of(content: bytes) -> str | None:
    """Return the type of a picture by its first bytes; None for anything else."""
    for beginning, type_ in _BEGINNINGS.items():
        if content.startswith(beginning):
            return type_
    return _WEBP if content.startswith(b"RIFF") and content[8:12] == b"WEBP" else None


async def _read(call: Call) -> bytes:
    """Return the file of the form; raise Refused: 413 for a large one, 400 without one."""
    request = call.request
    too_large = Refused(
        413,
        "too-large",
        call.text("console-composing-picture-large", most=MOST_BYTES // _MEGABYTE),
        ("picture",),
    )
    if (request.content_length or 0) > _FORM_BYTES:
        raise too_large
    if not request.content_type.startswith("multipart/form-data"):
        raise _without_file(call)
    content = bytearray()
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            part = await (await request.multipart()).next()
            if not isinstance(part, BodyPartReader) or part.name != "picture":
                raise _without_file(call)
            while chunk := await part.read_chunk(_MEGABYTE):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise too_large
    except TimeoutError:
        raise Refused(408, "slow", call.text("console-access-slow"), ("picture",)) from None
    except _BROKEN:
        raise _without_file(call) from None
    return bytes(content)


def _without_file(call: Call) -> Refused:
    return Refused(400, "bad-request", call.text("console-composing-no-file"), ("picture",))
