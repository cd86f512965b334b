"""The document of the console's API describes each route, and what the app really answers."""

import json
import re
from typing import Annotated, Any, Literal

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ConfigDict, Field

from handlers.http.console.api import all_routes
from handlers.http.console.api.openapi import document
from handlers.http.console.api.route import Call, Route
from tests.handlers.http.console.client import Visitor


class Kind(BaseModel):
    kind: Literal["one", "two"]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    since: int
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kinds: list[Kind]


async def _never(call: Call) -> Kind:
    raise AssertionError("only the descriptions of these routes are read")


def _errors(doc: dict[str, Any], schema: dict[str, Any], value: object) -> list[str]:
    whole = {**schema, "components": doc["components"]}
    Draft202012Validator.check_schema(whole)
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


async def test_the_document_lists_exactly_the_routes(console: Visitor) -> None:
    doc = (await console.get("openapi.json")).body
    described = {
        (method.upper(), path.removeprefix("/console/api/"))
        for path, operations in doc["paths"].items()
        for method in operations
    }
    assert described == {(one.method, one.path) for one in all_routes()}


async def test_answers_are_as_described(console: Visitor, tab: Visitor) -> None:
    doc = (await console.get("openapi.json")).body
    responses = doc["paths"]["/console/api/me"]["get"]["responses"]
    me = (await console.get("me")).body
    right = responses["2XX"]["content"]["application/json"]["schema"]
    refused = responses["default"]["content"]["application/json"]["schema"]
    assert _errors(doc, right, me) == []
    assert _errors(doc, right, {**me, "id": "x"}) != []
    assert _errors(doc, refused, (await console.get("me", more="1")).body) == []
    assert _errors(doc, refused, (await tab.ask("POST", "logout")).body) == []
    assert _errors(doc, refused, me) != []


def test_queries_bodies_and_parts_of_the_path_are_described() -> None:
    route = Route("POST", "things/{id}/x", Kind, _never, query=Asked, body=Sent, owners_only=True)
    doc = document([route])
    operation = doc["paths"]["/console/api/things/{id}/x"]["post"]
    assert operation["description"] == "For owners alone."
    assert [(one["in"], one["name"], one["required"]) for one in operation["parameters"]] == [
        ("path", "id", True),
        ("query", "since", True),
        ("query", "limit", False),
    ]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert _errors(doc, body, {"kinds": [{"kind": "two"}]}) == []
    assert _errors(doc, body, {"kinds": [{"kind": "three"}]}) != []


@pytest.mark.parametrize("doc", [document(all_routes())])
def test_every_reference_resolves(doc: dict[str, Any]) -> None:
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(doc))):
        assert name in doc["components"]["schemas"]
