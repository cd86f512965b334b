"""Tests for the health routes and for the subscription API of one person."""

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


async def test_a_healthy_bot_is_alive_and_ready(client):
    assert await client.get("/healthz") == (200, {"status": "ok"})
    ready = {"status": "ok", "storage": "ok", "telegram": "ok"}
    assert await client.get("/readyz") == (200, ready)


@pytest.mark.fault("S1", "`query_only`, and `/readyz` asked")
async def test_a_bot_that_cannot_write_is_alive_but_not_ready(client, world):
    db = world.app.deps.readiness.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    status, content = await client.get("/readyz")
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert (status, content["storage"]) == (503, "not writable")
    assert (await client.get("/healthz"))[0] == 200


async def test_a_bot_whose_disk_hangs_is_not_ready(client, world, monkeypatch):
    """While writes hang no payment can be stored; /readyz answers all the same."""
    monkeypatch.setattr(readiness, "_WRITE_TIMEOUT_SECONDS", 0.05)
    db = world.app.deps.readiness.db
    hanging = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        loop = asyncio.get_running_loop()

        def hang(_tx: object) -> None:
            loop.call_soon_threadsafe(hanging.set)
            time.sleep(0.5)

        tasks.create_task(db.read(hang))
        await hanging.wait()
        status, content = await client.get("/readyz")
    assert (status, content["storage"]) == (503, "not writable")


async def test_a_nonce_is_answered_with_the_proof_of_this_process(client, world):
    nonce = "0123456789abcdef" * 2
    status, content = await client.get(f"/healthz?nonce={nonce}")
    assert status == 200
    assert content["proof"] == world.app.deps.identity.prove(nonce)
    assert content["proof"] != Identity().prove(nonce)


@pytest.mark.matrix
@pytest.mark.parametrize("nonce", ["", "x", "0" * 31, "0" * 33, "G" * 32, "0" * 2000])
async def test_a_malformed_nonce_gets_no_proof(client, nonce):
    assert await client.get(f"/healthz?nonce={nonce}") == (200, {"status": "ok"})


async def test_a_buyer_has_an_active_subscription(client):
    await client.post(purchase(1))
    state = {"active": True, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"}
    assert await client.get(f"/api/v1/subscriptions/{ANNA}", BEARER) == (
        200,
        {"telegram_user_id": ANNA, **state, "plans": {"access": state}},
    )


async def test_lifetime_access_has_no_end(client):
    await client.post(purchase(1, product_id=459))
    _, content = await client.get(f"/api/v1/subscriptions/{ANNA}", BEARER)
    assert (content["active"], content["lifetime"], content["expires_at"]) == (True, True, None)


async def test_an_ended_subscription_is_not_active(client, clock):
    await client.post(purchase(1))
    clock.move(60 * 86400)
    _, content = await client.get(f"/api/v1/subscriptions/{ANNA}", BEARER)
    assert content["active"] is False


async def test_an_unknown_person_has_no_subscription(client):
    status, content = await client.get("/api/v1/subscriptions/5", BEARER)
    assert (status, content["active"], content["expires_at"]) == (200, False, None)


@pytest.mark.matrix
@pytest.mark.parametrize("wrong", ["0", "-1", "1e3", "abc", "1.0", str(2**63), "٣", "9" * 30])
async def test_an_invalid_telegram_id_is_400(client, wrong):
    assert (await client.get(f"/api/v1/subscriptions/{wrong}", BEARER))[0] == 400


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}]
)
async def test_a_request_without_the_bearer_token_is_401(client, header):
    assert (await client.get("/api/v1/subscriptions/5", header))[0] == 401


async def test_without_an_api_token_in_the_settings_there_is_no_api(clock):
    async with World.open(clock=clock) as world, aiohttp.ClientSession() as session:
        url = world.app_url + "/api/v1/subscriptions/5"
        async with session.get(url, headers=BEARER) as answer:
            assert answer.status == 404
