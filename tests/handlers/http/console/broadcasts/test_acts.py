"""Broadcasts are started, planned, stopped and cancelled in the console, each once."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.http.console.broadcasts.test_writing import draft
from tests.handlers.http.console.client import Answer, Browsers, Visitor
from tests.handlers.telegram.talk import ask, hear

TEXT = "Big news tonight"


@pytest.fixture(autouse=True)
async def _known(world: World) -> None:
    for person in (ADMIN.id, BUYER.id, REGRETS.id):
        await ask(world, person, "/start")


def got(world: World, person: int) -> int:
    """Return how many broadcasts somebody has got."""
    return sum(one.text == TEXT for one in world.telegram.messages_to(person))


def history(world: World) -> list[tuple[str, str]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action FROM audit WHERE subject LIKE 'broadcast:%'")
        return [(row["actor"], row["action"]) for row in rows]


async def act(console: Visitor, one: Answer, what: str, **body: Any) -> Answer:
    return await console.post(f"broadcasts/{one.body['id']}/{what}", body or None)


async def plan(console: Visitor, one: Answer, seen: int | None = None) -> Answer:
    when = await console.post("broadcasts/when", {"day": "2026-05-20", "time": "09:00"})
    assert when.status == 200, when.body
    return await act(console, one, "plan", at=when.body["at"], seen=seen)


async def test_a_double_click_in_two_tabs_sends_it_once(
    world: World, console: Visitor, tab: Visitor
) -> None:
    made = await draft(console)

    answers = await asyncio.gather(*(act(one, made, "start") for one in (console, tab, console)))

    assert sorted(one.status for one in answers) == [200, 409, 409]
    refused = next(one for one in answers if one.status == 409)
    assert "Nobody gets it twice" in refused.body["error"]["text"]
    await hear(world, ADMIN.id, "broadcast is done")
    assert [got(world, one) for one in (BUYER.id, REGRETS.id)] == [1, 1]
    assert history(world) == [(f"admin:{ADMIN.id}", "started")]
    over = await console.get(f"broadcasts/{made.body['id']}")
    assert (over.body["state"], over.body["counts"]["sent"]) == ("sent", 3)
    late = await act(console, made, "start")
    assert "over already" in late.body["error"]["text"]


async def test_a_tab_with_an_older_draft_sends_nothing(
    world: World, console: Visitor, tab: Visitor
) -> None:
    older = await draft(console)
    await draft(tab)

    refused = await act(console, older, "start")

    assert refused.refusal == (409, "changed")
    assert "sent, dropped or replaced" in refused.body["error"]["text"]
    assert got(world, BUYER.id) == 0


async def test_another_admin_neither_starts_nor_sees_a_draft(
    world: World, console: Visitor, browsers: Browsers
) -> None:
    made = await draft(console)
    boris = await browsers.by_telegram(SECOND_ADMIN.id)
    assert (await act(boris, made, "start")).refusal == (409, "changed")
    assert (await act(boris, made, "drop")).refusal == (409, "changed")
    assert (await boris.get(f"broadcasts/{made.body['id']}")).status == 404
    assert (await act(console, made, "drop")).body["state"] == "dropped"
    assert (await act(console, made, "drop")).refusal == (409, "changed")


async def test_a_broadcast_is_stopped_and_tells_who_was_left_out(
    world: World, console: Visitor
) -> None:
    made = await draft(console)
    world.telegram.flood_control.enabled = True
    started = await act(console, made, "start")
    assert started.body["state"] in {"sending", "sent"}
    stopped = await act(console, made, "stop")
    if stopped.status == 200:
        assert stopped.body["state"] in {"stopping", "stopped"}
        await hear(world, ADMIN.id, "broadcast was stopped")
        assert (f"admin:{ADMIN.id}", "stopped") in history(world)
    again = await act(console, made, "stop")
    assert again.refusal == (409, "changed")


async def test_a_planned_broadcast_waits_is_moved_and_goes_out_once(
    world: World, console: Visitor
) -> None:
    made = await draft(console)
    planned = await plan(console, made)
    assert planned.status == 200, planned.body
    assert planned.body["state"] == "planned"
    assert planned.body["planned"]["text"] == "Wednesday, 20 May 2026, 09:00 UTC"
    overview = (await console.get("broadcasts")).body
    assert (overview["draft"], len(overview["planned"])) == (None, 1)
    await world.pass_time(days=40)
    await hear(world, BUYER.id, TEXT)
    assert got(world, BUYER.id) == 1
    assert [what for _, what in history(world)] == ["planned", "started"]


async def test_a_stale_tab_changes_no_planned_broadcast(
    world: World, console: Visitor, tab: Visitor
) -> None:
    made = await draft(console)
    planned = await plan(console, made)
    seen = planned.body["planned"]["at"]
    moved = await act(tab, made, "plan", at=seen + 3600, seen=seen)
    assert moved.body["planned"]["at"] == seen + 3600

    for what in ("cancel", "send-now"):
        refused = await act(console, made, what, seen=seen)
        assert refused.refusal == (409, "changed")
    assert (await act(console, made, "plan", at=seen + 60, seen=seen)).status == 409
    assert (await plan(console, made)).refusal == (409, "changed")
    assert (await act(console, made, "cancel", seen=seen + 3600)).body["state"] == "dropped"
    assert [what for _, what in history(world)] == ["planned", "planned", "cancelled"]
    assert got(world, BUYER.id) == 0


async def test_a_planned_broadcast_is_sent_before_its_time(world: World, console: Visitor) -> None:
    made = await draft(console)
    seen = (await plan(console, made)).body["planned"]["at"]
    answers = await asyncio.gather(*(act(console, made, "send-now", seen=seen) for _ in range(2)))
    assert sorted(one.status for one in answers) == [200, 409]
    await hear(world, ADMIN.id, "broadcast is done")
    assert got(world, BUYER.id) == 1


@pytest.mark.matrix
@pytest.mark.parametrize("at", [2**40, 253_402_300_800, 10**11])
async def test_a_time_beyond_all_calendars_is_refused_and_the_list_goes_on(
    console: Visitor, at: int
) -> None:
    """The page asks for the moment first, but a program needn't."""
    made = await draft(console)
    refused = await act(console, made, "plan", at=at, seen=None)
    assert refused.refusal == (409, "too-far")
    assert "too far away" in refused.body["error"]["text"]
    assert (await console.get("broadcasts")).body["draft"]["id"] == made.body["id"]


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2020-01-01", "09:00", "past already"),
        ("2099-01-01", "09:00", "too far away"),
        ("2026-02-31", "09:00", "no such day"),
        ("2026-05-20", "25:00", "no such day"),
    ],
)
async def test_times_that_cannot_be_are_refused_in_words(
    console: Visitor, day: str, time: str, said: str
) -> None:
    refused = await console.post("broadcasts/when", {"day": day, "time": time})
    assert refused.refusal == (400, "moment")
    assert said in refused.body["error"]["text"]


async def test_a_time_that_has_passed_meanwhile_plans_nothing(console: Visitor) -> None:
    made = await draft(console)
    assert (await act(console, made, "plan", at=1, seen=None)).refusal == (409, "past")


@pytest.mark.long  # an admin gets no more than one report a second
async def test_past_broadcasts_are_listed_by_pages_the_latest_first(
    world: World, console: Visitor
) -> None:
    ids = []
    for _ in range(22):
        made = await draft(console)
        await act(console, made, "start")
        ids.append(made.body["id"])
        await hear(world, ADMIN.id, "broadcast is done", after=_last(world))
    first = (await console.get("broadcasts/past")).body
    second = (await console.get("broadcasts/past", cursor=first["next"])).body
    found = [one["id"] for one in (*first["items"], *second["items"])]
    assert found == ids[::-1]
    assert second["next"] is None


def _last(world: World) -> int:
    reports = [
        one.message_id
        for one in world.telegram.messages_to(ADMIN.id)
        if "broadcast is done" in one.text
    ]
    return max(reports, default=0)


_WRONG_CURSORS = (
    "x",
    "W10",
    "W251bGxd",
    "WyJhIl0",
    "%00",
    "[1]",
    "🦉",
    "W25aXQ==",
)


async def test_a_wrong_cursor_is_refused(console: Visitor) -> None:
    for cursor in _WRONG_CURSORS:
        assert (await console.get("broadcasts/past", cursor=cursor)).refusal == (
            400,
            "bad-request",
        ), cursor
