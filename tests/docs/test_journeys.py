"""The journeys of docs/architecture.md: each passes the files it lists, in this order.

A journey is walked through the whole app, over HTTP, with a profile hook on every thread. The
workers go on meanwhile, and one that looks for work in the same moment may be taken for part of the
journey. Therefore a list counts as true when one of a few walks passes exactly the files it names.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import hdrs

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, CHANNEL_ID
from bot.sandbox.tribute import Purchase
from bot.sandbox.world import World
from storage.plans import OFFERS_SIGNAL
from tests.docs.journeys import Recorder, Step, mistakes, passed_by_all, steps
from tests.docs.pages import read
from tests.handlers.http.console.client import Visitor, init_data
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, open_world
from tests.journeys.channel import ask_to_join, until_inside, until_link_saved, until_true

_PAGE = read("docs/architecture.md")
_PASSING = passed_by_all(_PAGE)
_WALKS = 4  # each with a sale, after a first one: the sixth in a minute would wait for others
_NOTHING_WAITS = "SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued')"

Walk = Callable[[World, Recorder, int], Awaitable[list[str]]]


@asynccontextmanager
async def _shop(clock: FixedClock, recorder: Recorder, **settings: Any) -> AsyncIterator[World]:
    """Open a shop with one admin, in which somebody has bought before."""
    with recorder.listening():
        async with open_world(clock, admin_ids=(ADMIN.id,), **settings) as world:
            world.tribute.refunds.webhook = "never"
            if world.settings.access_chat_ids:
                await until_link_saved(world)
            await ask(world, ADMIN.id, "/start")
            await _buyer(world, 0)
            yield world


async def _newcomer(world: World, number: int) -> int:
    """Add somebody who has an account in Telegram and has never met the bot."""
    person_id = 710_000 + number
    world.telegram.add_person(person_id, f"Guest {number}", language_code="en")
    return person_id


async def _rest(world: World) -> None:
    await until_true(world, _NOTHING_WAITS)
    await asyncio.sleep(0.05)


async def _buyer(world: World, number: int) -> tuple[int, Purchase]:
    """Add somebody who has pressed Start and bought a month, and wait for all its notices."""
    person_id = await _newcomer(world, number)
    await ask(world, person_id, "/start")
    purchase = await buy(world, person_id)
    await hear(world, person_id, "Thank you")
    await _rest(world)
    return person_id, purchase


async def _start(world: World, recorder: Recorder, number: int) -> list[str]:
    person_id = await _newcomer(world, number)
    assert world.app is not None
    # As after a change of the offers: else they would be in memory.
    await world.app.deps.tariffs.db.write(lambda tx: tx.signal(OFFERS_SIGNAL))
    recorder.begin()
    await ask(world, person_id, "/start")
    return recorder.end()


async def _purchase(world: World, recorder: Recorder, number: int) -> list[str]:
    person_id = await _newcomer(world, number)
    await ask(world, person_id, "/start")
    await _rest(world)
    recorder.begin()
    await buy(world, person_id)
    await hear(world, person_id, "Thank you")
    await _rest(world)
    return recorder.end()


async def _refund(world: World, recorder: Recorder, number: int) -> list[str]:
    person_id, purchase = await _buyer(world, number)
    question = await command(world, ADMIN.id, f"/refund {purchase.id}")
    await _rest(world)
    recorder.begin()
    await tap(world, question, "Yes, refund $9.99")
    await hear(world, person_id, "has been refunded")
    await _rest(world)
    return recorder.end()


async def _join_request(world: World, recorder: Recorder, number: int) -> list[str]:
    person_id, _ = await _buyer(world, number)
    recorder.begin()
    ask_to_join(world, person_id)
    await until_inside(world, person_id)
    await _rest(world)
    return recorder.end()


async def _console(world: World, recorder: Recorder, number: int) -> list[str]:
    opened = init_data(ADMIN.id, world.clock.now(), query_id=f"walk {number}")
    async with aiohttp.ClientSession() as session:
        page = Visitor(session, world.app_url)
        recorder.begin()
        login = await page.post("login", {"init_data": opened})
        bearer = {hdrs.AUTHORIZATION: f"Bearer {login.body['bearer']}"}
        assert (await page.get("me", headers=bearer)).status == 200
        return recorder.end()


@pytest.mark.parametrize(
    ("title", "walk", "channels"),
    [
        ("`/start`", _start, ()),
        ("A purchase", _purchase, ()),
        ("A refund", _refund, ()),
        ("A join request", _join_request, (CHANNEL_ID,)),
        ("A login to the console", _console, ()),
    ],
)
async def test_a_journey_passes_the_files_of_its_list(
    title: str, walk: Walk, channels: tuple[int, ...], clock: FixedClock
):
    listed, recorder = steps(_PAGE, title), Recorder()
    found: list[str] = []
    async with _shop(clock, recorder, access_chat_ids=channels) as world:
        for number in range(1, _WALKS + 1):
            await _rest(world)
            found = mistakes(listed, await walk(world, recorder, number), _PASSING)
            if not found:
                return
    assert "\n".join(found) == ""


class TestMistakes:
    """Each mistake in a list is named in a sentence of its own."""

    first, second = Step(("handlers/a.py", "storage/b.py")), Step(("bot/c.py",))

    def test_none_where_the_list_is_true(self):
        entered = ["bot/clock.py", "handlers/a.py", "storage/b.py", "bot/domain/x.py", "bot/c.py"]
        assert mistakes([self.first, self.second], entered, ()) == []

    def test_a_file_that_is_not_entered(self):
        entered = ["handlers/a.py", "storage/b.py"]
        found = mistakes([self.first, self.second], entered, ())
        assert found == ["bot/c.py is listed and not entered"]

    def test_a_file_that_is_not_listed(self):
        entered = ["handlers/a.py", "storage/engine/tx.py", "storage/b.py", "storage/z.py"]
        found = mistakes([self.first], entered, ("storage/engine/",))
        assert found == ["storage/z.py is entered and not listed"]

    def test_a_file_that_is_listed_twice(self):
        entered = ["handlers/a.py", "storage/b.py"]
        assert "handlers/a.py is listed twice" in mistakes([self.first, self.first], entered, ())

    def test_another_order(self):
        entered = ["bot/c.py", "handlers/a.py", "storage/b.py"]
        found = mistakes([self.first, self.second], entered, ())
        assert found[0] == "handlers/a.py is entered after bot/c.py"

    def test_a_step_beside_another_may_come_first(self):
        entered = ["handlers/a.py", "storage/b.py", "bot/d.py", "bot/c.py"]
        beside = Step(("bot/d.py",), is_meanwhile=True)
        assert mistakes([self.first, self.second, beside], entered, ()) == []
        assert mistakes([self.first, self.second, Step(beside.files)], entered, ()) != []
        too_early = ["bot/d.py", "handlers/a.py", "storage/b.py", "bot/c.py"]
        assert mistakes([self.first, self.second, beside], too_early, ()) != []
