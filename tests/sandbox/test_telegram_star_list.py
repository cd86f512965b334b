"""The simulated Telegram's list of the bot's Stars is as the real one's, and so is its balance."""

from typing import Any

import pytest

from bot.sandbox.cast import BUYER
from bot.sandbox.telegram.stars import Invoice, Movement, StarsCharge
from bot.sandbox.world import World
from tests.handlers.telegram.stars_talk import subscribe
from tests.sandbox.test_telegram_renewals import PERIOD
from tests.sandbox.test_telegram_stars import call


async def _paid(world: World, stars: int = 250) -> StarsCharge:
    """Take Stars without asking the bot."""
    invoice = Invoice("1 month", "Access", f"payload-{stars}", "XTR", stars)
    return world.telegram.take_stars(BUYER.id, invoice, lose_update=True)


async def _listed(world: World, **params: Any) -> list[dict[str, Any]]:
    answer = await call(world, "getStarTransactions", **params)
    found: list[dict[str, Any]] = answer["result"]["transactions"]
    return found


async def test_a_payment_and_its_refund_have_the_same_id(world: World) -> None:
    charge = await _paid(world)
    world.move(days=1)
    refunded = {"user_id": BUYER.id, "telegram_payment_charge_id": charge.charge_id}
    assert (await call(world, "refundStarPayment", **refunded))["ok"]
    paid, given_back = await _listed(world)
    assert paid["id"] == given_back["id"] == charge.charge_id
    assert paid["amount"] == given_back["amount"] == 250
    assert given_back["date"] == paid["date"] + 86_400
    assert paid["source"] == given_back["receiver"]
    assert paid["source"]["invoice_payload"] == "payload-250"
    assert (paid["source"]["type"], paid["source"]["user"]["id"]) == ("user", BUYER.id)
    assert "receiver" not in paid
    assert "source" not in given_back


async def test_a_charge_of_what_renews_says_its_period_each_time_and_others_say_none(
    world: World,
) -> None:
    """As https://core.telegram.org/bots/api#transactionpartneruser has it."""
    once = await _paid(world)
    renewing = await subscribe(world)
    world.move(days=30, seconds=1)
    [later] = world.telegram.renew_stars_due(lose_updates=True)
    world.telegram.refund_from_outside(later)
    shown = await _listed(world)
    assert [one["id"] for one in shown] == [
        once.charge_id,
        renewing.charge_id,
        later.charge_id,
        later.charge_id,
    ]
    partners = [one.get("source") or one["receiver"] for one in shown]
    assert [one.get("subscription_period") for one in partners] == [None, *[PERIOD] * 3]
    assert {one["transaction_type"] for one in partners} == {"invoice_payment"}
    assert partners[1]["invoice_payload"] == partners[2]["invoice_payload"]


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, range(100)),
        ({"limit": 2}, range(2)),
        ({"offset": 149}, range(149, 150)),
        ({"offset": 150}, ()),
        ({"limit": 0}, range(1)),
        ({"limit": 1000}, range(100)),
        ({"limit": -5, "offset": -5}, range(1)),
        ({"limit": "x"}, range(100)),
        ({"offset": 2**70}, ()),
    ],
)
async def test_a_page_has_a_hundred_at_most_the_oldest_first(
    world: World, params: dict[str, Any], ids: range
) -> None:
    for number in range(150):
        partner = {"type": "telegram_ads"}
        world.telegram.move_stars(Movement(str(number), 1, 1_000 + number, partner=partner))
    assert [int(one["id"]) for one in await _listed(world, **params)] == list(ids)


async def test_the_balance_is_what_came_in_and_a_refund_needs_it(world: World) -> None:
    charge = await _paid(world)
    assert (await call(world, "getMyStarBalance"))["result"] == {"amount": 250}
    fragment = {"type": "fragment", "withdrawal_state": {"type": "pending"}}
    world.telegram.move_stars(Movement("withdrawn", -200, charge.at, partner=fragment))
    assert (await call(world, "getMyStarBalance"))["result"] == {"amount": 50}
    assert (await _listed(world))[1]["receiver"] == fragment
    refunded = {"user_id": BUYER.id, "telegram_payment_charge_id": charge.charge_id}
    answer = await call(world, "refundStarPayment", **refunded)
    assert answer["description"] == "Bad Request: BALANCE_TOO_LOW"
