"""Payments for Tribute's recurring subscriptions: as many rows, and of the same sum, as counted."""

import pytest

from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from storage.queries.listing import recurring_payments
from tests.bodies import purchase, recurring
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import buy, deps

PATH = "purchases/recurring"
DAY = 86_400


@pytest.fixture
async def subscribed(world: World) -> World:
    """Two people subscribe and a third one tries; a month later Tribute renews one."""
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    subscriptions = world.tribute.subscriptions
    await subscriptions.subscribe(BUYER.id)
    await subscriptions.subscribe(REGRETS.id)
    world.clock.move(30 * DAY)
    await subscriptions.renew(BUYER.id)
    return world


async def _rows(console: Visitor, **query: object) -> list[dict[str, object]]:
    found, cursor = [], {}
    while True:
        answer = await console.get(PATH, **query, **cursor)
        assert answer.status == 200, answer.body
        found += answer.body["items"]
        if answer.body["next"] is None:
            return found
        cursor = {"cursor": answer.body["next"]}


async def test_the_rows_are_those_that_the_overview_counts(
    subscribed: World, browsers: Browsers
) -> None:
    await buy(subscribed, REGRETS.id)  # bought again: a renewal with a purchase
    console = await browsers.by_telegram(ADMIN.id)
    whole = (await console.get("overview", days=60)).body
    days = {"from": whole["days"]["first"], "to": whole["days"]["last"]}
    (income,) = (one for one in whole["income"] if one["currency"] == "EUR")
    paid = await _rows(console, **days, currency="EUR", limit=1)
    assert len({row["id"] for row in paid}) == len(paid) == 3
    sums = [row["paid"]["amount_minor"] for row in paid]
    assert sum(sums) == income["now"]["amount_minor"] == income["recurring"]["amount_minor"]
    assert [row["about"] for row in paid] == ["renewed", "first payment", "first payment"]
    assert [row["person"]["id"] for row in paid] == [BUYER.id, REGRETS.id, BUYER.id]
    purchases = (await console.get("purchases", **days, status="renewed")).body["items"]
    renewed = await _rows(console, **days, status="renewed")
    assert [row["person"]["id"] for row in renewed] == [BUYER.id]
    assert len(renewed) + len(purchases) == whole["people"]["renewed"]["now"] == 2
    today = whole["today"]
    assert len(await _rows(console, **{"from": today, "to": today})) == 1
    assert await _rows(console, currency="USD") == []
    assert len(await _rows(console)) == 3


async def test_a_currency_of_more_than_three_letters_leads_to_its_rows(
    world: World, console: Visitor
) -> None:
    """Tribute's API takes such ones, and so does the ledger."""
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    now = world.clock.now()
    for body in (
        purchase(1, currency="usdt", telegram_user_id=BUYER.id, at=now),
        recurring(at=now, until=now + 30 * DAY, currency="usdt", telegram_user_id=BUYER.id),
    ):
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    (income,) = (await console.get("overview", days=1)).body["income"]
    assert (income["currency"], income["now"]["amount_minor"]) == ("USDT", 1500)
    for path in ("purchases", PATH, "overview/renewing"):
        answer = await console.get(path, currency="USDT")
        assert (answer.status, len(answer.body["items"])) == (200, 1), path
    assert (await console.get("purchases/filters")).body["currencies"][0]["value"] == "USDT"


async def test_nothing_is_missed_where_a_page_has_looked_through_enough(
    subscribed: World, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = await browsers.by_telegram(ADMIN.id)
    monkeypatch.setattr(recurring_payments, "MOST_ROWS", 1)
    answer = (await console.get(PATH, status="renewed")).body
    assert (len(answer["items"]), answer["is_cut"]) == (1, True)
    rows = await _rows(console, status="renewed")
    assert [row["person"]["id"] for row in rows] == [BUYER.id]


async def test_a_shop_without_any_has_no_way_there(world: World, console: Visitor) -> None:
    assert (await console.get("purchases/filters")).body["has_recurring"] is False
    assert await _rows(console) == []
    assert (await console.get(PATH, cursor="x")).refusal == (400, "bad-request")
