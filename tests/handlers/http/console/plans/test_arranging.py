"""The order of plans and tariffs in the console, and what buyers see: nobody overrules anybody
unseen."""

import asyncio

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.shop_window import MovePlan
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.http.console.plans.shop import (
    BASIC,
    FOREVER,
    MONTH,
    PRO,
    acts,
    plan,
    plans,
    tariff,
)
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, press

ANNA = f"admin:{ADMIN.id}"


async def order(visitor: Visitor) -> list[int]:
    return [one["id"] for one in await plans(visitor)]


async def test_plans_are_put_into_an_order_and_back(world: World, console: Visitor) -> None:
    assert await order(console) == [BASIC, PRO]
    done = await console.post("plans/order", {"wanted": [PRO, BASIC], "seen": [BASIC, PRO]})
    assert done.body == {"text": "Buyers see the new order."}
    assert await order(console) == [PRO, BASIC]
    assert (await console.get("plans")).body["is_ordered"]
    seen = {"seen": (await console.get("plans")).body["order_seen"]}
    done = await console.post("plans/order/restore", seen)
    assert done.body["text"] == "The original order is back."
    assert await order(console) == [BASIC, PRO]
    assert acts(world, "plans") == [(ANNA, "plans_ordered"), (ANNA, "plans_order_restored")]


@pytest.mark.fault("P23", "an order is dragged in the console after the chat has changed it")
async def test_an_order_over_one_that_the_chat_has_changed_is_refused_and_shown(
    world: World, console: Visitor
) -> None:
    seen = await order(console)
    message = await ask(world, SECOND_ADMIN.id, "/help")
    await press(world, SECOND_ADMIN.id, message.message_id, MovePlan(id=PRO, to="up"))
    answer = await console.post("plans/order", {"wanted": [PRO, BASIC], "seen": seen})
    assert answer.refusal == (409, "changed")
    assert await order(console) == [PRO, BASIC]
    assert [one[1] for one in acts(world, "plans")] == []


async def test_of_two_tabs_that_drag_at_once_one_counts(world: World, browsers: Browsers) -> None:
    tabs = [await browsers.by_link(one) for one in (ADMIN.id, SECOND_ADMIN.id)]
    body = {"wanted": [PRO, BASIC], "seen": [BASIC, PRO]}
    answers = await asyncio.gather(*(one.post("plans/order", body) for one in tabs))
    assert sorted(one.status for one in answers) == [200, 409]
    assert len(acts(world, "plans")) == 1


_FORGED_ORDERS = (
    ({"wanted": [PRO], "seen": [BASIC, PRO]}, 409),
    ({"wanted": [PRO, PRO], "seen": [BASIC, PRO]}, 409),
    ({"wanted": [PRO, 99], "seen": [BASIC, PRO]}, 409),
    ({"wanted": [], "seen": []}, 409),
    ({"wanted": [PRO, BASIC]}, 400),
    ({"wanted": [PRO, "1"], "seen": [BASIC, PRO]}, 400),
    ({"wanted": [PRO, True], "seen": [BASIC, PRO]}, 400),
    ({"wanted": [PRO, 0], "seen": [BASIC, PRO]}, 400),
    ({"wanted": [PRO, 2**63], "seen": [BASIC, PRO]}, 400),
    ({"wanted": [1] * 1001, "seen": [BASIC, PRO]}, 400),
)


async def test_a_forged_order_changes_nothing(world: World, console: Visitor) -> None:
    for body, status in _FORGED_ORDERS:
        assert (await console.post("plans/order", body)).status == status, (body, status)
        assert await order(console) == [BASIC, PRO], (body, status)
        assert acts(world, "plans") == [], (body, status)


async def test_tariffs_are_put_into_an_order_and_back(world: World, console: Visitor) -> None:
    path = f"plans/{BASIC}/tariffs/order"
    seen = [one["id"] for one in (await plan(console))["tariffs"]]
    assert (await console.post(path, {"wanted": seen[::-1], "seen": seen})).status == 200
    assert [one["id"] for one in (await plan(console))["tariffs"]] == seen[::-1]
    stale = await console.post(path, {"wanted": seen, "seen": seen})
    assert stale.refusal == (409, "changed")
    order_seen = {"seen": (await plan(console))["order_seen"]}
    done = await console.post(f"{path}/restore", order_seen)
    assert done.body["text"] == "The original order is back."
    assert acts(world, f"plan:{BASIC}") == [
        (ANNA, "tariffs_ordered"),
        (ANNA, "tariffs_order_restored"),
    ]
    unknown = await console.post("plans/99/tariffs/order/restore", order_seen)
    assert unknown.refusal == (404, "not-found")


async def test_a_tariff_is_hidden_and_shown_once(world: World, console: Visitor) -> None:
    path = f"tariffs/{FOREVER}"
    shown = {"seen": (await tariff(console, FOREVER))["seen"]}
    assert (await console.post(f"{path}/hide", shown)).status == 200
    assert (await console.post(f"{path}/hide", shown)).refusal == (409, "changed")
    hidden = await tariff(console, FOREVER)
    assert hidden["is_hidden"]
    seen = {"seen": hidden["seen"]}
    offers = await deps(world).tariffs.offers()
    assert FOREVER not in {one.tariff.id for one in offers.items}
    assert (await console.post(f"{path}/show", shown)).refusal == (409, "changed")
    assert (await console.post(f"{path}/show", seen)).status == 200
    assert (await console.post(f"{path}/show", seen)).refusal == (409, "changed")
    assert (await console.post("tariffs/99/hide", seen)).refusal == (404, "not-found")
    assert acts(world, f"tariff:{FOREVER}") == [(ANNA, "tariff_hidden"), (ANNA, "tariff_shown")]


async def test_a_plan_is_retired_and_sold_again_but_never_the_last_one(
    world: World, console: Visitor
) -> None:
    [basic, sold] = [{"seen": one["seen"]} for one in await plans(console)]
    assert (await console.post(f"plans/{PRO}/retire", sold)).status == 200
    assert (await plan(console, PRO))["retired_text"] is not None
    assert (await console.post(f"plans/{PRO}/retire", sold)).refusal == (409, "changed")
    assert (await console.post(f"plans/{BASIC}/retire", basic)).refusal == (409, "last-plan")
    retired = {"seen": (await plan(console, PRO))["seen"]}
    assert (await console.post(f"plans/{PRO}/sell-again", retired)).status == 200
    assert (await console.post(f"plans/{PRO}/sell-again", retired)).refusal == (409, "changed")
    assert acts(world, f"plan:{PRO}") == [(ANNA, "plan_retired"), (ANNA, "plan_sold_again")]


async def test_a_shop_with_one_plan_has_one_and_its_tariffs(world: World, console: Visitor) -> None:
    [one, _] = await plans(console)
    assert [each["id"] for each in one["tariffs"]] == [MONTH, FOREVER]
    [month, _] = one["tariffs"]
    assert (month["duration"], month["prices"], month["is_sold"]) == ("1 month", "$9.99", True)
    [product] = month["on_offer"]
    assert (product["id"], product["name"]) == (456, "Book Club & Library — 1 month")
    assert month["old"] == []


async def test_the_people_of_each_plan_are_counted_apart(world: World, console: Visitor) -> None:
    await buy(world)
    found = (await console.get("plans/people")).body["plans"]
    assert found == [
        {"id": BASIC, "text": "1 person has it now"},
        {"id": PRO, "text": "nobody has it now"},
    ]
