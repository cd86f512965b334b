"""The bot's own profile in the console: read from Telegram, changed there, kept where it limits."""

from typing import Any

import pytest

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Visitor
from tests.handlers.http.console.composed import upload
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.talk import ask


@pytest.fixture(autouse=True)
async def _known(world: World) -> None:
    await ask(world, ADMIN.id, "/start")


async def spots(console: Visitor, language: str = "") -> dict[str, Any]:
    answer = await console.get("shop/profile", language=language)
    assert answer.status == 200, answer.body
    return {one["part"]: one for one in answer.body["spots"]}


async def test_a_name_is_set_in_telegram_and_stands_in_the_history(
    world: World, console: Visitor
) -> None:
    before = await spots(console)
    assert before["name"]["words"] == "Tributary"
    body = {"part": "name", "words": " Owl  Club ", "seen": before["name"]["seen"]}

    done = await console.post("shop/profile/wish", body)

    assert done.status == 200, done.body
    assert done.body["spot"]["words"] == "Owl Club"
    assert world.telegram.bot_name == "Owl Club"
    stale = await console.post("shop/profile/wish", {**body, "words": "Another"})
    assert stale.refusal == (409, "changed")
    seen = done.body["spot"]["seen"]
    back = await console.post("shop/profile/restore", {"part": "name", "seen": seen})
    assert back.body["spot"]["words"] == "Tributary"
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action FROM audit WHERE subject = 'profile:name' ORDER BY id")
    assert [(row["actor"], row["action"]) for row in rows] == [
        (f"admin:{ADMIN.id}", "bot_profile_wanted"),
        (f"admin:{ADMIN.id}", "bot_profile_reset"),
    ]


async def test_a_language_has_its_own_words_until_they_are_taken_away(
    world: World, console: Visitor
) -> None:
    seen = (await spots(console, "ru"))["about"]
    body = {"part": "about", "language": "ru", "words": "Клуб", "seen": seen["seen"]}
    done = await console.post("shop/profile/wish", body)
    assert done.body["spot"]["words"] == "Клуб"
    assert (await spots(console))["about"]["words"] == ""
    emptied = await console.post(
        "shop/profile/empty",
        {"part": "about", "language": "ru", "seen": done.body["spot"]["seen"]},
    )
    assert emptied.body["spot"]["words"] == ""


async def test_a_picture_becomes_the_bot_s(world: World, console: Visitor) -> None:
    picture = (await upload(console, png(200, 200))).body["id"]
    seen = (await spots(console))["picture"]["seen"]
    done = await console.post(
        "shop/profile/wish", {"part": "picture", "picture_id": picture, "seen": seen}
    )
    assert done.status == 200, done.body
    assert done.body["spot"]["picture_id"] == picture


async def test_a_wish_that_telegram_limits_waits_and_can_be_cancelled(
    world: World, console: Visitor
) -> None:
    world.telegram.fail("setMyName", status=429, retry_after=3600)
    done = await console.post("shop/profile/wish", {"part": "name", "words": "Owl", "seen": 0})
    spot = done.body["spot"]
    assert spot["wanted"] == "Owl"
    assert "a few times a day" in spot["notes"][0]
    cancelled = await console.post("shop/profile/cancel", {"wish": spot["waiting"]})
    assert cancelled.body["spot"]["waiting"] is None
    again = await console.post("shop/profile/cancel", {"wish": spot["waiting"]})
    assert again.refusal == (409, "changed")
    assert (await console.post("shop/profile/try", {"wish": 99})).status == 404


_NEVER_TAKEN = (
    ({"part": "name", "words": "x" * 65}, (400, "words")),
    ({"part": "name", "words": " \u200b"}, (400, "words")),
    ({"part": "picture"}, (400, "empty")),
    ({"part": "name", "language": "de", "words": "x"}, (404, "not-found")),
    ({"part": "picture", "language": "ru", "picture_id": 1}, (404, "not-found")),
    ({"part": "name", "language": "<b>", "words": "x"}, (400, "bad-request")),
)


async def test_what_telegram_never_takes_is_refused_before_it_is_asked(
    world: World, console: Visitor
) -> None:
    for body, refusal in _NEVER_TAKEN:
        assert (await console.post("shop/profile/wish", {"seen": 0, **body})).refusal == refusal, (
            body,
            refusal,
        )
        assert world.telegram.calls_of("setMyName") == [], (body, refusal)


async def test_a_name_for_everybody_is_never_taken_away(console: Visitor) -> None:
    refused = await console.post("shop/profile/empty", {"part": "name", "seen": 0})
    assert refused.refusal == (400, "empty")
