"""Each number of a broadcast leads to its people: as many, page by page."""

import asyncio
from typing import Any

import pytest

from bot.domain.listing.broadcast_people import Readers
from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.broadcasts import broadcasts as drafts
from storage import broadcasts, people
from storage.engine.database import open_read_only
from storage.queries.listing import broadcast_people
from storage.queries.listing.broadcast_people import AskedReaders
from tests.handlers.http.console.broadcasts.test_acts import act
from tests.handlers.http.console.broadcasts.test_writing import draft
from tests.handlers.http.console.client import Answer, Browsers, Visitor
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, until

OTHERS = tuple(range(900_001, 900_006))


@pytest.fixture(autouse=True)
async def _known(world: World) -> None:
    for person in OTHERS:
        world.telegram.add_person(person, f"Person {person}")
    for person in (ADMIN.id, SECOND_ADMIN.id, BUYER.id, REGRETS.id, *OTHERS):
        await ask(world, person, "/start")
    await buy(world, NEVER_STARTED.id)
    for person in OTHERS[:2]:
        await deps(world).people.no_more_news(PersonId(person))


async def listed(console: Visitor, one: Answer, of: str, limit: int = 2) -> list[int]:
    """Return the people of a number, page by page."""
    found: list[int] = []
    more: dict[str, Any] = {}
    while True:
        path = f"broadcasts/{one.body['id']}/people"
        answer = await console.get(path, of=of, limit=limit, **more)
        assert answer.status == 200, answer.body
        found += [row["person"]["id"] for row in answer.body["items"]]
        if answer.body["next"] is None:
            return found
        more = {"cursor": answer.body["next"]}


async def sent(world: World, console: Visitor) -> Answer:
    made = await draft(console)
    world.telegram.block(REGRETS.id)
    await act(console, made, "start")
    await hear(world, ADMIN.id, "broadcast is done")
    return await console.get(f"broadcasts/{made.body['id']}")


async def test_before_it_is_sent_they_are_those_whom_it_would_reach(console: Visitor) -> None:
    made = await draft(console)
    reached = made.body["reached"]
    listed_people = await listed(console, made, "reached")
    assert set(listed_people) == {ADMIN.id, SECOND_ADMIN.id, BUYER.id, REGRETS.id, *OTHERS[2:]}
    assert len(listed_people) == reached["people"]
    for line, number in zip(reached["left_out"], ("skipped", "declined"), strict=True):
        assert len(await listed(console, made, line["readers"])) == reached[number] > 0
    assert await listed(console, made, "declined") == list(OTHERS[:2])
    assert await listed(console, made, "sent") == []


async def test_a_draft_counts_those_whom_it_would_reach_now(
    world: World, console: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has blocked the bot since it was written."""
    made = await draft(console)
    world.telegram.block(REGRETS.id)
    await until(lambda: _blocked(world, REGRETS.id))
    now = (await console.get(f"broadcasts/{made.body['id']}")).body["reached"]
    assert now["people"] == made.body["reached"]["people"] - 1
    assert len(await listed(console, made, "reached")) == now["people"]
    assert len(await listed(console, made, "unreachable")) == now["skipped"]
    monkeypatch.setattr(drafts, "MOST_COUNTED_AGAIN", 3)  # as in a very large shop
    then = (await console.get(f"broadcasts/{made.body['id']}")).body["reached"]
    assert then == made.body["reached"]


def _blocked(world: World, person: int) -> bool:
    with open_read_only(world.settings.database_path) as tx:
        found = people.get(tx, PersonId(person))
    return found is not None and found.blocked_at is not None


async def test_afterwards_they_are_those_who_got_it_and_who_did_not(
    world: World, console: Visitor
) -> None:
    over = await sent(world, console)
    counts = over.body["counts"]
    got_it = {ADMIN.id, SECOND_ADMIN.id, BUYER.id, *OTHERS[2:]}
    assert set(await listed(console, over, "sent")) == got_it
    unreachable = await listed(console, over, "unreachable", limit=1)
    assert {REGRETS.id, NEVER_STARTED.id} <= set(unreachable)
    assert await listed(console, over, "declined") == list(OTHERS[:2])
    for line in counts["texts"]:
        found = await listed(console, over, line["readers"])
        assert len(found) == len(set(found)) == counts[line["readers"].replace("-", "_")] > 0
        assert str(len(found)) in line["text"]


async def test_nobody_is_missed_where_a_page_has_looked_through_enough(
    world: World, console: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast_people, "MOST_PEOPLE", 1)
    made = await draft(console)
    assert len(await listed(console, made, "reached")) == made.body["reached"]["people"]
    over = await sent(world, console)
    assert len(await listed(console, over, "sent")) == over.body["counts"]["sent"]


async def test_who_was_left_out_by_a_stop_is_listed(world: World, console: Visitor) -> None:
    made = await draft(console)
    world.telegram.flood_control.enabled = True
    await act(console, made, "start")
    await act(console, made, "stop")
    path = f"broadcasts/{made.body['id']}"
    async with asyncio.timeout(20):
        while (over := await console.get(path)).body["state"] not in {"stopped", "sent"}:
            await asyncio.sleep(0.05)
    counts = over.body["counts"]
    for of, number in (("left-out", "left_out"), ("sent", "sent"), ("unclear", "unclear")):
        assert len(await listed(console, over, of)) == counts[number], of


async def test_people_who_were_only_counted_have_no_list(world: World, console: Visitor) -> None:
    """A broadcast of a version before stored nobody whom it passed over."""
    over = await sent(world, console)
    await deps(world).broadcasts.db.write(lambda tx: tx.execute("DELETE FROM broadcast_skips"))
    again = await console.get(f"broadcasts/{over.body['id']}")
    lists = {line["readers"] for line in again.body["counts"]["texts"]}
    assert lists == {"sent", None}


async def test_a_draft_of_another_admin_stays_theirs(console: Visitor, browsers: Browsers) -> None:
    made = await draft(console)
    boris = await browsers.by_telegram(SECOND_ADMIN.id)
    path = f"broadcasts/{made.body['id']}/people"
    assert (await boris.get(path, of="reached")).status == 404
    assert (await console.get(path, of="everybody")).refusal == (400, "bad-request")
    assert (await console.get(path, of="sent", cursor="x")).refusal == (400, "bad-request")


async def test_no_list_reads_a_whole_table(world: World, console: Visitor) -> None:
    over = await sent(world, console)
    draft_ = await draft(console)
    seen: list[str] = []
    with open_read_only(world.settings.database_path) as tx:
        tx._connection.set_trace_callback(seen.append)
        for answer in (over, draft_):
            one = broadcasts.get(tx, answer.body["id"])
            assert one is not None
            for of in Readers:
                asked = AskedReaders(one, of, f"broadcast:{one.id}:")
                broadcast_people.page(tx, asked, None, 1, 10)
        tx._connection.set_trace_callback(None)
        steps = {
            sql: [row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {sql}")] for sql in seen
        }
    lists = {sql: of for sql, of in steps.items() if "AS person" in sql}
    assert len(lists) >= 8
    for sql, of in lists.items():
        assert not [one for one in of if "SCAN outbox" in one or "TEMP B-TREE" in one], sql
