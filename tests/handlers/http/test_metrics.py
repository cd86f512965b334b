"""Prometheus' numbers: behind the bearer, and each of them true."""

import re

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.telegram.talk import ask, hear

TOKEN = "bearer-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, api_token=TOKEN) as world:
        yield world


async def scrape(world: World) -> dict[str, float]:
    """Each series with its labels, by its value."""
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


async def test_deliveries_are_counted_by_what_became_of_them(world, door):
    await door.post(purchase(1))
    await door.post(purchase(1))
    await door.post(purchase(2, product_id=77))
    await door.post(b'{"test_event": "x"}')
    await door.post(purchase(3), key="another-key")
    await door.post(purchase(3), headers={})
    await door.post(b"x" * 70_000)
    assert deliveries(await scrape(world)) == {
        "applied": 1,
        "duplicate": 1,
        "held": 1,
        "test": 1,
        "forged": 1,
        "unsigned": 1,
        "refused": 1,
    }


async def test_what_could_not_be_stored_is_counted(world, door):
    db = world.app.deps.vitals.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    assert (await door.post(purchase(1)))[0] == 503
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert deliveries(await scrape(world)) == {"not_stored": 1}


async def test_how_things_stand(world, door, clock: FixedClock):
    before = await scrape(world)
    assert str(before["tributary_last_tribute_call_age_seconds"]) == "nan"
    await door.post(purchase(1))
    await door.post(purchase(2, product_id=459))
    await door.post(purchase(3, product_id=77))
    world.telegram.fail("sendMessage", mode="hang", seconds=1, times=99)
    clock.move(120)
    found = await scrape(world)
    assert found["tributary_held_payments"] == 1
    assert found["tributary_subscriptions_active"] == 1  # one person, both months and a lifetime
    assert found["tributary_last_tribute_call_age_seconds"] == 120
    assert found["tributary_incidents_open"] == 0


async def test_the_outbox_tells_its_depth_and_age(world, door, clock: FixedClock):
    world.telegram.fail("sendMessage", mode="hang", seconds=1, times=99)
    await door.post(purchase(1))
    clock.move(30)
    found = await scrape(world)
    assert found["tributary_outbox_queued"] == 3
    assert found["tributary_outbox_oldest_seconds"] == 30


async def test_messages_are_counted_by_what_became_of_them(world):
    await ask(world, ADMIN.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await hear(world, ADMIN.id, "💰")
    found = await scrape(world)
    assert found['tributary_messages_total{outcome="sent"}'] >= 1
    assert found['tributary_messages_total{outcome="waiting"}'] >= 1  # who never pressed Start


async def test_the_writer_tells_its_batches_and_their_time(world, door):
    before = await scrape(world)
    await door.post(purchase(1))
    after = await scrape(world)
    count = "tributary_writer_batch_units_count"
    assert after[count] > before[count]
    assert after["tributary_writer_commit_seconds_count"] == after[count]
    assert after["tributary_writer_commit_seconds_sum"] > 0


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
async def test_without_the_bearer_there_are_no_numbers(door, headers):
    assert (await door.get("/metrics", headers))[0] == 401


async def test_without_a_token_in_the_settings_there_is_no_such_route(clock):
    async with (
        World.open(clock=clock) as world,
        aiohttp.ClientSession() as session,
        session.get(world.app_url + "/metrics", headers=BEARER) as answer,
    ):
        assert answer.status == 404


async def test_two_bots_in_one_process_count_each_for_itself(world, door, clock):
    await door.post(purchase(1))
    async with World.open(clock=clock, api_token=TOKEN) as other:
        assert deliveries(await scrape(other)) == {}
