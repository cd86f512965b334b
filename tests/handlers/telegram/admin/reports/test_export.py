"""Tests for /export: files that open in a spreadsheet and run nothing there."""

import asyncio
import csv
import io
import time

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy, command, deliver, deps
from tests.handlers.telegram.talk import ask, hear, open_world, until


async def files(world: World, *, until_words: str = "access") -> dict[str, list[dict[str, str]]]:
    """Send /export and return the rows of each file, by its name, once the last one has come."""
    await world.telegram.send(ADMIN.id, "/export")
    await world.telegram.wait_for(
        ADMIN.id, lambda one: one.document is not None and until_words in one.text, timeout=20
    )
    found = {}
    for message in world.telegram.messages_to(ADMIN.id):
        if message.document is not None:
            content = message.document.content
            assert content.startswith(b"\xef\xbb\xbf")
            read = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            found[message.document.file_name] = list(read)
    return found


async def test_purchases_and_subscribers_come_as_two_tables(world: World) -> None:
    await command(world, BUYER.id, "/start")
    paid = await buy(world)
    await buy(world, product=459)
    await buy(world, None)
    found = await files(world)
    assert list(found) == ["purchases-2026-05-12.csv", "subscribers-2026-05-12.csv"]
    purchases, people = found.values()
    assert [row["status"] for row in purchases] == ["applied", "applied", "held"]
    first = purchases[0]
    assert first["tribute_purchase_id"] == str(paid.id)
    assert (first["amount"], first["currency"]) == ("9.99", "USD")
    assert first["paid_at"] == "2026-05-12T21:59:00Z"
    assert purchases[2]["held_because"] == "no_buyer"
    assert people == [
        {
            "telegram_user_id": str(BUYER.id),
            "name": "Alice Brown",
            "username": "alice_brown",
            "status": "lifetime",
            "tariff": "lifetime",
            "access_from": "2026-05-12T21:59:00Z",
            "access_until": "",
            "can_be_written_to": "yes",
            "plan": "access",
            "comes_with": "",
        }
    ]


async def test_a_name_that_is_a_formula_computes_nothing(world: World) -> None:
    formula = '=HYPERLINK("http://evil.example","Click"),\n"x"'
    await deliver(
        world,
        product_id=456,
        product_name=formula,
        amount=300,
        currency="usd",
        telegram_user_id=BUYER.id,
        telegram_username="@cmd",
        purchase_id=5,
    )
    purchases, _ = (await files(world)).values()
    assert purchases[0]["product_name"].startswith("'=HYPERLINK(")
    assert purchases[0]["telegram_username"].startswith(("'@", "cmd"))


async def test_without_payments_there_is_nothing_to_export(world: World) -> None:
    assert "nothing to export yet" in (await command(world, ADMIN.id, "/export")).text


@pytest.mark.long
async def test_a_slow_export_shows_its_progress(world: World) -> None:
    """The disk is slow: every report waits for more than half a second."""
    await buy(world)
    db = deps(world).refunds.db

    async def slow_down() -> None:
        while True:
            await db.report(lambda _: time.sleep(0.6))

    async with asyncio.TaskGroup() as tasks:  # two reports are read at a time, others wait
        slow = [tasks.create_task(slow_down()) for _ in range(4)]
        await world.telegram.send(ADMIN.id, "/export")
        note = await world.telegram.wait_for(
            ADMIN.id, lambda one: "Exporting the purchases: 1 of 1" in one.text, timeout=20
        )
        for one in slow:
            one.cancel()
    await hear(world, ADMIN.id, "People who have")
    await until(lambda: note not in world.telegram.messages_to(ADMIN.id))


async def test_an_export_is_kept_in_the_audit(world: World) -> None:
    await buy(world)
    await files(world)
    entry = await deps(world).refunds.db.read(
        lambda tx: tx.one("SELECT actor, subject FROM audit WHERE action = 'exported'")
    )
    assert tuple(entry) == (f"admin:{ADMIN.id}", "everything")


async def test_files_are_named_by_the_day_in_the_shop_s_time_zone(clock: FixedClock) -> None:
    """It is 21:59 in UTC, and in Moscow the next day."""
    async with open_world(clock, timezone="Europe/Moscow") as world:
        await ask(world, ADMIN.id, "/start")
        await buy(world)
        assert list(await files(world)) == [
            "purchases-2026-05-13.csv",
            "subscribers-2026-05-13.csv",
        ]


async def test_the_same_update_again_is_no_second_export(world: World) -> None:
    await command(world, ADMIN.id, "/start")
    await buy(world)
    user = {"id": ADMIN.id, "is_bot": False, "first_name": "Anna"}
    chat = {"id": ADMIN.id, "type": "private", "first_name": "Anna"}
    for _ in range(2):
        message = {"message_id": 77, "from": user, "chat": chat, "text": "/export"}
        world.telegram.inject({"message": message})
    await hear(world, ADMIN.id, "People who have")
    await command(world, ADMIN.id, "/attention")
    assert len(world.telegram.calls_of("sendDocument")) == 2
