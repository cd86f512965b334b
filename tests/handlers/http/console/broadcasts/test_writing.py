"""A broadcast is written in the console: counted, previewed, and seen in the admin's own chat."""

from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.http.console.client import Answer, Visitor
from tests.handlers.http.console.composed import upload, words
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, labels

ALL = {"group": "all"}
BOLD = words("Big news tonight", ("bold", 0, 8))


@pytest.fixture(autouse=True)
async def _known(world: World) -> None:
    for person in (ADMIN.id, BUYER.id):
        await ask(world, person, "/start")


async def draft(console: Visitor, audience: Any = None, **message: Any) -> Answer:
    body = {"audience": audience or ALL, "message": {"words": BOLD, **message}}
    return await console.post("broadcasts/draft", body)


async def test_the_preview_is_what_readers_get_and_sends_nothing(
    world: World, console: Visitor
) -> None:
    before = len(world.telegram.calls_of("sendMessage"))
    button = {"label": "Look", "url": "example.com/x"}

    shown = await console.post("broadcasts/preview", {"words": BOLD, "button": button})

    assert shown.status == 200, shown.body
    assert shown.body["message"]["html"] == "<b>Big news</b> tonight"
    first, second = shown.body["message"]["buttons"]
    assert first == [{"label": "Look", "url": "https://example.com/x"}]
    assert second[0]["url"] is None
    assert (shown.body["length"], shown.body["most"], shown.body["problem"]) == (16, 4096, None)
    assert len(world.telegram.calls_of("sendMessage")) == before


async def test_the_length_is_counted_as_telegram_counts_it(console: Visitor) -> None:
    shown = await console.post("broadcasts/preview", {"words": words("🦉" * 2049)})
    assert shown.body["length"] == 4098
    assert "4098 characters are too many" in shown.body["problem"]
    assert (await draft(console, words=words("🦉" * 2049))).refusal == (400, "words")
    empty = await console.post("broadcasts/preview", {"words": words("  \n ")})
    assert "Write a few words" in empty.body["problem"]


async def test_a_draft_comes_to_the_admin_first_exactly_as_readers_would_get_it(
    world: World, console: Visitor
) -> None:
    made = await draft(console, button={"page": "buy"})

    assert made.status == 200, made.body
    seen = await hear(world, ADMIN.id, "Big news tonight")
    assert seen.html == "<b>Big news</b> tonight"
    assert len(labels(seen)) == 2
    assert made.body["state"] == "draft"
    own = {"label": "", "url": None, "page": "buy", "plan_id": None}
    assert made.body["button"] == own
    assert made.body["reached"]["people"] == 2
    assert "2 people get it" in made.body["reached"]["text"]
    assert (await console.get("broadcasts")).body["draft"]["id"] == made.body["id"]


async def test_a_message_that_telegram_refuses_becomes_no_draft(
    world: World, console: Visitor
) -> None:
    world.telegram.fail("sendMessage", status=400, description="Bad Request: so ein Mist")
    refused = await draft(console)
    assert refused.refusal == (409, "refused")
    assert "so ein Mist" in refused.body["error"]["text"]
    assert (await console.get("broadcasts")).body["draft"] is None


async def test_a_picture_goes_along_and_stays_when_only_the_words_change(
    world: World, console: Visitor
) -> None:
    taken = await upload(console, png())
    picture = {"id": taken.body["id"], "hidden": True, "above": True}
    made = await draft(console, picture=picture)
    assert made.status == 200, made.body
    assert (made.body["message"]["media"], made.body["message"]["hidden"]) == ("photo", True)
    seen = await world.telegram.wait_for(
        ADMIN.id, lambda one: one.document is not None and "Big news" in one.text
    )
    assert (seen.has_spoiler, seen.caption_above) == (True, True)

    again = await draft(console, words=words("Other words"), keep_media_of=made.body["id"])

    assert again.body["message"]["media"] == "photo"
    assert again.body["id"] != made.body["id"]
    too_long = await draft(console, words=words("x" * 1025), keep_media_of=again.body["id"])
    assert too_long.refusal == (400, "words")


async def test_audiences_are_those_of_the_chat(world: World, console: Visitor) -> None:
    await buy(world, BUYER.id)
    found = (await console.get("broadcasts")).body["audiences"]
    assert [one["group"] for one in found] == ["all", "active", "expired", *["tariff"] * 4]
    texts = {one["text"] for one in found}
    assert "everyone with access: 1 month" in texts
    asked = {one["text"]: one for one in found}["everyone with access: 1 month"]
    audience = {"group": "tariff", "tariff_id": asked["tariff_id"]}
    counted = await console.post("broadcasts/count", {"audience": audience})
    assert counted.body["people"] == 1
    nobody = await console.post("broadcasts/count", {"audience": {"group": "expired"}})
    assert "Nobody gets it" in nobody.body["text"]


_SENT_BY_NO_APP: tuple[tuple[dict[str, Any], tuple[int, str]], ...] = (
    ({"words": words("xyz", ("bold", 0, 2), ("italic", 1, 2))}, (400, "formatting")),
    ({"words": words("x", ("text_link", 0, 1, "javascript:alert(1)"))}, (400, "formatting")),
    ({"words": words("x", ("mention", 0, 1))}, (400, "bad-request")),
    ({"words": words("a\x00b")}, (400, "bad-request")),
    ({"words": words("x" * 20_000)}, (400, "bad-request")),
    ({"button": {"label": "", "url": "https://example.com"}}, (400, "label")),
    ({"button": {"label": "x" * 40, "url": "https://example.com"}}, (400, "label")),
    ({"button": {"label": "Look", "url": "javascript:alert(1)"}}, (400, "url")),
    ({"button": {"label": "Look", "url": "tg://user?id=1"}}, (400, "url")),
    ({"button": {"page": "buy", "plan_id": 99}}, (409, "changed")),
    ({"picture": {"id": 99}}, (409, "changed")),
    ({"picture": {"id": -1}}, (400, "bad-request")),
    ({"html": "<b>x</b>"}, (400, "bad-request")),
)


async def test_what_no_app_would_send_is_refused(console: Visitor) -> None:
    for message, refusal in _SENT_BY_NO_APP:
        assert (await draft(console, **message)).refusal == refusal, message
        assert (await console.get("broadcasts")).body["draft"] is None, message


@pytest.mark.matrix
@pytest.mark.parametrize(
    "audience",
    [{"group": "tariff", "tariff_id": 999}, {"group": "tariff"}, {"group": "active", "plan_id": 9}],
)
async def test_an_audience_that_is_not_there_any_more_is_refused(
    console: Visitor, audience: dict[str, Any]
) -> None:
    assert (await draft(console, audience)).refusal == (409, "changed")


async def test_a_link_in_own_words_cannot_become_markup(world: World, console: Visitor) -> None:
    made = await draft(console, words=words("<img src=x onerror=alert(1)>", ("bold", 0, 4)))
    assert made.status == 200, made.body
    assert made.body["message"]["html"] == "<b>&lt;img</b> src=x onerror=alert(1)&gt;"
