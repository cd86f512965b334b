"""An act in the console and the chat's button for it, pressed at the same moment by two admins: one
does it, and the other one reads how it stands."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.http.console.plans.shop import MONTH, PRO, plan, tariff
from tests.handlers.telegram.admin.test_seen_buttons import ACTS, CHANGED, decisions, press
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import TWO_PLANS
from tests.handlers.telegram.talk import open_world

CIRCLE = "attention/recurring/1644"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


SALE, PRICE = f"plans/{PRO}", f"tariffs/{MONTH}"
PATHS = {
    "hide a plan": f"{SALE}/retire",
    "retire a plan": f"{SALE}/retire",
    "show a plan": f"{SALE}/sell-again",
    "sell a plan again": f"{SALE}/sell-again",
    "hide a price": f"{PRICE}/hide",
    "show a price": f"{PRICE}/show",
    "order plans": "plans/order/restore",
    "order tariffs": "plans/1/tariffs/order/restore",
    "stop a product": "products/456/stop",
    "unbind": f"{CIRCLE}/unbind",
}
"""The console's acts, by the chat's."""


async def _seen(visitor: Visitor, path: str) -> dict[str, str]:
    """Return the version that the page shows, as the act gives it back."""
    if path.startswith(CIRCLE):
        return {"stands": (await visitor.get(CIRCLE)).body["stands"]}
    if path.startswith(SALE):
        return {"seen": (await plan(visitor, PRO))["seen"]}
    if path.startswith(PRICE):
        return {"seen": (await tariff(visitor))["seen"]}
    if path.startswith("products"):
        return {"seen": (await visitor.get(path)).body["seen"]}
    found = (await visitor.get("plans")).body
    return {
        "seen": found["order_seen"] if "tariffs" not in path else found["plans"][0]["order_seen"]
    }


def test_each_button_of_the_chat_has_its_act() -> None:
    assert PATHS.keys() == ACTS.keys()


@pytest.mark.matrix
@pytest.mark.parametrize("name", ACTS)
@pytest.mark.fault("P23", "an act of the console and the chat's button for it at the same moment")
async def test_of_chat_and_console_at_once_one_counts(
    world: World, browsers: Browsers, name: str
) -> None:
    act, visitor = ACTS[name], await browsers.by_link(SECOND_ADMIN.id)
    await act.before(deps(world))
    message = await act.open(world)
    data = message.button(act.label).callback_data
    assert data is not None
    body = await _seen(visitor, PATHS[name])
    before = len(decisions(world))

    toast, answer = await asyncio.gather(
        press(world, message.message_id, data), visitor.post(PATHS[name], body)
    )

    assert (toast == CHANGED, answer.status) in {(True, 200), (False, 409)}
    assert len(decisions(world)) == before + 1
