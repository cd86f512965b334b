"""Tests for the API where a shop has plans: each person's state by plan, `?plan=`, and the list."""

import json

import aiohttp
import pytest

from bot.domain.durations import Duration
from bot.domain.records import NewTariff
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from tests.bodies import ANNA, BORIS, CLARA, purchase, refund
from tests.handlers.telegram.payments import deps
from tests.plans import BASIC, PRO, TWO_PLANS, include

TOKEN = "bearer-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
DAY = 86400
NOTHING = {"active": False, "lifetime": False, "expires_at": None}
JUNE = {"active": True, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"}
JULY = {"active": True, "lifetime": False, "expires_at": "2026-07-12T15:33:20Z"}
FOR_LIFE = {"active": True, "lifetime": True, "expires_at": None}
BASIC_PRODUCT, PRO_PRODUCT, PRO_FOR_LIFE = 456, 457, 458


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, api_token=TOKEN, tariffs=TWO_PLANS) as world:
        await include(world)
        yield world


@pytest.fixture
def ask(world):
    """Ask about a person, both by GET and by POST, which must agree; return status and answer."""

    async def about(person, query=""):
        path = f"{world.app_url}/api/v1/subscriptions"
        body = json.dumps({"telegram_user_ids": [person]})
        async with aiohttp.ClientSession(headers=BEARER) as session:
            async with session.get(f"{path}/{person}{query}") as one:
                found = one.status, await one.json()
            async with session.post(f"{path}{query}", data=body) as many:
                content = await many.json()
                also = many.status, content["subscriptions"][0] if many.ok else content
        assert found == also
        return found

    return about


async def test_a_person_without_any_plan_has_no_member(ask):
    assert await ask(5) == (200, {"telegram_user_id": 5, **NOTHING, "plans": {}})
    assert await ask(5, "?plan=pro") == (200, {"telegram_user_id": 5, **NOTHING, "plans": {}})


async def test_a_plan_that_was_never_bought_has_no_member(client, ask):
    await client.post(purchase(1))
    assert await ask(ANNA) == (200, {"telegram_user_id": ANNA, **JUNE, "plans": {"basic": JUNE}})
    assert await ask(ANNA, "?plan=pro") == (
        200,
        {"telegram_user_id": ANNA, **NOTHING, "plans": {}},
    )


async def test_an_included_plan_has_a_member_of_its_own(client, ask):
    await client.post(purchase(1, product_id=PRO_PRODUCT))
    both = {"pro": JUNE, "basic": JUNE}
    assert await ask(ANNA) == (200, {"telegram_user_id": ANNA, **JUNE, "plans": both})
    assert await ask(ANNA, "?plan=basic") == (
        200,
        {"telegram_user_id": ANNA, **JUNE, "plans": {"basic": JUNE}},
    )


async def test_own_time_of_an_included_plan_comes_after_the_including_one(client, ask, clock):
    await client.post(purchase(1))
    await client.post(purchase(2, product_id=PRO_PRODUCT))
    both = {"pro": JUNE, "basic": JULY}
    assert await ask(ANNA) == (200, {"telegram_user_id": ANNA, **JULY, "plans": both})
    clock.move(32 * DAY)
    ended = {**JUNE, "active": False}
    _, found = await ask(ANNA)
    assert found == {"telegram_user_id": ANNA, **JULY, "plans": {"pro": ended, "basic": JULY}}
    _, found = await ask(ANNA, "?plan=pro")
    assert found == {"telegram_user_id": ANNA, **NOTHING, "plans": {"pro": ended}}


async def test_all_plans_that_have_ended_are_named_with_their_ends(client, ask, clock):
    await client.post(purchase(1, product_id=PRO_PRODUCT))
    clock.move(60 * DAY)
    ended = {**JUNE, "active": False}
    assert await ask(ANNA) == (
        200,
        {"telegram_user_id": ANNA, **NOTHING, "plans": {"pro": ended, "basic": ended}},
    )


async def test_a_lifetime_of_one_plan_is_one_of_the_plans_that_it_includes(client, ask):
    await client.post(purchase(1, product_id=459))
    await client.post(purchase(2, product_id=PRO_PRODUCT))
    _, found = await ask(ANNA)
    assert found == {
        "telegram_user_id": ANNA,
        **FOR_LIFE,
        "plans": {"pro": JUNE, "basic": FOR_LIFE},
    }
    await client.post(purchase(3, product_id=PRO_FOR_LIFE, telegram_user_id=BORIS))
    assert (await ask(BORIS))[1]["plans"] == {"pro": FOR_LIFE, "basic": FOR_LIFE}


async def test_a_refunded_plan_is_as_if_it_had_never_been_bought(client, ask):
    await client.post(purchase(1))
    before = await ask(ANNA)
    await client.post(purchase(2, product_id=PRO_PRODUCT))
    await client.post(refund(2, product_id=PRO_PRODUCT))
    assert await ask(ANNA) == before


async def test_a_retired_plan_is_answered_as_before(world, client, ask):
    await client.post(purchase(1, product_id=PRO_PRODUCT))
    before = await ask(ANNA), await ask(ANNA, "?plan=pro")
    await deps(world).plan_sales.retire(PRO, ADMIN.id)
    assert (await ask(ANNA), await ask(ANNA, "?plan=pro")) == before


async def test_many_people_are_asked_about_one_plan(world, client):
    await client.post(purchase(1))
    await client.post(purchase(2, product_id=PRO_PRODUCT, telegram_user_id=BORIS))
    body = json.dumps({"telegram_user_ids": [CLARA, BORIS, ANNA, BORIS]})
    async with (
        aiohttp.ClientSession(world.app_url, headers=BEARER) as session,
        session.post("/api/v1/subscriptions?plan=pro", data=body) as answer,
    ):
        found = (await answer.json())["subscriptions"]
    assert [one["telegram_user_id"] for one in found] == [CLARA, BORIS, ANNA, BORIS]
    assert [one["active"] for one in found] == [False, True, False, True]
    assert [list(one["plans"]) for one in found] == [[], ["pro"], [], ["pro"]]


@pytest.mark.matrix
@pytest.mark.parametrize("query", ["?plan=none", "?plan=", "?plan", "?plan=PRO", "?plan=pro%20"])
async def test_a_key_that_no_plan_has_is_404(ask, query):
    assert await ask(ANNA, query) == (404, {"status": "error", "error": "no plan has this key"})


@pytest.mark.parametrize(
    "query", ["?plan=pro&plan=basic", "?plan=pro&plan=pro", "?plan=none&plan=pro", "?plan=&plan="]
)
async def test_two_plans_at_once_are_400(ask, query):
    status, content = await ask(ANNA, query)
    assert (status, content["status"]) == (400, "error")


async def test_a_key_may_be_percent_encoded_and_other_parameters_are_ignored(client, ask):
    await client.post(purchase(1, product_id=PRO_PRODUCT))
    plain = await ask(ANNA, "?plan=pro")
    assert plain[1]["active"] is True
    for query in ("?plan=%70ro", "?plan=p%72%6F", "?other=1&plan=pro", "?%70lan=pro"):
        assert await ask(ANNA, query) == plain
    assert await ask(ANNA, "?other=1") == await ask(ANNA)


async def test_the_list_has_the_plans_in_their_order_with_what_they_include(world, client):
    basic = {"key": "basic", "names": {"en": "Basic"}, "position": 1, "includes": []}
    pro = {"key": "pro", "names": {"en": "Pro"}, "position": 2, "includes": ["basic"]}
    assert await client.get("/api/v1/plans", BEARER) == (200, {"plans": [basic, pro]})
    plans = deps(world).plans
    await plans.rename(BASIC, "Основа", "ru", ADMIN.id)
    await plans.move_up(PRO, ADMIN.id)
    await deps(world).plan_sales.retire(PRO, ADMIN.id)
    third = await plans.add("📚", "ru", ADMIN.id)
    await include(world, third.id, PRO)
    _, content = await client.get("/api/v1/plans", BEARER)
    assert content["plans"] == [
        {**pro, "position": 1},
        {**basic, "position": 2, "names": {"en": "Basic", "ru": "Основа"}},
        {"key": "plan-2", "names": {"ru": "📚"}, "position": 3, "includes": ["pro"]},
    ]


async def test_a_name_typed_in_the_chat_never_changes_the_key(world, client, ask):
    await client.post(purchase(1, product_id=PRO_PRODUCT))
    await deps(world).plans.rename(PRO, "Gold", "en", ADMIN.id)
    assert (await ask(ANNA, "?plan=pro"))[1]["active"] is True
    assert (await ask(ANNA, "?plan=gold"))[0] == 404


async def test_a_plan_that_is_added_while_the_bot_runs_is_known_at_once(world, client, ask):
    third = await deps(world).plans.add("Course A", "en", ADMIN.id)
    assert (await ask(5, "?plan=course-a"))[0] == 200
    tariff = NewTariff(third.id, Duration(lifetime=True))
    await deps(world).tariffs.bind(512, tariff, ADMIN.id)
    await client.post(purchase(1, product_id=512))
    assert (await ask(ANNA, "?plan=course-a"))[1]["lifetime"] is True


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}]
)
async def test_the_list_and_a_plan_need_the_bearer_token(client, header):
    for path in ("plans", "plans?plan=none", "subscriptions/5?plan=pro", "subscriptions/5?plan=x"):
        assert (await client.get(f"/api/v1/{path}", header))[0] == 401


async def test_a_shop_that_sells_one_thing_has_one_plan_with_a_name_in_each_language(clock):
    async with (
        World.open(clock=clock, api_token=TOKEN) as world,
        aiohttp.ClientSession(world.app_url, headers=BEARER) as session,
        session.get("/api/v1/plans") as answer,
    ):
        content = await answer.json()
    names = {"en": "Access", "ru": "Доступ"}
    plan = {"key": "access", "names": names, "position": 1, "includes": []}
    assert content == {"plans": [plan]}


async def test_without_an_api_token_in_the_settings_no_plan_is_answered(clock):
    async with (
        World.open(clock=clock) as world,
        aiohttp.ClientSession(world.app_url, headers=BEARER) as session,
    ):
        for path in ("plans", "subscriptions/5?plan=access", "subscriptions/5?plan=none"):
            async with session.get(f"/api/v1/{path}") as answer:
                assert (answer.status, (await answer.json())["status"]) == (404, "error")
