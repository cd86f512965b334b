"""The redesign renamed modules and words of the code; stored and sent data mean what they meant.

`before_redesign.sql` is a database of the version before it, and `before_redesign.json` what that
version read in it and did at each button. Both stay as they are. Where a later version behaves
differently on purpose, its change belongs into the JSON, with the reason in the commit.
"""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.domain.models import Message
from bot.sandbox.cast import ADMIN, ADMINS
from bot.sandbox.world import World
from bot.texts import Texts
from bot.usecases.notices.compose import Notices
from storage import outbox
from storage.engine.database import open_database
from tests.invariants import assert_ledger_is_sound
from tests.upgrade.restored import (
    BEFORE,
    NONSENSE,
    SUBJECTS,
    ask_file,
    button_classes,
    card_of,
    exported,
    load,
    open_shop,
    press,
    rules_of,
    send_waiting_messages,
    version_of,
    with_added_columns,
    written_since,
)

MESSAGES = {id_: row for id_, row in BEFORE["unsent"].items() if "buttons" in row}
STEADY = {packed: row for packed, row in BEFORE["presses"].items() if row["screens"] is not None}
"""The buttons below messages that no worker goes on changing."""
PAUSED = "outbox_paused_at"
ACCESS = "SELECT telegram_user_id, started_at, expires_at, renews_at FROM subscriptions ORDER BY 1"
INSIDE = """SELECT access_chat, telegram_user_id FROM memberships
    WHERE state = 'inside' ORDER BY 1, 2"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the old database, which nobody has opened yet."""
    path = tmp_path / "old.db"
    load(path)
    return path


@pytest.fixture
async def old_shop(clock: FixedClock, tmp_path: Path) -> AsyncIterator[World]:
    """Yield the app of this version on the old database, still paused after a restore."""
    assert clock.now() == BEFORE["now"]
    async with open_shop(clock, tmp_path / "old.db") as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def test_the_old_file_opens_and_its_ledger_is_sound(file: Path) -> None:
    async with open_database(file):
        assert_ledger_is_sound(file)


async def test_no_table_or_column_of_the_old_file_is_gone(file: Path) -> None:
    async with open_database(file):
        pass
    columns = _columns(file)
    for table, before in BEFORE["tables"].items():
        assert columns[table][: len(before)] == before
    assert version_of(file) >= BEFORE["user_version"]


async def test_a_new_file_has_the_rules_of_the_old_one(file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    for path in (file, fresh):
        async with open_database(path):
            pass
    assert rules_of(fresh) == rules_of(file)
    assert version_of(fresh) == version_of(file)


async def test_each_unsent_message_gets_the_buttons_it_would_have_got(
    file: Path, clock: FixedClock
) -> None:
    found: dict[str, Any] = {}
    async with open_database(file) as db:
        notices = Notices(db, Texts(), clock)
        for id_ in MESSAGES:
            queued = await db.read(partial(outbox.get, message_id=int(id_)))
            assert queued is not None
            found[id_] = (queued.kind, _buttons(await notices.compose(queued)))
    lacking = {id_: row for id_, row in MESSAGES.items() if not _keeps(row, *found[id_])}
    assert lacking == {}


def _keeps(before: dict[str, Any], kind: str, buttons: list[Any] | None) -> bool:
    """Return whether a message has all buttons that it had before; others may have been added."""
    if before["buttons"] is None or buttons is None:
        return before["buttons"] is buttons
    return kind == before["kind"] and all(row in buttons for row in before["buttons"])


def test_each_old_button_is_read_into_the_values_it_was_made_of() -> None:
    classes = button_classes()
    found = {}
    for packed in BEFORE["presses"]:
        (read,) = classes[packed.split(":")[0]]
        values = list(read.unpack(packed).model_dump(mode="json").values())
        found[packed] = values[: len(BEFORE["presses"][packed]["values"])]
    assert found == {packed: row["values"] for packed, row in BEFORE["presses"].items()}


@pytest.mark.long
async def test_each_old_button_opens_and_writes_what_it_did(old_shop: World) -> None:
    """They are pressed in the order of the old version: first those that only show something."""
    unknown = await press(old_shop, ADMIN.id, NONSENSE)
    differing = {}
    for packed, before in STEADY.items():
        pressed = await press(old_shop, before["by"], packed)
        assert pressed.popped_up != unknown.popped_up, f"no handler took {packed}"
        assert bool(pressed.popped_up) == before["pops_up"], packed
        assert pressed.alert == before["alert"], packed
        if not await pressed.shows(before["screens"]):
            differing[packed] = pressed.screens
    assert differing == {}
    assert written_since(old_shop.settings.database_path) == BEFORE["written_by_presses"]


async def test_an_old_button_below_a_message_that_goes_on_changing_is_taken(
    old_shop: World,
) -> None:
    unknown = await press(old_shop, ADMIN.id, NONSENSE)
    for packed, before in BEFORE["presses"].items():
        if packed not in STEADY:
            pressed = await press(old_shop, before["by"], packed)
            assert pressed.popped_up != unknown.popped_up, f"no handler took {packed}"
            assert bool(pressed.popped_up) == before["pops_up"], packed
    facts = ask_file(old_shop.settings.database_path, "SELECT name FROM facts ORDER BY name")
    assert [name for (name,) in facts] == [one for one in BEFORE["facts"] if one != PAUSED]


async def test_old_audit_actions_still_have_words(old_shop: World) -> None:
    """An action that the code doesn't know would be shown by its name in the audit."""
    path = old_shop.settings.database_path
    names = [name for name in BEFORE["audit_actions"] if "_" in name]
    assert [row[0] for row in ask_file(path, "SELECT DISTINCT action FROM audit ORDER BY 1")] == (
        BEFORE["audit_actions"]
    )
    for (subject,) in ask_file(path, SUBJECTS):
        card = (await press(old_shop, ADMIN.id, card_of(subject))).messages[0]
        assert [name for name in names if name in card.text] == []


async def test_everybody_has_the_access_they_had(old_shop: World) -> None:
    assert old_shop.app is not None
    assert old_shop.service is not None
    people = [int(one) for one in BEFORE["access"]]
    found = {}
    for person in people:
        current = await old_shop.app.deps.subscriptions.current(person)
        found[str(person)] = current and {
            "started_at": current.started_at,
            "expires_at": current.expires_at,
            "renews_at": current.renews_at,
            "tariff": str(current.tariff) if current.tariff else None,
        }
    assert found == BEFORE["access"]
    asked = await old_shop.service.ask(old_shop.app_url, people)
    answered = asked.answer["subscriptions"]
    before = BEFORE["api_answer"]["subscriptions"]
    assert [read | old for read, old in zip(answered, before, strict=True)] == answered
    rows = ask_file(old_shop.settings.database_path, ACCESS)
    assert hashlib.sha256(repr(rows).encode()).hexdigest() == BEFORE["subscriptions_sha256"]


async def test_the_exported_tables_are_the_same_byte_for_byte(old_shop: World) -> None:
    assert with_added_columns(await exported(old_shop), BEFORE["exports"])


@pytest.mark.long
async def test_waiting_messages_are_sent_to_buyers_and_to_the_owner_s_service(
    old_shop: World,
) -> None:
    path = old_shop.settings.database_path
    queued = "SELECT webhook_id, body FROM webhooks_out WHERE state = 'queued'"
    webhooks = dict(ask_file(path, queued))
    await send_waiting_messages(old_shop, but=ADMINS)
    await _outbox_became_as_before(path, but=ADMINS)
    assert old_shop.service is not None
    async with asyncio.timeout(15):
        while ask_file(path, queued):
            await asyncio.sleep(0.05)
    received = {one.webhook_id: one.event for one in old_shop.service.received}
    assert received == {id_: json.loads(body) for id_, body in webhooks.items()}


@pytest.mark.long
@pytest.mark.timeout(180)
async def test_waiting_messages_are_sent_to_admins_too(old_shop: World) -> None:
    """About fifty messages go to one chat, at Telegram's pace."""
    path = old_shop.settings.database_path
    await send_waiting_messages(old_shop)
    await _outbox_became_as_before(path)
    dead = "SELECT id FROM outbox WHERE state = 'undeliverable' ORDER BY 1"
    assert [list(row) for row in ask_file(path, dead)] == BEFORE["undeliverable"]
    assert [list(row) for row in ask_file(path, INSIDE)] == BEFORE["inside"]


async def _outbox_became_as_before(path: Path, but: tuple[int, ...] = ()) -> None:
    states = dict(ask_file(path, "SELECT id, state FROM outbox"))
    rows = {id_: row for id_, row in BEFORE["unsent"].items() if row["chat_id"] not in but}
    differing = {
        id_: states[int(id_)]
        for id_, row in rows.items()
        if states[int(id_)] not in row["becomes"].split(" or ")
    }
    assert differing == {}


def _buttons(message: Message | None) -> list[list[dict[str, Any]]] | None:
    if message is None:
        return None
    return [
        [{"url": one.url} if one.url else {"action": one.action, "id": one.id} for one in row]
        for row in message.buttons
    ]


def _columns(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in tables.fetchall()
        }
