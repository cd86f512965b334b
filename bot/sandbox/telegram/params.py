"""The parameters of a Bot API call, sent as query, form, multipart or JSON."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.models import Document, Json

_INTEGER = re.compile(r"-?[0-9]{1,19}")


@dataclass(slots=True)
class Params:
    """A call's parameters; each reader raises ApiError for a value of the wrong kind."""

    values: Json
    files: dict[str, Document] = field(default_factory=dict)
    unknown: Collection[str] = ()
    """The newer features that the server, playing an older one, doesn't know."""
    test_environment: bool = False
    """Whether the server plays Telegram's test environment."""

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        text = value if isinstance(value, str) else json.dumps(value)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise bad_request("strings must be encoded in UTF-8")
        return text

    def integer(self, name: str, default: int | None = None) -> int | None:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool) or not _INTEGER.fullmatch(str(value)):
            raise bad_request(f"{name} must be an integer")
        return int(value)

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str, complaint: str) -> Any:
        """Return a JSON-serialized parameter; in a JSON body it may also be plain JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise bad_request(complaint) from error


async def read_params(request: web.Request) -> Params:
    """Return the request's parameters; raise ApiError for a body that can't be read."""
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        params.values.update(_object(await request.read()))
        return params
    try:
        form = await request.post()
    except ValueError as error:
        raise bad_request("can't parse request: wrong form data") from error
    for name, value in form.items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            value.file.close()
            params.files[name] = Document(value.filename, content, value.content_type)
        else:
            params.values[name] = value.decode() if isinstance(value, bytes) else value
    return params


def _object(body: bytes) -> Json:
    if not body:
        return {}
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "Bad Request: can't parse request: can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse request: object expected")
    return value
