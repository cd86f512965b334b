"""The manual's examples for other services, run as they are printed against a running bot."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from standardwebhooks import Webhook

from bot.clock import FixedClock
from bot.sandbox.service import PLAY_API_TOKEN, PLAY_SECRET
from bot.sandbox.world import World
from tests.docs.pages import blocks, read
from tests.handlers.telegram.talk import until
from tests.needed import program
from tests.plans import TWO_PLANS, include
from tests.webhooks.target import serving

PAGE = "docs/api-and-webhooks.md"
PERSON = 123456789


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _shape(item) for name, item in value.items()}
    return type(value).__name__


async def test_the_curl_example_gets_the_answer_below_it() -> None:
    program("curl", "curl")
    async with World.open(with_service=True) as world:
        await world.tribute.pay(456, telegram_user_id=PERSON)
        line = blocks(read(PAGE), "sh")[0].replace("http://127.0.0.1:8080", world.app_url)
        assert world.app_url in line
        process = await asyncio.create_subprocess_shell(
            line, env={"API_TOKEN": PLAY_API_TOKEN}, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await process.communicate()
        answer = json.loads(printed)
    promised = json.loads(blocks(read(PAGE), "json")[0])
    assert _shape(answer) == _shape(promised)
    assert answer["plans"]["access"].items() <= answer.items()
    changing = {"expires_at": 0, "plans": {}}
    assert answer | changing == promised | changing


async def test_the_example_of_plans_is_what_such_a_shop_answers(clock: FixedClock) -> None:
    async with World.open(clock=clock, with_service=True, tariffs=TWO_PLANS) as world:
        await include(world)
        async with (
            aiohttp.ClientSession(headers={"Authorization": f"Bearer {PLAY_API_TOKEN}"}) as session,
            session.get(world.app_url + "/api/v1/plans") as answer,
        ):
            assert await answer.json() == json.loads(blocks(read(PAGE), "json")[1])


async def test_the_python_example_reads_real_webhooks_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEBHOOK_OUT_SECRET", PLAY_SECRET)
    scope: dict[str, Any] = {}
    [code] = blocks(read(PAGE), "python")
    exec(compile(code, PAGE, "exec"), scope)
    read_webhook = scope["read_webhook"]
    async with (
        serving() as target,
        World.open(with_service=True, webhook_out_url=target.url) as world,
    ):
        await world.tribute.pay(456, telegram_user_id=PERSON)
        await world.tribute.pay(456, telegram_user_id=PERSON)
        await until(lambda: len(target.bodies) == 2)
    headers = [{name.lower(): value for name, value in one.items()} for one in target.headers]
    events = [read_webhook(*one) for one in zip(headers, target.bodies, strict=True)]
    assert [event["type"] for event in events] == ["subscription.started", "subscription.extended"]
    promised = json.loads(blocks(read(PAGE), "json")[2])
    assert _shape(events[1]) == _shape(promised)
    assert events[1]["data"]["telegram_user_id"] == PERSON
    forged = headers[0] | {"webhook-signature": "v1,é"}
    for wrong in (forged, headers[1]):
        with pytest.raises(ValueError, match="not signed"):
            read_webhook(wrong, target.bodies[0])
    once = datetime(2026, 5, 12, tzinfo=UTC)
    old = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(once.timestamp())),
        "webhook-signature": Webhook(PLAY_SECRET).sign("msg_1", once, "{}"),
    }
    with pytest.raises(ValueError, match="too old"):
        read_webhook(old, b"{}")
