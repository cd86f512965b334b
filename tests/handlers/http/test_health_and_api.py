"""Health for whoever watches, and the subscription API for the owner's other services."""

import asyncio
import time

import aiohttp
import pytest

from bot.sandbox.world import World
from bot.usecases.operations import readiness
from bot.usecases.operations.identity import Identity
from tests.bodies import ANNA, purchase

TOKEN = "bearer-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, api_token=TOKEN) as world:
        yield world


async def test_alive_and_ready(door):
    assert await door.get("/healthz") == (200, {"status": "ok"})
    ready = {"status": "ok", "storage": "ok", "telegram": "ok"}
    assert await door.get("/readyz") == (200, ready)


@pytest.mark.fault("S1", "`query_only`, and `/readyz` asked")
async def test_not_ready_while_the_disk_takes_no_writes_though_alive(door, world):
    db = world.app.deps.vitals.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    status, content = await door.get("/readyz")
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert (status, content["storage"]) == (503, "not writable")
    assert (await door.get("/healthz"))[0] == 200


async def test_not_ready_while_the_disk_hangs(door, world, monkeypatch):
    """A write that never comes back is no payment taken; who asks is answered all the same."""
    monkeypatch.setattr(readiness, "_PATIENCE_SECONDS", 0.05)
    db = world.app.deps.vitals.db
    hanging = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        loop = asyncio.get_running_loop()

        def hang(_tx: object) -> None:
            loop.call_soon_threadsafe(hanging.set)
            time.sleep(0.5)

        tasks.create_task(db.read(hang))
        await hanging.wait()
        status, content = await door.get("/readyz")
    assert (status, content["storage"]) == (503, "not writable")


async def test_a_riddle_is_answered_by_this_process_alone(door, world):
    nonce = "0123456789abcdef" * 2
    status, content = await door.get(f"/healthz?nonce={nonce}")
    assert status == 200
    assert content["proof"] == world.app.deps.identity.prove(nonce)
    assert content["proof"] != Identity().prove(nonce)


@pytest.mark.parametrize("nonce", ["", "x", "0" * 31, "0" * 33, "G" * 32, "0" * 2000])
async def test_what_is_no_riddle_has_no_answer(door, nonce):
    assert await door.get(f"/healthz?nonce={nonce}") == (200, {"status": "ok"})


async def test_the_subscription_of_a_buyer(door):
    await door.post(purchase(1))
    assert await door.get(f"/api/v1/subscriptions/{ANNA}", BEARER) == (
        200,
        {
            "telegram_user_id": ANNA,
            "active": True,
            "lifetime": False,
            "expires_at": "2026-06-12T15:33:20Z",
        },
    )


async def test_a_lifetime_has_no_end(door):
    await door.post(purchase(1, product_id=459))
    _, content = await door.get(f"/api/v1/subscriptions/{ANNA}", BEARER)
    assert (content["active"], content["lifetime"], content["expires_at"]) == (True, True, None)


async def test_an_ended_subscription_is_not_active(door, clock):
    await door.post(purchase(1))
    clock.move(60 * 86400)
    _, content = await door.get(f"/api/v1/subscriptions/{ANNA}", BEARER)
    assert content["active"] is False


async def test_an_unknown_person_has_none(door):
    status, content = await door.get("/api/v1/subscriptions/5", BEARER)
    assert (status, content["active"], content["expires_at"]) == (200, False, None)


@pytest.mark.parametrize("wrong", ["0", "-1", "1e3", "abc", "1.0", str(2**63), "٣", "9" * 30])
async def test_what_is_no_telegram_id_is_400(door, wrong):
    assert (await door.get(f"/api/v1/subscriptions/{wrong}", BEARER))[0] == 400


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}]
)
async def test_without_the_bearer_it_is_401(door, header):
    assert (await door.get("/api/v1/subscriptions/5", header))[0] == 401


async def test_without_a_token_in_the_settings_there_is_no_api(clock):
    async with World.open(clock=clock) as world, aiohttp.ClientSession() as session:
        url = world.app_url + "/api/v1/subscriptions/5"
        async with session.get(url, headers=BEARER) as answer:
            assert answer.status == 404
