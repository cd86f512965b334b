"""Unclear refunds in the console: the purchase that is meant is named once."""

import asyncio

import pytest

from bot.sandbox.cast import BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import Match
from tests.bodies import purchase, refund
from tests.handlers.http.console.attention.things import group, history
from tests.handlers.http.console.client import Visitor
from tests.handlers.telegram.held_payments import second_admin_presses
from tests.handlers.telegram.payments import buy, has_access
from tests.handlers.telegram.talk import ask

MINUTE = 60
PATH = "attention/refunds/1"


@pytest.fixture(autouse=True)
async def unclear(world: World) -> None:
    """Deliver two purchases and a refund without numbers."""
    who = {"telegram_user_id": BUYER.id, "product_name": "Club"}
    now = world.clock.now()
    for body in (
        purchase(None, at=now - 2 * MINUTE, **who),
        purchase(None, at=now - MINUTE, **who),
        refund(None, at=now, **who),
    ):
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


async def test_the_meant_purchase_is_chosen_after_its_effect_was_shown(
    world: World, console: Visitor
) -> None:
    [item] = await group(console, "refund")
    assert (item["id"], item["title"]) == (1, "“Club”, $5")
    card = (await console.get(PATH)).body
    assert card["title"] == "Which purchase was refunded?"
    assert [one["id"] for one in card["choices"]] == [2, 1]
    assert card["steps"] == ["match", "dismiss"]
    asked = (await console.get(f"{PATH}/match", row=1)).body
    assert asked["title"].startswith("Was it this purchase that was refunded? The access it gave")
    assert "After the refund: until 12 June 2026, 21:58 UTC (1 month left)" in asked["lines"]
    done = await console.post(f"{PATH}/match", {"row": 1})
    assert done.body["text"].startswith("Noted: this purchase was refunded.")
    assert (await console.post(f"{PATH}/match", {"row": 2})).refusal == (409, "changed")
    assert await has_access(world)


async def test_a_purchase_that_it_cant_mean_is_not_touched(world: World, console: Visitor) -> None:
    await buy(world, 424242)
    for row in (3, 99):
        assert (await console.get(f"{PATH}/match", row=row)).refusal == (409, "changed")
        assert (await console.post(f"{PATH}/match", {"row": row})).refusal == (409, "changed")
    assert await has_access(world, 424242)


async def test_a_dismissal_closes_it_once(world: World, console: Visitor) -> None:
    done = await console.post(f"{PATH}/dismiss", {"reason": "a test"})
    assert done.body["text"] == "Dismissed. Nobody's access has changed."
    assert (await console.post(f"{PATH}/dismiss", {"reason": "x"})).refusal == (409, "changed")
    assert await group(console, "refund") == []


@pytest.mark.fault("P23", "the chat and the console match a refund to two purchases at once")
async def test_of_two_matches_at_once_in_chat_and_console_one_counts(
    world: World, console: Visitor
) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    _, posted = await asyncio.gather(
        second_admin_presses(world, Match(id=1, row=1)),
        console.post(f"{PATH}/match", {"row": 2}),
    )
    noted = [await history(world, one) for one in (1, 2)]
    assert sorted(map(len, noted)) == [0, 1]
    assert (posted.status == 200) is bool(noted[1])
