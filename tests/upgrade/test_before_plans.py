"""A shop of the version before plans sells one plan now: all that people read means what it meant.

`before_plans.sql` is a database of that version (commit 89aa3bb, schema 22). A script played a year
of a shop with the use cases of that commit, on a clock that was moved, and let the chat itself ask
the questions that are still open; then it queued a message of each kind and wrote the file down.
`before_plans.json` is what the functions of `answers.py` returned on it at that commit, and what
each button did there. Both stay as they are. Where a later version behaves differently on purpose,
its change belongs into the JSON, with the reason in the commit.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from bot.texts.catalog import LOCALES
from bot.usecases.outbox.kinds import NoticeKind
from storage.engine.database import open_database
from tests.invariants import assert_ledger_is_sound
from tests.upgrade import answers
from tests.upgrade.restored import (
    NONSENSE,
    Pressed,
    ask_file,
    button_classes,
    exported,
    has_grown,
    load,
    open_shop,
    press,
    read_by,
    rules_of,
    version_of,
    with_added_columns,
)

VERSION = "before_plans"
BEFORE = read_by(VERSION)
EVERYBODY = [row[0] for row in BEFORE["ledger"]["people"]]
SOME = ("810003", "810040", "810028", "810015")
"""Somebody with a year, with bought time that pauses, with a cut, and with a held payment."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the old database, which nobody has opened yet."""
    path = tmp_path / "old.db"
    load(path, VERSION)
    return path


@pytest.fixture
async def old_shop(clock: FixedClock, tmp_path: Path) -> AsyncIterator[World]:
    """Yield the app of this version on the old database, still paused after a restore."""
    assert clock.now() == BEFORE["now"]
    async with open_shop(clock, tmp_path / "old.db", VERSION, answers.silence) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


def keeps(before: Any, now: Any) -> bool:
    """Return whether a message or an answer is what it was; buttons and fields may be added."""
    if isinstance(before, dict):
        return isinstance(now, dict) and all(
            name in now and keeps(value, now[name]) for name, value in before.items()
        )
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return all(keeps(*pair) for pair in zip(before, now, strict=True))
    return bool(before == now)


def reads_alike(before: list[Any] | None, now: list[Any] | None) -> bool:
    """Return whether a message has the text it had, and the buttons; others may be added, and each
    may say more at its end."""
    if before is None or now is None:
        return before is now
    buttons = [one for row in now[1:] for one in row]
    return before[0] == now[0] and all(_is_among(one, buttons) for row in before[1:] for one in row)


def _is_among(before: Any, buttons: list[Any]) -> bool:
    """Return whether a button is there: a label and its data. Some rows are a word alone."""
    if before in buttons or isinstance(before, str):
        return before in buttons
    label, data = before
    return has_grown(data, (one[1] for one in buttons if one[0] == label))


async def test_the_old_file_opens_and_its_ledger_is_sound(file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    assert version_of(file) == 22
    for path in (file, fresh):
        async with open_database(path):
            assert_ledger_is_sound(path)
    assert rules_of(fresh) == rules_of(file)
    assert version_of(fresh) == version_of(file)


async def test_the_ledger_says_what_it_said(file: Path) -> None:
    async with open_database(file):
        pass
    found = {name: answers.ledger(file, name, BEFORE["now"]) for name in answers.LEDGER}
    differing = {
        name: [row for row in rows if row not in BEFORE["ledger"][name]]
        for name, rows in found.items()
        if rows != BEFORE["ledger"][name]
    }
    assert differing == {}


async def test_each_unsent_message_reads_as_it_did(file: Path, clock: FixedClock) -> None:
    async with open_database(file) as db:
        found = await answers.composed(db, file, clock)
    rows = {id_: group for group in BEFORE["composed"] for id_ in group["rows"]}
    assert found.keys() == rows.keys()
    differing = {}
    for id_, now in found.items():
        group = rows[id_]
        assert (now["kind"], now["reader"]) == (group["kind"], group["rows"][id_])
        texts = group.keys() - {"kind", "rows"}
        differing |= {
            (id_, name): now[name] for name in texts if not reads_alike(group[name], now[name])
        }
    assert differing == {}


def test_the_dump_has_a_message_of_each_kind_that_there_was() -> None:
    """So each kind is composed after the upgrade; a kind that came later isn't there."""
    assert {one["kind"] for one in BEFORE["composed"]} <= set(NoticeKind)
    assert len({one["kind"] for one in BEFORE["composed"]}) == BEFORE["kinds"]


def test_each_old_button_is_read_into_the_values_it_was_made_of() -> None:
    classes = button_classes()
    for packed, row in BEFORE["presses"].items():
        (read,) = classes[packed.split(":")[0]]
        assert (
            list(read.unpack(packed).model_dump(mode="json").values())[: len(row["values"])]
            == (row["values"])
        ), packed


async def test_programs_and_tables_say_what_they_said(old_shop: World) -> None:
    assert keeps(BEFORE["api"], await answers.api(old_shop, EVERYBODY))
    assert with_added_columns(await exported(old_shop), BEFORE["exports"])
    for locale, admin in (("en", ADMIN.id), ("ru", SECOND_ADMIN.id)):
        numbers = await answers.read_by(old_shop, admin, "/stats")
        assert numbers[0] == BEFORE["statistics"][locale]


async def test_status_says_what_it_said(old_shop: World) -> None:
    assert await _differing_statuses(old_shop, SOME) == {}


@pytest.mark.long
async def test_status_says_to_everybody_what_it_said(old_shop: World) -> None:
    assert await _differing_statuses(old_shop, BEFORE["statuses"]) == {}


async def _differing_statuses(world: World, people: Any) -> dict[str, Any]:
    differing = {}
    for person in people:
        before, now = BEFORE["statuses"][person], await answers.statuses(world, int(person))
        if not all(reads_alike(before[locale], now[locale]) for locale in LOCALES):
            differing[person] = now
    return differing


@pytest.mark.long
async def test_each_command_answers_what_it_answered(old_shop: World) -> None:
    differing = {}
    for command, by_person in BEFORE["commands"].items():
        for person, before in by_person.items():
            now = await answers.read_by(old_shop, int(person), command)
            if not reads_alike(before, now):
                differing[command, person] = now
    assert differing == {}


@pytest.mark.long
@pytest.mark.timeout(180)
async def test_each_old_button_opens_and_writes_what_it_did(old_shop: World) -> None:
    """They are pressed in the order of the old version: first those that only show something."""
    unknown = await press(old_shop, ADMIN.id, NONSENSE)
    differing = {}
    for packed, before in BEFORE["presses"].items():
        pressed = await press(old_shop, before["by"], packed)
        assert pressed.popped_up != unknown.popped_up, f"no handler took {packed}"
        assert (pressed.popped_up, pressed.alert) == (before["popped_up"], before["alert"]), packed
        if not await _shows(pressed, before["screens"]):
            differing[packed] = answers.screens(pressed)
    assert differing == {}
    written = partial(_written_since, old_shop.settings.database_path)
    async with asyncio.timeout(15):
        while len(written()["outbox"]) < len(BEFORE["written_by_presses"]["outbox"]):
            await asyncio.sleep(0.05)
    assert written() == BEFORE["written_by_presses"]


async def _shows(pressed: Pressed, before: list[list[Any]]) -> bool:
    """Wait for these screens, because some answers come only after the press is over."""
    for _ in range(1500):
        now = answers.screens(pressed)
        if len(now) == len(before) and all(map(reads_alike, before, now)):
            return True
        await asyncio.sleep(0.01)
    return False


def _written_since(path: Path) -> dict[str, list[list[Any]]]:
    """Return what was added to the audit, and which messages were queued, after the dump."""
    audit, message = (BEFORE["last_rows"][table] for table in ("audit", "outbox"))
    return {
        "audit": [
            list(row)
            for row in ask_file(
                path,
                f"SELECT actor, action, subject, detail FROM audit WHERE id > {audit} ORDER BY id",
            )
        ],
        "outbox": [
            list(row)
            for row in ask_file(
                path,
                f"""SELECT dedupe_key, kind, chat_id, subject_id, detail FROM outbox
                WHERE id > {message} ORDER BY dedupe_key""",
            )
        ],
    }


@pytest.mark.long
async def test_a_broadcast_that_was_on_its_way_goes_on(
    clock: FixedClock, file: Path, tmp_path: Path
) -> None:
    """Its text is what it was, with the button that ends the news; the draft beside it waits on."""

    def go_on(path: Path) -> None:
        answers.silence(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM facts WHERE name = 'outbox_paused_at'")
            connection.commit()

    question = "SELECT state FROM broadcasts WHERE id IN (6, 7, 8) ORDER BY id"
    async with open_shop(clock, tmp_path / "old.db", VERSION, go_on) as world:
        async with asyncio.timeout(30):
            while ask_file(world.settings.database_path, question) != [
                *(("stopped",), ("sent",), ("draft",)),
            ]:
                await asyncio.sleep(0.1)
        unsent = "SELECT chat_id FROM outbox WHERE subject_id = 7 AND lane = 2 AND state = 'sent'"
        readers = {one for (one,) in ask_file(world.settings.database_path, unsent)}
        found = [
            message
            for reader in readers
            for message in world.telegram.messages_to(reader)
            if message.html == "A month of <b>books</b>"
        ]
        assert len(found) > 5
        assert {one.buttons[-1].callback_data for one in found} == {"news_off:7"}
        assert len({one.chat_id for one in found}) == len(found)
        assert_ledger_is_sound(world.settings.database_path)
