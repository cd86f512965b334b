"""Reads the query and the body of a request into the models of its route."""

from collections.abc import Callable

from aiohttp import web
from pydantic import BaseModel, ValidationError

from handlers.http.bodies import read_body
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Route

MOST_BYTES = 64 * 1024
_MOST_FIELDS, _LONGEST_FIELD = 10, 64
_NOTHING = {b"", b"{}"}
Text = Callable[..., str]


def read_query(request: web.Request, model: type[BaseModel] | None, text: Text) -> BaseModel | None:
    """Return the query; raise Refused (400) for a value that is wrong, unknown or there twice."""
    values = dict(request.query)
    twice = sorted({one for one in values if len(request.query.getall(one)) > 1})
    if twice or (model is None and values):
        raise _unreadable(text, twice or sorted(values))
    if model is None:
        return None
    try:
        return model.model_validate_strings(values)
    except ValidationError as error:
        raise _unreadable(text, _fields(error)) from None


async def read_body_of(request: web.Request, route: Route, text: Text) -> BaseModel | None:
    """Return the body; raise Refused: 400 for what isn't the route's, 415 for no JSON."""
    if route.raw or request.method == "GET":
        return None
    body = await read_body(request, MOST_BYTES)
    if route.body is None:
        if body.strip() not in _NOTHING:
            raise _unreadable(text, ())
        return None
    if request.content_type != "application/json":
        raise Refused(415, "unsupported", text("console-access-unsupported"))
    try:
        return route.body.model_validate_json(body)
    except ValidationError as error:
        raise _unreadable(text, _fields(error)) from None


def _fields(error: ValidationError) -> list[str]:
    """Return where the mistakes are, never what stands there: `seen`, `links.0.url`."""
    places = {".".join(map(str, one["loc"])) for one in error.errors(include_input=False)}
    return sorted(places - {""})


def _unreadable(text: Text, fields: list[str] | tuple[str, ...]) -> Refused:
    if not fields:
        return Refused(400, "bad-request", text("console-access-bad-request"))
    named = [one[:_LONGEST_FIELD] for one in fields[:_MOST_FIELDS]]
    return Refused(400, "bad-request", text("console-access-bad-fields"), named)
