"""A shop that an earlier version left behind, opened again between the simulators."""

import asyncio
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.clock import FixedClock
from bot.domain.decisions.versions import UNSURE_SECONDS
from bot.sandbox.cast import ADMIN, ADMINS, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram.models import Group, Message, Person
from bot.sandbox.tribute.shop import Purchase
from bot.sandbox.world import World

_HERE = Path(__file__).parent


def read_by(version: str) -> dict[str, Any]:
    """Return what that version read in its dump, and the state of Telegram and Tribute then."""
    return dict(json.loads((_HERE / f"{version}.json").read_text("utf-8")))


BEFORE = read_by("before_redesign")
NONSENSE = "no-button-of-ours:1"
GHOST = 800_017
"""A person who was let into the channel, never pressed Start, and was removed later."""


def load(path: Path, version: str = "before_redesign") -> None:
    """Make the database of that version's dump at `path`, where nothing is yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((_HERE / f"{version}.sql").read_text("utf-8"))


def ask_file(path: Path, question: str) -> list[tuple[Any, ...]]:
    """Return the rows that answer this SQL, through a connection that can't write."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(question).fetchall()


@asynccontextmanager
async def open_shop(
    clock: FixedClock,
    path: Path,
    version: str = "before_redesign",
    prepare: Callable[[Path], None] = lambda _: None,
) -> AsyncIterator[World]:
    """Start the app on the dump's database, with Telegram and Tribute as they were then.

    `prepare` changes the file before that.
    """
    before = read_by(version)
    chats = [group["id"] for group in before["telegram"]["groups"]]
    async with World.open(
        clock=clock,
        admins=before.get("admins", ADMINS),
        database_path=path,
        with_service=True,
        access_chat_ids=tuple(chats),
    ) as world:
        await world.stop_app()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        load(path, version)
        prepare(path)
        _remember(world, before)
        await world.start_app()
        yield world


def _remember(world: World, before: dict[str, Any]) -> None:
    for person in before["telegram"]["people"]:
        world.telegram.people[person["id"]] = Person(**person)
    for group in before["telegram"]["groups"]:
        members = {int(one): rank for one, rank in group["members"].items()}
        requests = {int(one): at for one, at in group["requests"].items()}
        sets = {name: set(group[name]) for name in ("banned", "bot_rights")}
        world.telegram.groups[group["id"]] = Group(
            **{**group, **sets, "members": members, "requests": requests}
        )
    for purchase in before["tribute"]["purchases"]:
        world.tribute.purchases[purchase["id"]] = Purchase(**purchase)
    world.tribute.refunds.webhook = "never"


@dataclass(frozen=True, slots=True)
class Pressed:
    """The result of pressing a button: the text that popped up, and the chat from the message
    with the button on."""

    popped_up: str
    alert: bool
    world: World
    person_id: int
    message_id: int

    @property
    def messages(self) -> list[Message]:
        """Return the message above the button, as it is now, and the bot's newer ones."""
        sent = self.world.telegram.messages_to(self.person_id)
        return [one for one in sent if one.message_id >= self.message_id]

    @property
    def screens(self) -> list[list[list[str]]]:
        """Return the buttons of these messages: each as its callback data, or its address."""
        return [_buttons(message) for message in self.messages]

    async def shows(self, screens: list[list[list[str]]]) -> bool:
        """Wait for these screens, because some answers come only after the press is over. Buttons
        that a version has added may be on them too."""
        for _ in range(1500):
            if len(self.screens) == len(screens) and all(
                has_grown(one, chain(*now))
                for before, now in zip(screens, self.screens, strict=True)
                for one in chain(*before)
            ):
                return True
            await asyncio.sleep(0.01)
        return False


_DECIDING = {"plan_yes", "plan_no", "sellc", "stopc"}
"""Buttons that say nothing of what was seen: they count where nothing was decided for a minute."""


def has_grown(before: str, now: Iterable[str]) -> bool:
    """Return whether a button's data is among those of now, as it was or with more at its end."""
    return any(one == before or one.startswith(f"{before}:") for one in now)


async def press(world: World, person_id: int, packed: str) -> Pressed:
    """Press an old button below a message of the bot that had no buttons."""
    telegram = world.telegram
    sent = await telegram.send(person_id, "/help")
    below = await telegram.wait_for(person_id, lambda _: True, after=sent.message_id)
    if packed.partition(":")[0] in _DECIDING:
        below.at += UNSURE_SECONDS + 1  # as if the buttons before had been pressed a minute earlier
    answer = await telegram.press(person_id, below.message_id, packed)
    assert answer is not None, f"the button {packed} is left waiting"
    return Pressed(answer.text, answer.show_alert, world, person_id, below.message_id)


def _buttons(message: Message) -> list[list[str]]:
    rows = [[one.callback_data or one.url or "" for one in row] for row in message.keyboard]
    return [*rows, ["an answer is asked for"]] if message.force_reply else rows


def with_added_columns(tables: dict[str, str], before: dict[str, list[str]]) -> bool:
    """Return whether these tables are the old ones byte for byte, but for columns at the end."""
    return tables.keys() == before.keys() and all(
        read == old or read.startswith(f"{old},")
        for name, lines in before.items()
        for read, old in zip(tables[name].split("\r\n"), lines, strict=True)
    )


async def exported(world: World) -> dict[str, str]:
    """Return the three files that /export sends, by name."""
    sent = await world.telegram.send(ADMIN.id, "/export")
    found: dict[str, str] = {}
    async with asyncio.timeout(15):
        while len(found) < 3:
            await asyncio.sleep(0.02)
            found = {
                one.document.file_name: one.document.content.decode()
                for one in world.telegram.messages_to(ADMIN.id)
                if one.document is not None and one.message_id > sent.message_id
            }
    return found


async def send_waiting_messages(world: World, but: tuple[int, ...] = ()) -> None:
    """Let people come back, lift the pause by the old button, and wait until nothing is queued
    any more; messages to the chats in `but` aren't waited for."""
    path = world.settings.database_path
    for person in (SECOND_ADMIN.id, NEVER_STARTED.id, GHOST):
        await world.telegram.send(person, "/start")
    question = "SELECT id FROM outbox WHERE kind = 'admin-restored' AND state <> 'sent'"
    while ask_file(path, question):  # the bot still asks this although it is paused
        await asyncio.sleep(0.1)
    await press(world, ADMIN.id, "resume:0")
    marks = ", ".join(map(str, but)) or "0"
    unsent = f"""SELECT id FROM outbox
        WHERE (state = 'queued' OR error = 'under way') AND chat_id NOT IN ({marks})"""
    while ask_file(path, unsent):
        await asyncio.sleep(0.1)


SUBJECTS = """SELECT DISTINCT subject FROM audit
    WHERE subject LIKE 'purchase:%' OR subject LIKE 'person:%'"""
"""The purchases and people that admins have acted on; each has a card."""


def written_since(path: Path) -> dict[str, list[list[Any]]]:
    """Return what was added to the audit, and which messages were queued, after the dump."""
    audit = "SELECT actor, action, subject, detail FROM audit WHERE id > {audit} ORDER BY id"
    queued = """SELECT dedupe_key, kind, chat_id, subject_id, detail FROM outbox
        WHERE id > {outbox} ORDER BY dedupe_key"""
    last = BEFORE["last_rows"]
    return {
        "audit": [list(row) for row in ask_file(path, audit.format(**last))],
        "outbox": [list(row) for row in ask_file(path, queued.format(**last))],
    }


def card_of(subject: str) -> str:
    """Return the button that opens the card of an audit row's subject."""
    what, _, number = subject.partition(":")
    return f"{'purchase' if what == 'purchase' else 'user'}:{number}"


def version_of(path: Path) -> int:
    return int(ask_file(path, "PRAGMA user_version")[0][0])


def rules_of(path: Path) -> dict[str, str]:
    """Return the schema's statements by their names, without comments and line breaks."""
    rows = ask_file(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub(r"--[^\n]*", "", sql).split()) for name, sql in rows}


def button_classes() -> dict[str, list[type[CallbackData]]]:
    """Return every class of buttons, by its prefix; those of admins are defined with their
    handlers, which nothing may have imported yet."""
    import_module("handlers.telegram.admin")
    found: dict[str, list[type[CallbackData]]] = {}
    for one in CallbackData.__subclasses__():
        found.setdefault(one.__prefix__, []).append(one)
    return found
