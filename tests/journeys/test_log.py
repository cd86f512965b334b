"""The log follows each payment under one name, and holds no secret and no personal word."""

import io
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.runtime import logs
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.service import PLAY_SECRET
from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World
from tests.bodies import purchase, sign
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, until
from tests.journeys.channel import until_nothing_is_due
from tests.plans import of_first

pytestmark = pytest.mark.usefixtures("own_logging")

API_TOKEN = "canary-bearer-of-the-owner"
PREVIOUS = "canary-key-of-last-year"
STRANGER = 8_123_456_789
"""An id that is nobody else's, so that it can't be in the log by accident."""
CANARIES = (
    PLAY_TOKEN,
    PLAY_TOKEN.partition(":")[2],
    PLAY_KEY,
    PREVIOUS,
    API_TOKEN,
    PLAY_SECRET,
    PLAY_SECRET.removeprefix("whsec_"),
    "Canaryname",
    "canary_username",
    "canary-receipt",
    "canary-broadcast",
    "canary-note",
    "canary-product",
    "canary-forged",
    str(STRANGER),
)


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with World.open(
        clock=clock,
        with_service=True,
        api_token=API_TOKEN,
        tribute_api_key_previous=PREVIOUS,
    ) as world:
        world.telegram.add_person(STRANGER, "Canaryname", username="canary_username")
        yield world


@pytest.fixture
def written(world: World) -> io.StringIO:
    """Return the stream that gets every log line, as JSON."""
    logs.setup("DEBUG", "json", world.settings.secrets)
    found = io.StringIO()
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(found)
    return found


async def _post(world: World, body: bytes, signature: str) -> int:
    url = world.app_url + world.settings.tribute_webhook_path
    headers = {"trbt-signature": signature}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status


async def _everything_happens(world: World) -> None:
    """Use each endpoint and cause each kind of error once, with a canary in every value."""
    for person in (STRANGER, ADMIN.id):
        await ask(world, person, "/start canary-receipt")
    bought = await buy(world, STRANGER)
    body = purchase(
        900,
        telegram_user_id=STRANGER,
        product_name="canary-product",
        telegram_username="canary_username",
    )
    assert await _post(world, body, sign(body, PREVIOUS)) == 200
    assert await _post(world, b"canary-forged", sign(body, "another key")) == 401
    unreadable = b'{"name": "new_digital_product", "payload": "canary-product'
    assert await _post(world, unreadable, sign(unreadable, PLAY_KEY)) == 200
    await ask(world, STRANGER, "/claim")
    await ask(world, STRANGER, "canary-receipt 900")
    await command(world, ADMIN.id, f"/user {STRANGER}")
    await command(world, ADMIN.id, f"/grant {STRANGER} 1 month canary-note")
    await command(world, ADMIN.id, f"/refund {bought.id}")
    for words in ("/broadcast", "/stats", "/export", "/backup", "/doctor", "/attention"):
        await command(world, ADMIN.id, words)
    world.telegram.fail("sendMessage", status=502, times=2)
    await world.tribute.refund_by_buyer(bought.id)
    await _ask_the_api(world)
    await until(lambda: not world.telegram.planned_failures)
    await until_nothing_is_due(world)
    world.clock.move(60)
    await hear(world, STRANGER, "has been refunded")


async def _ask_the_api(world: World) -> None:
    bearer = {"Authorization": f"Bearer {API_TOKEN}"}
    async with aiohttp.ClientSession(world.app_url, headers=bearer) as session:
        for path in (f"/api/v1/subscriptions/{STRANGER}", "/metrics", "/readyz", "/healthz"):
            async with session.get(path) as answer:
                assert answer.status == 200
    async with aiohttp.ClientSession(world.app_url) as session:
        wrong = {"Authorization": "Bearer canary-forged"}
        async with session.get("/metrics", headers=wrong) as answer:
            assert answer.status == 401


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.fault("C7", "a whole journey at DEBUG, searched for each secret and personal word")
async def test_no_secret_and_no_personal_word_is_in_the_log_at_debug(
    world: World, written: io.StringIO
) -> None:
    await _everything_happens(world)
    await world.stop_app()
    text = written.getvalue()
    assert len(lines(text)) > 10
    assert [canary for canary in CANARIES if canary in text] == []


async def test_a_payment_has_one_name_from_the_webhook_to_its_last_message(
    world: World, written: io.StringIO
) -> None:
    for person in (STRANGER, ADMIN.id):
        await ask(world, person, "/start")
    await buy(world, BUYER.id)
    await buy(world, STRANGER)
    await hear(world, STRANGER, "Thank you")
    await until(lambda: sum("💰" in m.text for m in world.telegram.messages_to(ADMIN.id)) == 2)
    await world.stop_app()
    traced = [line for line in lines(written.getvalue()) if "event_id" in line]
    webhooks = [line["event_id"] for line in traced if line["event"] == "webhook"]
    assert len(set(webhooks)) == 2
    for name in webhooks:
        kinds = {line["kind"] for line in traced if line["event_id"] == name and "kind" in line}
        assert {"paid", "admin-sale"} <= kinds


async def test_a_purchase_that_is_settled_later_keeps_the_name_of_its_delivery(
    world: World, written: io.StringIO
) -> None:
    """It is held because its product has no tariff; later an admin binds the product."""
    await ask(world, STRANGER, "/start")
    await buy(world, STRANGER, product=512)
    assert world.app is not None
    deps = world.app.deps
    product = await deps.catalog.product(512)
    duration = (await deps.tariffs.all_bound())[0].tariff.duration
    await deps.tariffs.sell_as(product, of_first(duration), ADMIN.id)
    await hear(world, STRANGER, "Your access is open")
    await world.stop_app()
    traced = [line for line in lines(written.getvalue()) if "event_id" in line]
    (name,) = [line["event_id"] for line in traced if line["event"] == "webhook"]
    assert name in {line["event_id"] for line in traced if line.get("kind") == "paid"}


async def test_a_request_does_not_log_under_the_name_of_the_one_before(
    world: World, written: io.StringIO
) -> None:
    """Both requests come on one connection, which is one task and one context."""
    body = purchase(1)
    url = world.app_url + world.settings.tribute_webhook_path
    async with aiohttp.ClientSession() as session:
        for signature in (sign(body, PLAY_KEY), "f" * 64):
            headers = {"trbt-signature": signature}
            async with session.post(url, data=body, headers=headers) as answer:
                await answer.read()
    await world.stop_app()
    (forged,) = [one for one in lines(written.getvalue()) if "signature" in one["event"]]
    assert "event_id" not in forged
