"""Refunds from the console: the question, one call, and whoever comes second reads what is true."""

import asyncio

import pytest

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.tribute import FaultKind
from bot.sandbox.world import World
from handlers.telegram.admin.refunds.screens import yes as said_yes
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import buy, card, command, has_access, refund_calls
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask, hear, press

REFUND = "purchases/1/refund"


async def test_the_question_is_the_chats_and_a_refund_is_one_call(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    await buy(world)
    asked = (await console.get(REFUND)).body
    assert asked["lines"][0] == "Refund this payment?"
    assert "After the refund: none" in asked["lines"]
    assert asked["label"] == "Yes, refund $9.99"
    done = await console.post(REFUND, {"seen": asked["seen"]})
    assert (done.status, done.body["done"]) == (200, True)
    assert done.body["lines"][0].startswith("Refunded. Tribute has returned the money")
    assert refund_calls(world) == 1
    assert not await has_access(world)
    await hear(world, BUYER.id, "has been refunded")
    await hear(world, SECOND_ADMIN.id, "Возврат")
    page = (await console.get("purchases/1")).body
    assert page["life"][-1]["state"] in {"good", "warn"}
    assert any("Anna Keller asked for a refund" in one["title"] for one in page["life"])


async def test_a_second_tab_that_shows_what_was_is_refused(world: World, console: Visitor) -> None:
    await buy(world)
    seen = (await console.get(REFUND)).body["seen"]
    assert (await console.post(REFUND, {"seen": seen})).status == 200
    second = await console.post(REFUND, {"seen": seen})
    assert second.refusal == (409, "changed")
    text = second.body["error"]["text"]
    assert "nothing was done" in text
    assert text.endswith("2026, 21:59 UTC. Nothing was sent to Tribute now.")
    assert refund_calls(world) == 1
    now = (await console.get(REFUND)).body
    assert (now["seen"], now["label"]) == (None, None)


async def test_a_question_with_outdated_dates_is_refused(world: World, console: Visitor) -> None:
    await buy(world)
    seen = (await console.get(REFUND)).body["seen"]
    await buy(world)
    assert (await console.post(REFUND, {"seen": seen})).refusal == (409, "changed")
    assert refund_calls(world) == 0


@pytest.mark.fault("P23", "a refund in chat and console at once")
async def test_chat_and_console_at_once_refund_once(world: World, browsers: Browsers) -> None:
    purchase = await buy(world)
    first, second = await browsers.by_telegram(ADMIN.id), await browsers.by_link(SECOND_ADMIN.id)
    seen = (await first.get(REFUND)).body["seen"]
    message = await command(world, ADMIN.id, f"/refund {purchase.id}")
    yes = said_yes(await card(world, purchase))
    world.tribute.faults.add("timeout", only="cancel", hang_seconds=0.3)
    answers = await asyncio.gather(
        *(visitor.post(REFUND, {"seen": seen}) for visitor in (first, second, first, second)),
        press(world, ADMIN.id, message.message_id, yes),
    )
    statuses = sorted(one.status for one in answers[:4])
    assert set(statuses) <= {200, 409}
    assert refund_calls(world) == 1


@pytest.mark.parametrize("fault", ["drop", 500])
async def test_an_unknown_result_is_settled_by_an_admin_once(
    world: World, console: Visitor, fault: FaultKind
) -> None:
    await buy(world)
    seen = (await console.get(REFUND)).body["seen"]
    world.tribute.faults.add(fault, only="cancel")
    answer = (await console.post(REFUND, {"seen": seen})).body
    assert answer["done"] is False
    asked = (await console.get(REFUND)).body
    assert asked["seen"] is None
    told = {"attempt": asked["unknown_attempt"], "happened": True}
    settled = await console.post(f"{REFUND}/settle", told)
    assert settled.body["done"] is True
    assert (await console.post(f"{REFUND}/settle", told)).refusal == (409, "changed")
    assert not await has_access(world)


async def test_a_refusal_says_why_and_can_be_tried_again(world: World, console: Visitor) -> None:
    await buy(world)
    seen = (await console.get(REFUND)).body["seen"]
    world.tribute.faults.add(404, only="cancel")
    answer = (await console.post(REFUND, {"seen": seen})).body
    assert answer["done"] is False
    again = (await console.get(REFUND)).body
    assert again["seen"] == {**seen, "attempts": 1}
    assert (await console.post(REFUND, {"seen": again["seen"]})).body["done"] is True


async def test_a_payment_in_stars_is_given_back(world: World, console: Visitor) -> None:
    await set_price(world)
    bill = await invoice(world, BUYER.id)
    await world.telegram.pay(BUYER.id, bill.message_id)
    await hear(world, BUYER.id, "Thank you")
    seen = (await console.get(REFUND)).body["seen"]
    assert (await console.post(REFUND, {"seen": seen})).body["done"] is True
    assert len(world.telegram.calls_of("refundStarPayment")) == 1


async def test_a_refund_that_the_buyer_made_meanwhile_is_told(
    world: World, console: Visitor
) -> None:
    purchase = await buy(world)
    seen = (await console.get(REFUND)).body["seen"]
    await world.tribute.refund_by_buyer(purchase.id)
    refused = await console.post(REFUND, {"seen": seen})
    assert refused.refusal == (409, "changed")
    assert refund_calls(world) == 0
    assert (await card(world, purchase)).purchase.status is PurchaseStatus.REFUNDED


_UNREADABLE_ORDERS = (
    {},
    {"seen": None},
    {"seen": {"attempts": 0}},
    {"seen": {"attempts": "0", "until": 0}},
    {"seen": {"attempts": 0, "until": 2**64}},
    {"seen": {"attempts": -1, "until": 0}},
    {"seen": {"attempts": 0, "until": 0}, "amount": 1},
    {"seen": {"attempts": True, "until": 0}},
)


async def test_an_order_that_cannot_be_read_refunds_nothing(world: World, console: Visitor) -> None:
    await buy(world)
    for body in _UNREADABLE_ORDERS:
        assert (await console.post(REFUND, body)).refusal == (400, "bad-request"), body
        assert refund_calls(world) == 0, body


async def test_unknown_purchases_are_not_found(world: World, console: Visitor) -> None:
    seen = {"seen": {"attempts": 0, "until": 0}}
    assert (await console.post("purchases/9/refund", seen)).status == 404
    assert (await console.get("purchases/9/refund")).status == 404
    told = {"attempt": 1, "happened": True}
    assert (await console.post("purchases/9/refund/settle", told)).status == 404
