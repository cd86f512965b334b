"""The list of purchases over the API: what a row says, filters, pages, and bad input."""

import base64
import json

import pytest

from bot.domain.durations import Duration
from bot.domain.models import ProductId
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from bot.usecases.tariffs.tariffs import Place
from storage.queries.listing import purchases as listed_purchases
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.stars_talk import subscribe
from tests.handlers.telegram.talk import ask
from tests.plans import of_first


async def _numbers(console: Visitor, **query: str) -> list[int]:
    answer = await console.get("purchases", **query)
    assert answer.status == 200, answer.body
    return [one["id"] for one in answer.body["items"]]


async def test_a_row_says_who_paid_what_when_and_how_it_stands(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)
    [row] = (await console.get("purchases")).body["items"]
    assert row == {
        "id": 1,
        "number": f"#1 · Tribute {purchase.id}",
        "product": "Book Club & Library — 1 month",
        "status": "granted",
        "status_text": "Access given",
        "kind": "tribute",
        "paid": {"amount": "9.99", "amount_minor": 999, "currency": "USD", "text": "$9.99"},
        "buyer": {
            "id": BUYER.id,
            "name": "Alice Brown",
            "username": "alice_brown",
            "label": "Alice Brown",
        },
        "buyer_text": "Alice Brown",
        "plan": None,
        "paid_at": {
            "at": "2026-05-12T21:59:00Z",
            "text": "Tue, 12 May, 21:59",
            "full": "12 May 2026, 21:59 UTC",
        },
        "refunded_at": None,
        "note": None,
    }


async def test_a_day_of_another_year_names_its_year(world: World, browsers: Browsers) -> None:
    await buy(world)
    shown = []
    for months in (0, 8):
        world.move(months=months)
        console = await browsers.by_telegram(ADMIN.id)
        [row] = (await console.get("purchases")).body["items"]
        shown.append(row["paid_at"]["text"])
    assert shown == ["Tue, 12 May, 21:59", "Tue, 12 May 2026, 21:59"]


async def test_filters_and_search(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    first = await buy(world)
    second = await buy(world, NEVER_STARTED.id, 457)
    await buy(world)
    await world.tribute.refund_by_buyer(first.id)
    assert await _numbers(console) == [3, 2, 1]
    assert await _numbers(console, status="refunded") == [1]
    assert await _numbers(console, status="granted", product="457") == [2]
    assert await _numbers(console, q=str(second.id)) == [2]
    assert await _numbers(console, q=str(BUYER.id)) == [3, 1]
    assert await _numbers(console, q="ALICE") == [3, 1]
    assert await _numbers(console, **{"from": "2026-05-12", "to": "2026-05-12"}) == [3, 2, 1]
    assert await _numbers(console, **{"from": "2026-05-13"}) == []
    assert await _numbers(console, currency="XTR") == []
    assert await _numbers(console, plan="no-such-plan") == []
    assert await _numbers(console, plan="access") == [3, 2, 1]


async def test_pages_go_on_where_the_last_one_ended(world: World, console: Visitor) -> None:
    for _ in range(3):
        await buy(world)
    first = (await console.get("purchases", limit="2")).body
    assert [one["id"] for one in first["items"]] == [3, 2]
    rest = (await console.get("purchases", limit="2", cursor=first["next"])).body
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([1], None)


async def test_a_page_says_how_far_it_has_looked(
    world: World, console: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        await buy(world)
    monkeypatch.setattr(listed_purchases, "MOST_ROWS", 2)
    found = (await console.get("purchases", currency="EUR")).body
    assert found["searched"] == "Looked back to 12 May 2026, 21:59 UTC so far."
    assert found["items"] == []
    last = (await console.get("purchases", currency="EUR", cursor=found["next"])).body
    assert (last["next"], last["searched"]) == (None, None)


async def test_filters_offer_what_the_shop_has(world: World, console: Visitor) -> None:
    await buy(world)
    found = (await console.get("purchases/filters")).body
    assert (found["plans"], found["kinds"]) == ([], [])
    assert [one["label"] for one in found["tariffs"]] == [
        "1 month",
        "3 months",
        "1 year",
        "for life",
    ]
    assert "456" in {one["value"] for one in found["products"]}
    assert found["currencies"] == [{"value": "USD", "label": "USD"}]


async def test_products_of_one_name_are_told_apart_by_price_then_by_number(
    world: World, console: Visitor
) -> None:
    for number, currency in ((901, "EUR"), (902, "RUB"), (903, "RUB")):
        world.tribute.add_product("Pro", id=number, amount=1900, currency=currency)
    catalog, tariffs = deps(world).catalog, deps(world).tariffs
    await catalog.refresh()
    for number in (901, 902, 903):
        product = await catalog.product(ProductId(number))
        await tariffs.sell_as(product, of_first(Duration(months=1)), ADMIN.id, Place(beside=True))
    found = (await console.get("purchases/filters")).body["products"]
    labels = {one["value"]: one["label"] for one in found}
    assert labels["456"] == "Book Club & Library — 1 month"
    assert [labels[one] for one in ("901", "902", "903")] == [
        "Pro · €19",
        "Pro · RUB\N{NO-BREAK SPACE}19 · product 902",
        "Pro · RUB\N{NO-BREAK SPACE}19 · product 903",
    ]


async def test_the_currency_of_stars_is_called_as_people_call_it(
    world: World, console: Visitor
) -> None:
    await subscribe(world)
    found = (await console.get("purchases/filters")).body
    assert found["currencies"] == [{"value": "XTR", "label": "Stars"}]


def _cursor(*values: object) -> str:
    written = json.dumps(values, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


_UNREADABLE = (
    {"from": "1767225600"},
    {"status": "lost"},
    {"kind": "card"},
    {"plan": "A B"},
    {"plan": "x" * 33},
    {"currency": "usd"},
    {"currency": "'; --"},
    {"product": "0"},
    {"product": str(2**63)},
    {"tariff": "-1"},
    {"tariff": "1.5"},
    {"from": "12 May"},
    {"from": "0001-01-01"},
    {"to": "9999-12-31"},
    {"limit": "0"},
    {"limit": "201"},
    {"q": "x" * 201},
    {"cursor": "x"},
    {"cursor": "x" * 300},
    {"cursor": _cursor(1)},
    {"cursor": _cursor(1, None)},
    {"cursor": _cursor("1", 2)},
    {"cursor": _cursor(1.5, 2)},
    {"cursor": _cursor(2**64, 0)},
    {"sort": "id"},
)


async def test_what_cannot_be_read_is_refused(console: Visitor) -> None:
    for query in _UNREADABLE:
        answer = await console.get("purchases", **query)
        assert answer.refusal == (400, "bad-request"), query
        [(name, value)] = query.items()
        assert name in answer.body["error"]["fields"], query
        assert len(value) < 3 or value not in str(answer.body), query


_TYPED = (
    *("'", '"', "%", "_", "*", "[", "]", "[^a]", "?", "\\", "a\x00b", "🙂", "\u202e\u200f", "#"),
    *("@", "#0", "9" * 18, "9" * 40, "#" + "9" * 40, "'; DROP TABLE purchases; --", "\ufffe"),
)


async def test_any_search_is_answered(world: World, console: Visitor) -> None:
    await buy(world)
    for typed in _TYPED:
        assert (await console.get("purchases", q=typed)).status == 200, typed


async def test_a_cursor_beyond_all_rows_is_an_end(world: World, console: Visitor) -> None:
    await buy(world)
    for row in (-5, 0, 2**63 - 1):
        answer = await console.get("purchases", cursor=_cursor(row, 0))
        assert answer.status == 200
        refunded = await console.get("purchases", status="refunded", cursor=_cursor(row, row))
        assert refunded.status == 200


async def test_a_search_of_ten_kilobytes_is_refused(console: Visitor) -> None:
    assert (await console.get("purchases", q="x" * 10_000)).status == 400
