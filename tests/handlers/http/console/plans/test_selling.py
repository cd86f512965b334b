"""Inclusions, chats, products and prices in Stars in the console: each change as it was seen."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import SetStarsPrice
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.http.console.plans.shop import BASIC, FOREVER, MONTH, PRO, acts, plan, tariff
from tests.handlers.telegram.admin.plans.new_chat_talk import TITLE, enter, open_new
from tests.handlers.telegram.payments import buy, deliver, deps
from tests.handlers.telegram.talk import ask, press

ANNA = f"admin:{ADMIN.id}"


async def include(visitor: Visitor, other: int = BASIC, plan_id: int = PRO) -> Any:
    """Ask for a change that includes a plan, and make it; return the answer."""
    path = f"plans/{plan_id}/inclusion"
    asked = await visitor.get(path, other=other, include="true")
    if asked.status != 200:
        return asked
    seen = {"people": asked.body["people"], "shortened": asked.body["shortened"]}
    return await visitor.post(path, {"other": other, "include": True, **seen})


async def test_a_plan_includes_another_one_after_a_count_of_people(
    world: World, console: Visitor
) -> None:
    await buy(world)
    asked = (await console.get(f"plans/{PRO}/inclusion", other=BASIC, include="true")).body
    assert "Basic" in asked["lines"][0]
    assert (asked["people"], asked["shortened"]) == (0, 0)
    assert (await include(console)).status == 200
    while (await console.get("plans")).body["refolding"]:
        await asyncio.sleep(0)
    found = await plan(console, PRO)
    assert found["includes"] == [BASIC]
    assert (await plan(console))["may_include"] == []
    assert (await include(console)).refusal[0] == 409
    assert acts(world, f"plan:{PRO}") == [(ANNA, "plan_includes")]


async def test_a_circle_is_refused_in_words(world: World, console: Visitor) -> None:
    assert (await include(console)).status == 200
    while await deps(world).inclusions.refolded() is not None:
        await asyncio.sleep(0)
    answer = await include(console, other=PRO, plan_id=BASIC)
    assert answer.refusal == (409, "circle")
    itself = await include(console, other=PRO, plan_id=PRO)
    assert itself.refusal == (409, "circle")
    assert (await include(console, other=99)).refusal == (404, "not-found")


async def test_a_chat_is_opened_and_taken_away_only_from_as_many_as_were_seen(
    world: World, console: Visitor
) -> None:
    await open_new(world, PRO)  # type: ignore[arg-type]
    [chat] = (await console.get(f"plans/{PRO}/chats")).body["chats"]
    assert (chat["title"], chat["is_open"], chat["in_settings"]) == (TITLE, True, False)
    path = f"plans/{BASIC}/chats/{chat['id']}"
    assert (await console.post(f"{path}/open", {"seen": 0})).status == 200
    assert (await console.post(f"{path}/open", {"seen": 0})).refusal == (409, "changed")
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await enter(world, BUYER.id)
    [now] = (await console.get(f"plans/{BASIC}/chats")).body["chats"]
    assert now["removed"] == 1
    assert (await console.post(f"{path}/close", {"seen": 0})).refusal == (409, "changed")
    assert (await console.post(f"{path}/close", {"seen": now["removed"]})).status == 200
    assert (await console.post(f"{path}/close", {"seen": 9})).refusal == (409, "changed")
    assert (await console.post(f"plans/{BASIC}/chats/99/open", {"seen": 0})).status == 404


async def test_a_product_is_sold_after_the_question_and_stopped(
    world: World, console: Visitor
) -> None:
    listed = (await console.get("products")).body["products"]
    assert {one["id"] for one in listed} >= {456, 512}
    await deliver(world, product_id=512, purchase_id=9, telegram_user_id=BUYER.id)
    path = "products/512/sell"
    asked = (await console.get(path, plan=BASIC, days=7)).body
    assert (asked["may_be_beside"], asked["is_done"]) == (False, False)
    body = {"plan": BASIC, "days": 7, "seen": asked["seen"]}
    done = await console.post(path, body)
    assert "is sold as “Basic · 7 days” from now on." in done.body["text"]
    assert "1 payment that waited for this is resolved" in done.body["text"]
    assert (await console.post(path, body)).refusal == (409, "changed")
    stop = "products/512/stop"
    seen = {"seen": (await console.get(stop)).body["seen"]}
    assert (await console.post(stop, seen)).body["text"].startswith("It is no longer offered.")
    assert (await console.post(stop, seen)).refusal == (409, "changed")
    assert (await console.get(stop)).refusal == (409, "changed")
    assert (await console.post("products/999/stop", seen)).refusal == (404, "not-found")
    assert [one[1] for one in acts(world, "product:512")] == ["bound", "stop_selling"]


async def test_a_sale_that_would_replace_something_else_by_now_asks_again(
    world: World, console: Visitor
) -> None:
    path = "products/458/sell"
    other = (await console.get(path, plan=BASIC, days=7)).body["seen"]
    asked = (await console.get(path, plan=BASIC, months=1)).body
    assert asked["may_be_beside"]
    stale = {"plan": BASIC, "months": 1, "seen": other}
    assert (await console.post(path, stale)).refusal == (409, "changed")
    beside = {**stale, "seen": asked["seen"], "beside": True}
    assert (await console.post(path, beside)).status == 200
    assert [one["id"] for one in (await tariff(console))["on_offer"]] == [458, 456]


async def test_what_tribute_refuses_is_said_in_words(world: World, console: Visitor) -> None:
    body = {"plan": BASIC, "months": 1, "seen": "a" * 8}
    for ask_tribute in (
        lambda: console.get("products/512/sell", plan=BASIC, months=1),
        lambda: console.post("products/512/sell", body),
        lambda: console.get("products"),
    ):
        world.tribute.faults.add(401)
        world.clock.move(60)
        assert (await ask_tribute()).refusal == (409, "tribute")
    assert acts(world, "product:512") == []


async def test_a_price_in_stars_is_set_changed_and_removed_as_it_was_seen(
    world: World, console: Visitor
) -> None:
    path = f"tariffs/{MONTH}/stars"
    seen = (await tariff(console))["stars"]
    assert (seen["stars"], seen["may_renew"], seen["seen"]) == (None, True, 0)
    done = await console.post(path, {"stars": 500, "renews": True, "seen": 0})
    assert "Buyers pay 500" in done.body["text"]
    after = (await tariff(console))["stars"]
    assert (after["stars"], after["renews"]) == (500, True)
    stale = await console.post(path, {"stars": 700, "renews": False, "seen": 0})
    assert stale.refusal == (409, "changed")
    gone = await console.post(path, {"stars": None, "seen": after["seen"]})
    assert "Not sold in Stars any more" in gone.body["text"]
    assert len(acts(world, f"tariff:{MONTH}")) == 2


_NO_PRICES = (
    (FOREVER, {"stars": 10, "renews": True, "seen": 0}, "renews"),
    (MONTH, {"stars": 10_001, "renews": True, "seen": 0}, "stars"),
    (MONTH, {"stars": 100_001, "seen": 0}, "stars"),
    (MONTH, {"stars": 0, "seen": 0}, "stars"),
    (MONTH, {"stars": 1.5, "seen": 0}, "stars"),
    (MONTH, {"stars": "10", "seen": 0}, "stars"),
    (MONTH, {"stars": 10}, "seen"),
)


async def test_a_price_that_cant_be_one_is_refused_beside_its_field(
    world: World, console: Visitor
) -> None:
    for tariff_id, body, field in _NO_PRICES:
        answer = await console.post(f"tariffs/{tariff_id}/stars", body)
        assert answer.refusal == (400, "bad-request"), (tariff_id, body, field)
        assert answer.body["error"]["fields"] == [field], (tariff_id, body, field)
        assert acts(world, f"tariff:{tariff_id}") == [], (tariff_id, body, field)


@pytest.mark.fault("P23", "the chat and the console set two prices in Stars at once")
async def test_of_two_prices_at_once_in_chat_and_console_one_counts(
    world: World, console: Visitor
) -> None:
    message = await ask(world, SECOND_ADMIN.id, "/help")
    _, posted = await asyncio.gather(
        press(
            world, SECOND_ADMIN.id, message.message_id, SetStarsPrice(id=MONTH, stars=700, seen=0)
        ),
        console.post(f"tariffs/{MONTH}/stars", {"stars": 500, "seen": 0}),
    )
    assert len(acts(world, f"tariff:{MONTH}")) == 1
    price = (await tariff(console))["stars"]["stars"]
    assert price == (500 if posted.status == 200 else 700)


@pytest.mark.parametrize("other", [7, 14])
async def test_of_two_tabs_that_sell_at_once_one_does(
    world: World, browsers: Browsers, other: int
) -> None:
    """The second one has seen a product that wasn't sold, and would sell it as something else."""
    tabs = [await browsers.by_link(one) for one in (ADMIN.id, SECOND_ADMIN.id)]
    asked = await tabs[0].get("products/512/sell", plan=BASIC, days=7)
    body = {"plan": BASIC, "days": 7, "seen": asked.body["seen"]}
    bodies = (body, {**body, "days": other})
    answers = await asyncio.gather(
        *(tab.post("products/512/sell", one) for tab, one in zip(tabs, bodies, strict=True))
    )
    assert sorted(one.status for one in answers) == [200, 409]
    assert [one[1] for one in acts(world, "product:512")] == ["bound"]
    assert [one["id"] for one in (await plan(tabs[0]))["tariffs"][0]["on_offer"]] == [512]
