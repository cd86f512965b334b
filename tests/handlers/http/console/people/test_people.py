"""People over the API: the list, the card, the history, and bad input."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from tests.handlers.http.console.client import Visitor
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.stars_talk import subscribe
from tests.handlers.telegram.talk import ask, hear


async def _ids(console: Visitor, **query: str) -> list[int]:
    answer = await console.get("people", **query)
    assert answer.status == 200, answer.body
    return [one["person"]["id"] for one in answer.body["items"]]


async def test_a_row_says_who_it_is_and_how_the_access_stands(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    found = (await console.get("people", status="active")).body
    assert (found["next"], found["is_cut"]) == (None, False)
    assert found["items"] == [
        {
            "person": {
                "id": BUYER.id,
                "name": "Alice Brown",
                "username": "alice_brown",
                "label": "Alice Brown",
            },
            "access": "until 12 June 2026, 21:59 UTC (1 month left)",
            "is_active": True,
            "since": {
                "at": "2026-05-12T21:59:00Z",
                "text": "Tue, 12 May, 21:59",
                "full": "12 May 2026, 21:59 UTC",
            },
            "reach": "open",
        }
    ]


async def test_filters_and_search(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/help")
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)
    await buy(world, NEVER_STARTED.id, 459)
    assert await _ids(console, status="active") == [BUYER.id, NEVER_STARTED.id]
    assert await _ids(console, status="life") == [NEVER_STARTED.id]
    assert await _ids(console, status="ended") == []
    assert await _ids(console, q="@ALICE") == [BUYER.id]
    assert await _ids(console, q="brown alice") == [BUYER.id]
    assert await _ids(console, q=str(purchase.id)) == [BUYER.id]
    assert await _ids(console, q="#2") == [NEVER_STARTED.id]
    assert await _ids(console, q=str(BUYER.id), status="life") == []
    assert await _ids(console, ends_from="2026-06-12", ends_to="2026-06-12") == [BUYER.id]
    assert await _ids(console, ends_from="2026-06-13") == []
    days = {"from": "2026-05-12", "to": "2026-05-12"}
    assert await _ids(console, **days) == [NEVER_STARTED.id, BUYER.id]
    assert await _ids(console, plan="no-plan") == []
    never = await _ids(console, status="never")  # an admin whom no notice reached may be in it, too
    assert ADMIN.id in never
    assert not {BUYER.id, NEVER_STARTED.id} & set(never)


async def test_pages_go_on(world: World, console: Visitor) -> None:
    for person in (BUYER.id, NEVER_STARTED.id):
        await buy(world, person)
    first = (await console.get("people", status="active", limit="1")).body
    rest = (await console.get("people", status="active", limit="1", cursor=first["next"])).body
    assert {first["items"][0]["person"]["id"], rest["items"][0]["person"]["id"]} == {
        BUYER.id,
        NEVER_STARTED.id,
    }
    assert rest["next"] is None


async def test_a_card_has_everything_about_somebody(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    card = (await console.get(f"people/{BUYER.id}")).body
    assert card["person"]["label"] == "Alice Brown"
    assert card["access"] == ["until 12 June 2026, 21:59 UTC (1 month left)"]
    assert card["facts"] == [
        "Known since 12 May 2026, 21:59 UTC",
        "Language in Telegram: en",
        "The bot may write to them.",
    ]
    assert (card["purchases"], card["seen"], card["waits"]) == (1, None, False)
    assert [one["value"] for one in card["may_revoke"]] == ["access"]
    assert card["link"] == "https://t.me/alice_brown"
    assert card["messages"] == card["claims"] == card["renewals"] == []


async def test_the_history_is_endless_and_newest_first(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    for _ in range(3):
        await buy(world)
        world.clock.move(60)
    first = (await console.get(f"people/{BUYER.id}/history", limit="2")).body
    assert [one["purchase"] for one in first["items"]] == [3, 2]
    assert first["items"][0]["text"].startswith("paid for “Book Club & Library")
    rest = (await console.get(f"people/{BUYER.id}/history", cursor=first["next"])).body
    assert ([one["purchase"] for one in rest["items"]], rest["next"]) == ([1], None)


async def test_a_renewal_is_stopped_once(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/help")
    await subscribe(world)
    assert await _ids(console, status="renews") == [BUYER.id]
    [renewal] = (await console.get(f"people/{BUYER.id}")).body["renewals"]
    assert renewal["asked"] == "stop"
    path = f"people/{BUYER.id}/renewals/{renewal['id']}"
    assert (await console.post(path, {"asked": "stop"})).status == 200
    assert (await console.post(path, {"asked": "stop"})).refusal == (409, "already")
    assert await _ids(console, status="renews") == []
    foreign = f"people/{ADMIN.id}/renewals/{renewal['id']}"
    assert (await console.post(foreign, {"asked": "allow"})).status == 404
    entries = (await console.get(f"people/{BUYER.id}/history")).body["items"]
    assert any("Anna Keller" in one["text"] and "stopped" in one["text"] for one in entries)


_UNREADABLE = (
    {"status": "x"},
    {"ends_from": "x"},
    {"ends_to": "2026-02-30"},
    {"plan": "?"},
    {"q": "x" * 201},
    {"cursor": "????"},
    {"limit": "1e2"},
    {"order": "id"},
)


async def test_what_cannot_be_read_is_refused(console: Visitor) -> None:
    for query in _UNREADABLE:
        assert (await console.get("people", **query)).refusal == (400, "bad-request"), query


@pytest.mark.matrix
@pytest.mark.parametrize("person", ["0", "x", "9" * 19, "-5", "123"])
async def test_an_unknown_person_is_not_found(console: Visitor, person: str) -> None:
    assert (await console.get(f"people/{person}")).refusal == (404, "not-found")


@pytest.mark.matrix
@pytest.mark.parametrize("cursor", ["x", "WzFd", "W251bGwsbnVsbCxudWxsLG51bGxd"])
async def test_a_wrong_cursor_of_a_history_is_refused(console: Visitor, cursor: str) -> None:
    answer = await console.get(f"people/{ADMIN.id}/history", cursor=cursor)
    assert answer.refusal == (400, "bad-request")


async def test_filters_offer_what_the_shop_has(world: World, console: Visitor) -> None:
    found = (await console.get("people/filters")).body
    assert found["plans"] == []
    assert "renews" not in {one["value"] for one in found["statuses"]}
    assert deps(world).plans.known
