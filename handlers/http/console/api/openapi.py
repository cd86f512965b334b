"""The description of the console's API: an OpenAPI 3.1 document, made from its routes."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from bot import __version__
from handlers.http.console.api.route import LARGEST_ID, Call, Route
from handlers.http.console.credentials import COOKIE

_BASE = "/console/api/"
_REFERENCE = "#/components/schemas/{model}"
_PART = re.compile(r"\{(\w+)\}")
_REFUSED = {"$ref": "#/components/schemas/Refusal"}
_REFUSAL = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "text"],
            "additionalProperties": False,
            "properties": {
                "code": {"type": "string"},
                "text": {"type": "string", "description": "In the reader's language."},
                "fields": {"type": "array", "items": {"type": "string"}},
            },
        }
    },
}
_ID = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
Schema = dict[str, Any]


def with_openapi(routes: Sequence[Route]) -> list[Route]:
    """Return the routes and one more, which describes all of them."""
    described: list[Route] = []
    made: list[str] = []

    async def openapi(_call: Call) -> web.StreamResponse:
        if not made:
            made.append(json.dumps(document(described)))
        return web.Response(text=made[0], content_type="application/json")

    described += [*routes, Route("GET", "openapi.json", None, openapi, summary="This document")]
    return described


def document(routes: Sequence[Route]) -> Schema:
    """Return the document."""
    schemas = _Schemas(routes)
    paths: dict[str, Schema] = {}
    for route in routes:
        paths.setdefault(_BASE + route.path, {})[route.method.lower()] = schemas.operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tributary's console", "version": __version__},
        "paths": paths,
        "security": [{"bearer": []}, {"cookie": []}],
        "components": {
            "schemas": {**schemas.known, "Refusal": _REFUSAL},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
            },
        },
    }


class _Schemas:
    """The schemas of all models of the routes, and the operations that refer to them."""

    def __init__(self, routes: Sequence[Route]) -> None:
        wanted = dict.fromkeys(one for route in routes for one in _models(route))
        self._places, found = models_json_schema(list(wanted), ref_template=_REFERENCE)
        self.known: Schema = found.get("$defs", {})

    def operation(self, route: Route) -> Schema:
        operation: Schema = {
            "operationId": f"{route.method} {route.path}",
            "summary": route.summary,
            "parameters": [*_path_parameters(route.path), *self._query_parameters(route.query)],
            "responses": {
                "2XX": self._success(route),
                "431": {"description": "The head of the request is too long"},
                "default": {"description": "Refused", "content": _json(_REFUSED)},
            },
        }
        if route.body is not None:
            schema = self._places[route.body, "validation"]
            operation["requestBody"] = {"required": True, "content": _json(schema)}
        if route.owners_only:
            operation["description"] = "For owners alone."
        return operation

    def _success(self, route: Route) -> Schema:
        if route.answer is None:
            return {"description": "A file, a stream or nothing"}
        schema = self._places[route.answer, "serialization"]
        return {"description": "Done", "content": _json(schema)}

    def _query_parameters(self, query: type[BaseModel] | None) -> Iterator[Schema]:
        if query is None:
            return
        schema = self.known[self._places[query, "validation"]["$ref"].rpartition("/")[2]]
        required = schema.get("required", ())
        for name, one in schema["properties"].items():
            yield {"name": name, "in": "query", "required": name in required, "schema": one}


def _models(route: Route) -> Iterator[tuple[type[BaseModel], JsonSchemaMode]]:
    if route.answer is not None:
        yield route.answer, "serialization"
    for one in (route.query, route.body):
        if one is not None:
            yield one, "validation"


def _path_parameters(path: str) -> Iterator[Schema]:
    for name in _PART.findall(path):
        schema = _ID if name == "id" else {"type": "string", "minLength": 1}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}
