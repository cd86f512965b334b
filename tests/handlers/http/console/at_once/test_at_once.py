"""Each act of the console is done once when two admins do it at the same moment: the second one
hears that it was done, never that they have done it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.http.console.api import all_routes
from storage.engine.database import open_read_only
from tests.handlers.http.console.at_once.scenes import SCENES
from tests.handlers.http.console.client import Browsers
from tests.handlers.telegram.talk import ask, open_world
from tests.plans import TWO_PLANS

OWN = {
    *("attention/held/{id}/buyer/find", "attention/support/{id}/send-again"),
    *("broadcasts/preview", "broadcasts/count", "broadcasts/draft", "broadcasts/when"),
    *("broadcasts/{id}/start", "broadcasts/{id}/drop"),
    *("doctor/examine", "doctor/stars", "exports/chat", "backup/chat", "logout", "pictures"),
    *("shop/preview", "shop/send"),
}
"""Each admin gets a look, a copy, a draft or a session of their own."""
ELSEWHERE = {
    "attention/webhooks/{id}/send-again": "attention/test_others.py",
    "attention/webhooks/{id}/discard": "attention/test_others.py",
    "broadcasts/{id}/stop": "broadcasts/test_acts.py",
    "broadcasts/{id}/plan": "broadcasts/test_acts.py",
    "broadcasts/{id}/cancel": "broadcasts/test_acts.py",
    "broadcasts/{id}/send-now": "broadcasts/test_acts.py",
    "people/{id}/renewals/{renewal}": "tests/usecases/stars/test_edits.py",
    "plans": "plans/test_words.py",
    "plans/{id}/chats/{chat}/open": "plans/test_selling.py",
    "plans/{id}/chats/{chat}/close": "plans/test_selling.py",
    "shop/consent": "shop_face/test_places.py",
    "shop/consent/ask-again": "shop_face/test_places.py",
    "shop/profile/empty": "shop_face/test_profile.py",
    "shop/profile/try": "shop_face/test_profile.py",
    "shop/profile/cancel": "shop_face/test_profile.py",
}
"""The tests in which the second one of these is refused."""


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        for person in (ADMIN, SECOND_ADMIN, BUYER):
            await ask(world, person.id, "/start")
        yield world


def test_each_act_of_the_console_has_its_scene() -> None:
    acts = {one.path for one in all_routes() if one.method == "POST"}
    assert acts == SCENES.keys() | OWN | ELSEWHERE.keys()


def acts_in(world: World) -> list[tuple[str, str, str]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action, subject FROM audit WHERE actor LIKE 'admin:%'")
    return [(row["actor"], row["action"], row["subject"]) for row in rows]


@pytest.mark.parametrize("route", SCENES)
@pytest.mark.fault("P23", "each act of the console is done by two admins at the same moment")
async def test_of_two_admins_at_once_one_does_it_and_the_other_hears_of_it(
    world: World, browsers: Browsers, route: str
) -> None:
    first, second = await browsers.by_telegram(ADMIN.id), await browsers.by_link(SECOND_ADMIN.id)
    parts, body = await SCENES[route](world, first)
    before, path = len(acts_in(world)), route.format(**parts)

    answers = await asyncio.gather(*(one.post(path, body) for one in (first, second)))

    assert sorted(one.status for one in answers) == [200, 409], [one.body for one in answers]
    [refused] = [one for one in answers if one.status == 409]
    assert refused.body["error"]["text"]
    done_by = {one for one, _, _ in acts_in(world)[before:]}
    assert len(done_by) <= 1
    slower = first if answers[0].status == 409 else second
    again = await slower.post(path, body)
    assert again.status == 409, again.body
