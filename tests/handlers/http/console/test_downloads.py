"""Tables and copies: streamed to a browser, sent to the chat from the Mini App, and recorded."""

import asyncio
import csv
import io
from pathlib import Path

import aiohttp
import pytest
from aiohttp import hdrs

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import API, Visitor
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, until
from tests.invariants import assert_ledger_is_sound


async def fetched(visitor: Visitor, path: str) -> tuple[aiohttp.ClientResponse, bytes]:
    """Download as our own page does."""
    sent = {**visitor.headers, hdrs.ORIGIN: visitor.url}
    async with visitor.session.get(f"{visitor.url}{API}{path}", headers=sent) as answer:
        return answer, await answer.read()


def exported(world: World) -> list[tuple[str, str]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, subject FROM audit WHERE action = 'exported' ORDER BY id")
    return [(row["actor"], row["subject"]) for row in rows]


async def test_each_table_is_the_one_that_the_chat_sends(world: World, tab: Visitor) -> None:
    await ask(world, ADMIN.id, "/start")
    for buyer in (BUYER.id, 424242):
        await buy(world, buyer)
    tables = [one["name"] for one in (await tab.get("doctor")).body["tables"]]
    assert tables == ["purchases", "subscribers"]
    sent = await world.telegram.send(ADMIN.id, "/export")
    for name in tables:
        message = await world.telegram.wait_for(
            ADMIN.id,
            lambda one, name=name: one.document is not None and name in one.document.file_name,
            after=sent.message_id,
        )
        answer, body = await fetched(tab, f"exports/{name}")
        assert answer.status == 200
        assert message.document is not None
        assert body == message.document.content
        assert answer.headers[hdrs.CONTENT_TYPE] == "text/csv; charset=utf-8"
        disposition = f'attachment; filename="{name}-2026-05-12.csv"'
        assert answer.headers[hdrs.CONTENT_DISPOSITION] == disposition
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers[hdrs.CACHE_CONTROL] == "no-store"
    everything, *each = [what for actor, what in exported(world) if actor == f"admin:{ADMIN.id}"]
    assert (everything, each) == ("everything", [f"table:{name}" for name in tables])


async def test_a_table_of_more_rows_than_a_portion_has_all_of_them(
    world: World, tab: Visitor
) -> None:
    for number in range(120):
        await buy(world, 500_000 + number)
    _, body = await fetched(tab, "exports/purchases")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(rows) == 121
    assert len({row[0] for row in rows}) == 121


@pytest.mark.matrix
@pytest.mark.parametrize("name", ["people", "Purchases", "../audit", "%2e%2e", "purchases%00", "'"])
async def test_an_unknown_table_is_not_found(world: World, tab: Visitor, name: str) -> None:
    await buy(world)
    answer, _ = await fetched(tab, f"exports/{name}")
    assert answer.status == 404
    assert exported(world) == []


async def test_before_anybody_paid_there_is_nothing_to_download(
    world: World, tab: Visitor, console: Visitor
) -> None:
    assert (await tab.get("doctor")).body["tables"] == []
    assert (await fetched(tab, "exports/purchases"))[0].status == 404
    told = await console.post("exports/chat")
    assert told.body["text"].startswith("There is nothing to export yet")
    assert exported(world) == []


async def test_the_copy_is_complete_and_checked_and_gone_afterwards(
    world: World, tab: Visitor, tmp_path: Path
) -> None:
    await buy(world)
    answer, body = await fetched(tab, "backup")
    assert answer.status == 200
    assert int(answer.headers[hdrs.CONTENT_LENGTH]) == len(body)
    name = 'attachment; filename="tributary-20260512T215900Z.db"'
    assert answer.headers[hdrs.CONTENT_DISPOSITION] == name
    copy = tmp_path / "copy.db"
    copy.write_bytes(body)
    assert_ledger_is_sound(copy)
    folder = world.settings.database_path.parent
    await until(lambda: not list(folder.glob(".*.part*")))
    assert exported(world) == [(f"admin:{ADMIN.id}", "backup")]


async def test_only_owners_get_the_copy(world: World, helper: Visitor) -> None:
    assert (await helper.get("backup")).refusal == (403, "owners-only")
    assert (await helper.post("backup/chat")).refusal == (403, "owners-only")
    assert exported(world) == []


async def test_from_the_mini_app_the_files_arrive_in_the_chat(
    world: World, console: Visitor
) -> None:
    await ask(world, ADMIN.id, "/start")
    await buy(world)
    last = (await command(world, ADMIN.id, "/help")).message_id
    told = await console.post("exports/chat")
    assert told.body["text"] == "It is in your chat with the bot now."
    told = await console.post("backup/chat")
    assert told.body["text"] == "It is in your chat with the bot now."
    names = [
        one.document.file_name
        for one in world.telegram.messages_to(ADMIN.id)
        if one.message_id > last and one.document is not None
    ]
    assert names == [
        "purchases-2026-05-12.csv",
        "subscribers-2026-05-12.csv",
        "tributary-20260512T215900Z.db",
    ]
    assert exported(world) == [
        (f"admin:{ADMIN.id}", "everything"),
        (f"admin:{ADMIN.id}", "backup"),
    ]


async def test_two_taps_send_the_files_once(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/start")
    await buy(world)
    answers = await asyncio.gather(*(console.post("exports/chat") for _ in range(2)))
    assert sorted(one.status for one in answers) == [200, 409]
    assert len(exported(world)) == 1


async def test_a_file_that_telegram_refuses_is_said_in_words(
    world: World, console: Visitor
) -> None:
    await ask(world, ADMIN.id, "/start")
    await buy(world)
    world.telegram.fail("sendDocument", status=403, description="Forbidden: bot was blocked")
    answer = await console.post("exports/chat")
    assert answer.refusal == (409, "telegram")
    assert "press Start" in answer.body["error"]["text"]
    assert (await console.post("exports/chat")).status == 200


async def test_a_browser_that_leaves_in_the_middle_leaves_nothing_behind(
    world: World, tab: Visitor
) -> None:
    await buy(world)
    sent = {**tab.headers, hdrs.ORIGIN: tab.url}
    for _ in range(3):
        answer = await tab.session.get(f"{tab.url}{API}backup", headers=sent)
        answer.close()
    folder = world.settings.database_path.parent
    await until(lambda: not list(folder.glob(".*.part*")))
    assert (await tab.get("doctor")).status == 200
    assert deps(world).chat_files.sending == set()
