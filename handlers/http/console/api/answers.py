"""The answers of the API as JSON."""

import json

from aiohttp import web
from aiohttp.web import ContentCoding
from pydantic import BaseModel

from handlers.http.console import headers
from handlers.http.console.api.refused import Refused

_WORTH_COMPRESSING_BYTES = 1024
_JSON = "application/json"


def as_json(request: web.Request, model: BaseModel) -> web.Response:
    """Return a model as JSON, compressed where that is worth it: phones are on slow lines."""
    response = web.Response(body=model.model_dump_json().encode(), content_type=_JSON)
    is_long = (response.content_length or 0) > _WORTH_COMPRESSING_BYTES
    if is_long and headers.takes_gzip(request):
        response.enable_compression(ContentCoding.gzip)
    response.headers["Vary"] = "Accept-Encoding"
    return response


def refusal(refused: Refused, request: web.Request) -> web.Response:
    """Return a refusal as JSON; as its words alone where a browser shows it in place of a page,
    such as that of a download."""
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return web.Response(status=refused.status, text=refused.text, headers=refused.headers)
    shown: dict[str, object] = {"code": refused.code, "text": refused.text}
    if refused.fields:
        shown["fields"] = list(refused.fields)
    return web.Response(
        status=refused.status,
        body=json.dumps({"error": shown}, ensure_ascii=False).encode(),
        headers=refused.headers,
        content_type=_JSON,
    )
