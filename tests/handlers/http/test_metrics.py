"""Tests that the metrics for Prometheus need the bearer token and are right."""

import asyncio
import re

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.telegram.talk import ask

TOKEN = "bearer-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, api_token=TOKEN) as world:
        yield world


async def scrape(world: World) -> dict[str, float]:
    """Return the value of each series, by its name with labels."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(world.app_url + "/metrics", headers=BEARER) as answer,
    ):
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        text = await answer.text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def deliveries(found: dict[str, float]) -> dict[str, float]:
    name = re.compile(r'tributary_webhook_deliveries_total\{outcome="(\w+)"\}')
    return {m[1]: value for key, value in found.items() if (m := name.fullmatch(key)) and value}


async def test_deliveries_are_counted_by_outcome(world, client):
    await client.post(purchase(1))
    await client.post(purchase(1))
    await client.post(purchase(2, product_id=77))
    await client.post(b'{"test_event": "x"}')
    await client.post(purchase(3), key="another-key")
    await client.post(purchase(3), headers={})
    await client.post(b"x" * 70_000)
    assert deliveries(await scrape(world)) == {
        "applied": 1,
        "duplicate": 1,
        "held": 1,
        "test": 1,
        "forged": 1,
        "unsigned": 1,
        "refused": 1,
    }


async def test_a_delivery_that_could_not_be_stored_is_counted(world, client):
    db = world.app.deps.readiness.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    assert (await client.post(purchase(1)))[0] == 503
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert deliveries(await scrape(world)) == {"not_stored": 1}


async def test_held_payments_subscriptions_and_the_last_call_of_tribute_are_reported(
    world, client, clock: FixedClock
):
    before = await scrape(world)
    assert str(before["tributary_last_tribute_call_age_seconds"]) == "nan"
    await client.post(purchase(1))
    await client.post(purchase(2, product_id=459))
    await client.post(purchase(3, product_id=77))
    world.telegram.fail("sendMessage", mode="hang", seconds=1, times=99)
    clock.move(120)
    found = await scrape(world)
    assert found["tributary_held_payments"] == 1
    assert found["tributary_subscriptions_active"] == 1  # one person, both months and a lifetime
    assert found["tributary_last_tribute_call_age_seconds"] == 120
    assert found["tributary_incidents_open"] == 0


async def test_the_outbox_reports_its_depth_and_age(world, client, clock: FixedClock):
    world.telegram.fail("sendMessage", mode="hang", seconds=1, times=99)
    await client.post(purchase(1))
    clock.move(30)
    found = await scrape(world)
    assert found["tributary_outbox_queued"] == 3
    assert found["tributary_outbox_oldest_seconds"] == 30


async def test_messages_are_counted_by_outcome(world):
    await ask(world, ADMIN.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    # One waits for a person who never pressed Start.
    wanted = {f'tributary_messages_total{{outcome="{one}"}}' for one in ("sent", "waiting")}
    async with asyncio.timeout(15):
        while not wanted <= {name for name, value in (await scrape(world)).items() if value >= 1}:
            await asyncio.sleep(0.01)


async def test_the_writer_reports_its_batches_and_commit_times(world, client):
    before = await scrape(world)
    await client.post(purchase(1))
    after = await scrape(world)
    count = "tributary_writer_batch_units_count"
    assert after[count] > before[count]
    assert after["tributary_writer_commit_seconds_count"] == after[count]
    assert after["tributary_writer_commit_seconds_sum"] > 0


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
async def test_metrics_need_the_bearer_token(client, headers):
    assert (await client.get("/metrics", headers))[0] == 401


async def test_without_an_api_token_in_the_settings_there_are_no_metrics(clock):
    async with (
        World.open(clock=clock) as world,
        aiohttp.ClientSession() as session,
        session.get(world.app_url + "/metrics", headers=BEARER) as answer,
    ):
        assert answer.status == 404


async def test_two_bots_in_one_process_count_separately(world, client, clock):
    await client.post(purchase(1))
    async with World.open(clock=clock, api_token=TOKEN) as other:
        assert deliveries(await scrape(other)) == {}
