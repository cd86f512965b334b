"""Tests that the OpenAPI document describes every route and every answer of the app."""

import json
import re
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from jsonschema import Draft202012Validator

from bot.domain.changes import Change
from bot.sandbox.world import World
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from handlers.http import TelegramEndpoint, build_http
from handlers.http.openapi import DOCUMENT
from handlers.http.subscriptions_api import MOST_AT_ONCE
from tests.bodies import ANNA, purchase, refund
from tests.handlers.telegram.talk import until
from tests.plans import TWO_PLANS, include

DOC: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
OPEN = {"/healthz", "/readyz"}


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, with_service=True) as world:
        yield world


def _operations() -> list[tuple[str, str]]:
    return [(method, path) for path, item in DOC["paths"].items() for method in item]


def _asks(method: str, path: str) -> bool:
    """Return whether an operation takes `?plan=`."""
    parameters = DOC["paths"][path][method].get("parameters", ())
    return any(_resolved(one)["name"] == "plan" for one in parameters)


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: Any = DOC
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return _resolved(found)


def _errors(schema: dict[str, Any], value: object) -> list[str]:
    """Return what a schema of the document, read as JSON Schema 2020-12, rejects in `value`."""
    whole = {**schema, "components": DOC["components"]}
    Draft202012Validator.check_schema(whole)
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def _schema(method: str, path: str, status: int) -> dict[str, Any]:
    answer = _resolved(DOC["paths"][path][method]["responses"][str(status)])
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


async def test_the_document_lists_exactly_the_routes_that_are_served(world):
    app = world.app
    client = TelegramEndpoint(None, app.dispatcher, None, lambda: None)
    served = {
        (route.method.lower(), route.resource.canonical)
        for route in build_http(app.deps, client).app.router.routes()
        if isinstance(route, web.ResourceRoute) and route.method != "HEAD"
    }
    others = {
        ("post", world.settings.tribute_webhook_path),
        ("post", TELEGRAM_WEBHOOK_PATH),
        ("get", "/metrics"),  # Prometheus' own format, not JSON
        *(("*", path) for path in ("/console", "/console/{path}")),  # with a document of its own
    }
    assert set(_operations()) == served - others
    assert others <= served


def test_every_reference_resolves_and_every_schema_is_valid():
    for target in set(re.findall(r'"\$ref": "(#/[^"]+)"', DOCUMENT.read_text(encoding="utf-8"))):
        _resolved({"$ref": target})
    for schema in DOC["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert DOC["openapi"].startswith("3.1.")


def test_only_the_health_routes_need_no_bearer_token():
    assert DOC["security"] == [{"bearer": []}]
    opened = {path for method, path in _operations() if "security" in DOC["paths"][path][method]}
    assert opened == OPEN


def test_the_document_has_the_limits_of_the_code():
    ids = DOC["components"]["schemas"]["Ids"]["properties"]["telegram_user_ids"]
    assert ids["maxItems"] == MOST_AT_ONCE
    assert DOC["components"]["schemas"]["TelegramUserId"]["maximum"] == 2**63 - 1


def test_every_kind_of_change_is_a_webhook_in_the_document():
    changes = {change.value for change in Change}
    assert DOC["webhooks"].keys() == changes
    assert set(DOC["components"]["schemas"]["Event"]["properties"]["type"]["enum"]) == changes


async def test_reading_the_document_needs_the_bearer_token(client, world):
    bearer = {"Authorization": f"Bearer {world.settings.api_token.get_secret_value()}"}
    assert await client.get("/api/v1/openapi.json", bearer) == (200, DOC)
    assert (await client.get("/api/v1/openapi.json"))[0] == 401


@pytest.mark.parametrize(("method", "path"), _operations())
@pytest.mark.long
async def test_every_real_answer_matches_the_document(client, world, method, path):
    await client.post(purchase(1))
    bearer = {"Authorization": f"Bearer {world.settings.api_token.get_secret_value()}"}
    questions = [(ANNA, bearer), (5, bearer), (0, bearer), (ANNA, {})]
    async with aiohttp.ClientSession(world.app_url) as session:
        for person, headers in questions:
            url = path.replace("{telegram_user_id}", str(person))
            body = {"telegram_user_ids": [person]} if method == "post" else None
            async with session.request(method, url, json=body, headers=headers) as answer:
                content = await answer.json()
            assert _errors(_schema(method, path, answer.status), content) == []


@pytest.mark.parametrize(("method", "path"), [each for each in _operations() if _asks(*each)])
@pytest.mark.parametrize(
    ("query", "status"),
    [("plan=access", 200), ("plan=no-such", 404), ("plan=", 404), ("plan=a&plan=b", 400)],
)
@pytest.mark.long
async def test_every_answer_about_a_plan_matches_the_document(
    client, world, method, path, query, status
):
    await client.post(purchase(1))
    bearer = {"Authorization": f"Bearer {world.settings.api_token.get_secret_value()}"}
    url = f"{path.replace('{telegram_user_id}', str(ANNA))}?{query}"
    body = {"telegram_user_ids": [ANNA]} if method == "post" else None
    async with (
        aiohttp.ClientSession(world.app_url) as session,
        session.request(method, url, json=body, headers=bearer) as answer,
    ):
        assert answer.status == status
        assert _errors(_schema(method, path, status), await answer.json()) == []


async def test_requests_that_the_api_rejects_are_invalid_by_the_document_too():
    ids = DOC["components"]["schemas"]["Ids"]
    for wrong in ({}, {"telegram_user_ids": []}, {"telegram_user_ids": [0]}, {"ids": [1]}):
        assert _errors(ids, wrong)
    assert _errors(ids, {"telegram_user_ids": [1, 2**63 - 1]}) == []


async def test_real_webhooks_match_the_document(client, world):
    for body in (purchase(1), purchase(2, product_id=459), refund(2, product_id=459), refund(1)):
        await client.post(body)
    assert world.service is not None
    await until(lambda: len(world.service.received) == 4)
    event = DOC["components"]["schemas"]["Event"]
    for received in world.service.received:
        assert _errors(event, received.event) == []
        assert re.fullmatch(
            _resolved(DOC["webhooks"]["subscription.ended"]["post"]["parameters"][0])["schema"][
                "pattern"
            ],
            received.webhook_id,
        )


async def test_answers_and_webhooks_of_a_shop_with_two_plans_match_the_document(clock):
    async with World.open(clock=clock, with_service=True, tariffs=TWO_PLANS) as world:
        await include(world)
        await world.tribute.pay(457, telegram_user_id=ANNA)
        assert world.service is not None
        await until(lambda: len(world.service.received) == 2)
        for received in world.service.received:
            assert _errors(DOC["components"]["schemas"]["Event"], received.event) == []
        bearer = {"Authorization": f"Bearer {world.settings.api_token.get_secret_value()}"}
        async with aiohttp.ClientSession(world.app_url, headers=bearer) as session:
            for path in ("/api/v1/subscriptions/{telegram_user_id}", "/api/v1/plans"):
                async with session.get(path.replace("{telegram_user_id}", str(ANNA))) as answer:
                    content = await answer.json()
                assert len(content["plans"]) == 2
                assert _errors(_schema("get", path, 200), content) == []
