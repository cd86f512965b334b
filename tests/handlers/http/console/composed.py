"""Contents that the tests compose on the console's pages: words with formatting, pictures."""

import io
from typing import Any

import aiohttp
from aiohttp import hdrs

from tests.handlers.http.console.client import API, Answer, Visitor


def words(text: str, *entities: tuple[str, int, int] | tuple[str, int, int, str]) -> dict[str, Any]:
    """Return words as a page sends them."""
    made = [
        {"type": one[0], "offset": one[1], "length": one[2], "detail": (*one[3:], "")[0]}
        for one in entities
    ]
    return {"text": text, "entities": made}


async def upload(
    visitor: Visitor, content: bytes, name: str = "picture", type_: str = "image/png"
) -> Answer:
    """Upload a picture as a page does."""
    form = aiohttp.FormData()
    form.add_field(name, io.BytesIO(content), filename="picture.png", content_type=type_)
    sent = {**visitor.headers, hdrs.ORIGIN: visitor.url}
    async with visitor.session.post(
        f"{visitor.url}{API}pictures", data=form, headers=sent
    ) as answer:
        return Answer(answer.status, await answer.json(), answer.headers)
