"""Every route of the console, whatever area it belongs to, is under the rules of the frame."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import hdrs
from pydantic import BaseModel

from handlers.http.console.api import all_routes
from handlers.http.console.api.route import Route
from tests.handlers.http.console.client import Answer, Browsers, Visitor

ROUTES = [one for one in all_routes() if one.path != "live"]
MODELS = {
    model.__name__: model
    for route in ROUTES
    for model in (route.query, route.body)
    if model is not None
}
_LIMITS = {
    "string": {"maxLength", "enum", "const", "pattern", "format"},
    "integer": {"maximum", "exclusiveMaximum", "enum", "const"},
    "number": {"maximum", "exclusiveMaximum"},
    "array": {"maxItems"},
}


async def _call(visitor: Visitor, route: Route) -> Answer:
    path = re.sub(r"\{\w+\}", "1", route.path)
    if route.method == "GET":
        return await visitor.get(path)
    return await visitor.post(path, {} if route.body is not None else None)


async def test_none_answers_without_a_session(browsers: Browsers) -> None:
    stranger = browsers.stranger()
    answers = {(one.method, one.path): await _call(stranger, one) for one in ROUTES}
    assert {one.refusal for one in answers.values()} == {(401, "session")}


async def test_none_answers_another_site_by_the_cookie(tab: Visitor) -> None:
    for route in ROUTES:
        path = re.sub(r"\{\w+\}", "1", route.path)
        evil = {hdrs.ORIGIN: "https://evil.example"}
        answer = await tab.ask(route.method, path, headers=evil)
        assert answer.refusal == (403, "cross-site"), route


async def test_those_of_owners_refuse_other_admins(helper: Visitor) -> None:
    owners = [one for one in ROUTES if one.owners_only]
    assert {one.path for one in owners} >= {"backup", "backup/chat"}
    for route in owners:
        assert (await _call(helper, route)).refusal == (403, "owners-only"), route


async def test_none_leaves_its_answer_to_caches_or_sniffing(console: Visitor) -> None:
    for route in ROUTES:
        if route.method == "GET":
            answer = await _call(console, route)
            assert answer.status < 500, route
            assert answer.headers[hdrs.CACHE_CONTROL] == "no-store", route
            assert answer.headers["X-Content-Type-Options"] == "nosniff", route
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], route


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_what_is_sent_has_limits_and_nothing_else(model: type[BaseModel]) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert list(_without_limit(model.model_json_schema())) == []


def _without_limit(schema: object, place: str = "") -> Iterator[str]:
    """Yield each place of a JSON schema that takes a value of any size."""
    if isinstance(schema, list):
        for number, one in enumerate(schema):
            yield from _without_limit(one, f"{place}/{number}")
    if not isinstance(schema, dict):
        return
    kind: Any = schema.get("type")
    if isinstance(kind, str) and kind in _LIMITS and not _LIMITS[kind] & schema.keys():
        yield f"{place}: {kind}"
    for name, one in schema.items():
        yield from _without_limit(one, f"{place}/{name}")


def test_a_value_of_any_size_is_found() -> None:
    class Loose(BaseModel):
        name: str
        ids: list[int]

    assert len(list(_without_limit(Loose.model_json_schema()))) == 3
