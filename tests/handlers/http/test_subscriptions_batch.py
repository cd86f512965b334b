"""Tests for the subscription API of many people: strict input, one answer for each id."""

import json

import aiohttp
import pytest

from bot.sandbox.world import World
from tests.bodies import ANNA, BORIS, CLARA, purchase

TOKEN = "bearer-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LARGEST = 2**63 - 1


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, api_token=TOKEN) as world:
        yield world


@pytest.fixture
async def ask(world):
    """POST bytes, or anything else as JSON, and return the status and the parsed answer."""
    async with aiohttp.ClientSession() as session:

        async def post(body, headers=BEARER):
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            url = f"{world.app_url}/api/v1/subscriptions"
            async with session.post(url, data=data, headers=headers) as answer:
                return answer.status, await answer.json()

        yield post


async def test_each_id_gets_one_answer_in_the_order_asked(client, ask):
    await client.post(purchase(1))
    await client.post(purchase(2, product_id=459, telegram_user_id=BORIS))
    status, content = await ask({"telegram_user_ids": [CLARA, BORIS, ANNA, BORIS, LARGEST]})
    assert status == 200
    one_by_one = [
        (await client.get(f"/api/v1/subscriptions/{person}", BEARER))[1]
        for person in (CLARA, BORIS, ANNA, BORIS, LARGEST)
    ]
    assert content == {"subscriptions": one_by_one}
    assert [one["active"] for one in one_by_one] == [False, True, True, True, False]


async def test_an_ended_subscription_is_not_active(client, ask, clock):
    await client.post(purchase(1))
    clock.move(60 * 86400)
    _, content = await ask({"telegram_user_ids": [ANNA]})
    assert content["subscriptions"][0] == {
        "telegram_user_id": ANNA,
        "active": False,
        "lifetime": False,
        "expires_at": None,
        "plans": {
            "access": {"active": False, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"}
        },
    }


async def test_a_thousand_ids_are_answered_and_one_more_is_400(ask):
    ids = list(range(1, 1001))
    status, content = await ask({"telegram_user_ids": ids})
    assert (status, len(content["subscriptions"])) == (200, 1000)
    assert (await ask({"telegram_user_ids": [*ids, 1001]}))[0] == 400


async def test_an_invalid_telegram_id_is_400(ask):
    wrong = ["0", "-1", str(2**63), '"5"', "true", "null", "[5]", "9" * 30, "NaN"]
    fractions = ["1.5", "187.00001", "1e-1", "0.0", "-187.0", "1e30", "1e400", "1e-400"]
    beyond = ["9223372036854775808.0", "9.223372036854775808e18"]
    for one in (*wrong, *fractions, *beyond):
        body = f'{{"telegram_user_ids": [5, {one}]}}'.encode()
        status, content = await ask(body)
        assert (status, content["status"]) == (400, "error"), one


async def test_a_whole_number_is_an_id_in_any_spelling_of_json(ask):
    """Large ones too, which a float would round to another person's id."""
    spellings = {
        "187.0": 187,
        "1.87e2": 187,
        "187E0": 187,
        "18700e-2": 187,
        "1E+3": 1000,
        "9007199254740993.0": 2**53 + 1,
        "9223372036854775807.000": LARGEST,
        "9.223372036854775807e18": LARGEST,
    }
    body = f'{{"telegram_user_ids": [5, {", ".join(spellings)}]}}'.encode()
    status, content = await ask(body)
    assert status == 200
    answered = [one["telegram_user_id"] for one in content["subscriptions"]]
    assert answered == [5, *spellings.values()]


_UNEXPECTED = (
    b"",
    b"[]",
    b"[5]",
    b"5",
    b"{}",
    b"{",
    b"\xff",
    b'{"telegram_user_ids": []}',
    b'{"telegram_user_ids": 5}',
    b'{"telegram_user_ids": null}',
    b'{"telegram_user_ids": {"5": 5}}',
    b'{"ids": [5]}',
    b'{"telegram_user_ids": [5], "limit": 10}',
    b'{"telegram_user_ids": [5], "telegram_user_ids": [6]}',
    b'{"telegram_user_ids": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    b"telegram_user_ids=5",
)


async def test_anything_but_the_expected_object_is_400(ask):
    for body in _UNEXPECTED:
        assert (await ask(body))[0] == 400, body


async def test_too_large_or_compressed_bodies_are_refused(ask):
    assert (await ask(b" " * (64 * 1024 + 1)))[0] == 413
    assert (await ask(b"{}", {**BEARER, "Content-Encoding": "gzip"}))[0] == 415


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "é"}])
async def test_without_the_bearer_token_the_body_is_not_read(ask, header):
    assert (await ask(b"{", header))[0] == 401


async def test_without_an_api_token_in_the_settings_there_is_no_api(clock):
    async with World.open(clock=clock) as world, aiohttp.ClientSession() as session:
        for path in ("subscriptions", "plans", "openapi.json"):
            url = f"{world.app_url}/api/v1/{path}"
            method = session.post if path == "subscriptions" else session.get
            async with method(url, headers=BEARER) as answer:
                assert answer.status == 404
