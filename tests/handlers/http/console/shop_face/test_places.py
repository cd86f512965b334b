"""The shop's own words in the console: shown, previewed as buyers get them, saved once, undone."""

import asyncio
from typing import Any

import pytest

from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from bot.usecases.shop_face.values import Terms
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Answer, Browsers, Visitor
from tests.handlers.http.console.composed import upload, words
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear

GREETING = {"slot": "greeting", "locale": "en"}
WHAT_NOW = {"slot": "what_now", "locale": "en", "plan_id": 1}
CONTACT = {"slot": "contact", "locale": "en"}
TERMS = {"slot": "terms", "locale": "en"}
HELLO = words("Hello {name}, welcome!", ("bold", 0, 5))


@pytest.fixture(autouse=True)
async def _known(world: World) -> None:
    await ask(world, ADMIN.id, "/start")


async def save(console: Visitor, place: dict[str, Any], seen: int = 0, **content: Any) -> Answer:
    return await console.post("shop/save", {"place": place, "content": content, "seen": seen})


async def preview(console: Visitor, place: dict[str, Any], **content: Any) -> Answer:
    return await console.post("shop/preview", {"place": place, "content": content})


def history(world: World) -> list[tuple[str, str]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action FROM audit WHERE subject LIKE 'shop:%' ORDER BY id")
        return [(row["actor"], row["action"]) for row in rows]


async def test_the_shop_lists_what_can_be_worded(console: Visitor) -> None:
    shop = (await console.get("shop")).body
    assert [one["slot"] for one in shop["slots"]] == [
        *("greeting", "what_now", "reminder", "ended", "contact", "terms")
    ]
    assert [one["id"] for one in shop["locales"]] == ["en", "ru"]
    assert [one["in_env"] for one in shop["slots"]][4:] == [True, False]
    assert not any(one["own"] for one in shop["slots"])


async def test_a_place_shows_the_original_until_something_is_saved(console: Visitor) -> None:
    place = (await console.get("shop/place", **GREETING)).body
    assert (place["is_own"], place["seen"], place["kind"]) == (False, 0, "words")
    assert place["content"]["html"] is None
    assert "{name}" in place["original"]
    assert (place["most"], place["most_with_picture"]) == (4096, 1024)


async def test_the_preview_is_what_buyers_get_with_prices_and_buttons(
    world: World, console: Visitor
) -> None:
    before = len(world.telegram.calls_of("sendMessage"))
    shown = await preview(console, GREETING, words=HELLO)
    assert shown.status == 200, shown.body
    (message,) = shown.body["messages"]
    assert message["html"].startswith("<b>Hello</b> ")
    assert "welcome!" in message["html"]
    assert any("month" in one["label"] for row in message["buttons"] for one in row)
    assert shown.body["problem"] is None
    assert len(world.telegram.calls_of("sendMessage")) == before


async def test_words_that_are_saved_are_seen_in_the_chat_first_and_count_at_once(
    world: World, console: Visitor
) -> None:
    saved = await save(console, GREETING, words=HELLO)

    assert saved.status == 200, saved.body
    assert "Buyers get it from now on" in saved.body["said"]
    await hear(world, ADMIN.id, "welcome!")
    assert "Hello Alice, welcome!" in (await ask(world, BUYER.id, "/start")).text
    assert history(world) == [(f"admin:{ADMIN.id}", "shop_text_saved")]
    place = saved.body["place"]
    assert place["is_own"]
    assert "Anna" in place["saved"]


async def test_what_telegram_refuses_is_not_saved(world: World, console: Visitor) -> None:
    world.telegram.fail("sendMessage", status=400, description="Bad Request: so odd")
    refused = await save(console, GREETING, words=HELLO)
    assert refused.refusal == (409, "refused")
    assert "so odd" in refused.body["error"]["text"]
    assert not (await console.get("shop/place", **GREETING)).body["is_own"]


async def test_a_stale_tab_saves_nothing_and_reads_who_was_quicker(
    world: World, console: Visitor, browsers: Browsers
) -> None:
    boris = await browsers.by_telegram(SECOND_ADMIN.id)
    await ask(world, SECOND_ADMIN.id, "/start")
    theirs = await save(boris, GREETING, words=words("Boris was here"))
    assert theirs.status == 200, theirs.body

    mine = await save(console, GREETING, words=HELLO)

    assert mine.refusal == (409, "changed")
    assert "Борис" in mine.body["error"]["text"]
    assert (await console.get("shop/place", **GREETING)).body["content"]["html"] == "Boris was here"
    seen = theirs.body["place"]["seen"]
    assert (await save(console, GREETING, seen, words=HELLO)).status == 200
    stale = await console.post("shop/restore", {"place": GREETING, "seen": seen})
    assert stale.refusal == (409, "changed")


async def test_a_double_click_saves_once(world: World, console: Visitor, tab: Visitor) -> None:
    answers = await asyncio.gather(*(save(one, GREETING, words=HELLO) for one in (console, tab)))
    assert [one.status for one in answers] == [200, 200]
    assert len(history(world)) == 1


async def test_a_change_is_undone_and_the_original_comes_back(
    world: World, console: Visitor
) -> None:
    first = await save(console, GREETING, words=words("One"))
    second = await save(console, GREETING, first.body["undo"], words=words("Two"))
    undone = await console.post("shop/undo", {"place": GREETING, "seen": second.body["undo"]})
    assert undone.body["place"]["content"]["html"] == "One"
    again = await console.post("shop/undo", {"place": GREETING, "seen": second.body["undo"]})
    assert again.refusal == (409, "changed")
    seen = undone.body["place"]["seen"]
    back = await console.post("shop/restore", {"place": GREETING, "seen": seen})
    assert back.body["place"]["content"]["html"] is None
    changes = (await console.get("shop/history", **GREETING)).body
    assert [one["after"] for one in changes["items"]] == ["the original words", "One", "Two", "One"]
    assert changes["next"] is None


async def test_a_greeting_takes_a_picture_that_telegram_has_taken(
    world: World, console: Visitor
) -> None:
    picture = (await upload(console, png())).body["id"]
    shown = await preview(console, GREETING, words=HELLO, picture_id=picture)
    assert shown.body["messages"][0]["picture_id"] == picture
    assert shown.body["most"] == 1024
    saved = await save(console, GREETING, words=HELLO, picture_id=picture)
    assert saved.status == 200, saved.body
    await world.telegram.send(BUYER.id, "/start")
    await world.telegram.wait_for(BUYER.id, lambda one: one.document is not None)
    gone = await save(console, GREETING, saved.body["undo"], words=HELLO, picture_id=999)
    assert gone.refusal == (409, "refused")


async def test_the_thanks_of_a_plan_have_a_button(world: World, console: Visitor) -> None:
    button = {"label": "To the club", "url": "t.me/owlclub"}
    saved = await save(console, WHAT_NOW, words=words("Come in"), button=button)
    assert saved.body["place"]["content"]["button"]["url"] == "https://t.me/owlclub"
    wrong = await save(
        console, WHAT_NOW, saved.body["undo"], button={"label": "x", "url": "javascript:alert(1)"}
    )
    assert wrong.refusal == (400, "url")


async def test_a_contact_and_terms_follow_the_rules_of_the_settings(
    world: World, console: Visitor
) -> None:
    shown = (await console.get("shop/place", **CONTACT)).body
    assert "@sandbox_support" in shown["notes"][0]
    assert (await save(console, CONTACT, address="someone@")).refusal == (400, "contact")
    token = f"123456789:AA{'Foo' * 11}"
    assert (await save(console, CONTACT, address=token)).refusal == (400, "secret")
    saved = await save(console, CONTACT, address="@owl_help")
    assert saved.body["place"]["content"]["address"] == "@owl_help"
    assert (await save(console, TERMS, address="javascript:alert(1)")).refusal == (400, "address")
    terms = await save(console, TERMS, address="example.com/terms")
    assert terms.body["place"]["content"]["address"] == "https://example.com/terms"
    own = await save(console, TERMS, terms.body["undo"], words=words("Be kind", ("italic", 3, 4)))
    assert own.body["place"]["content"]["html"] == "Be <i>kind</i>"


async def test_a_long_address_of_the_settings_is_named_whole(
    world: World, browsers: Browsers
) -> None:
    address = f"https://example.com/{'terms-of-sale/' * 5}"
    world.settings = world.settings.model_copy(update={"terms_url": address})
    await world.restart_app()
    console = await browsers.by_telegram(ADMIN.id)
    [note] = (await console.get("shop/place", **TERMS)).body["notes"]
    assert address in note


_MISPLACED: tuple[tuple[dict[str, Any], dict[str, Any], tuple[int, str]], ...] = (
    (GREETING, {"words": words("x" * 4097)}, (400, "too-long")),
    (GREETING, {"words": words("\u2800\u2800")}, (400, "empty")),
    (GREETING, {"words": words("xyz", ("bold", 0, 2), ("italic", 1, 2))}, (400, "formatting")),
    (GREETING, {"words": words("a\x07")}, (400, "bad-request")),
    (GREETING, {"html": "<b>x</b>"}, (400, "bad-request")),
    ({**GREETING, "locale": "xx"}, {"words": HELLO}, (404, "not-found")),
    ({**GREETING, "plan_id": 1}, {"words": HELLO}, (404, "not-found")),
    ({**WHAT_NOW, "plan_id": 99}, {"words": HELLO}, (404, "not-found")),
    ({"slot": "what_now", "locale": "en"}, {"words": HELLO}, (404, "not-found")),
    ({"slot": "window", "locale": "en"}, {"words": HELLO}, (400, "bad-request")),
    (TERMS, {"words": words(" ")}, (400, "empty")),
    (CONTACT, {}, (400, "contact")),
)


async def test_what_cannot_stand_there_is_refused(console: Visitor) -> None:
    for place, content, refusal in _MISPLACED:
        assert (await save(console, place, **content)).refusal == refusal, (place, content)


async def test_markup_in_own_words_stays_words(console: Visitor) -> None:
    typed = "<script>alert(1)</script><b>x</b>"
    saved = await save(console, GREETING, words=words(typed))
    assert saved.body["place"]["content"]["html"] == typed.replace("<", "&lt;").replace(">", "&gt;")
    shown = await preview(console, GREETING, words=words(typed))
    assert "Tags are shown as you typed them" in " ".join(shown.body["hints"])


async def test_consent_needs_terms_and_is_decided_once(world: World, console: Visitor) -> None:
    shop = (await console.get("shop")).body["consent"]
    assert (shop["on"], shop["has_terms"]) == (False, False)
    refused = await console.post("shop/consent", {"on": True, "seen": shop["seen"]})
    assert refused.refusal == (409, "no-terms")
    await save(console, TERMS, address="example.com/terms")
    on = await console.post("shop/consent", {"on": True, "seen": shop["seen"]})
    assert on.body["on"]
    stale = await console.post("shop/consent", {"on": False, "seen": shop["seen"]})
    assert stale.refusal == (409, "changed")
    again = await console.post("shop/consent/ask-again", {"seen": on.body["seen"]})
    assert again.status == 200
    acts = [what for _, what in history(world)]
    assert acts == ["shop_text_saved", "consent_on", "consent_asked_again"]


async def test_the_people_who_have_agreed_are_as_many_as_it_says(
    world: World, console: Visitor
) -> None:
    await save(console, TERMS, address="example.com/terms")
    seen = (await console.get("shop")).body["consent"]["seen"]
    on = await console.post("shop/consent", {"on": True, "seen": seen})
    consent = deps(world).consent
    for url in ("https://example.com/1", "https://example.com/2"):
        for person in (BUYER.id, REGRETS.id, 900_001):
            await deps(world).people.meet(Profile(PersonId(person), f"Person {person}", None, "en"))
            await consent.agree(person, Terms(url, None))
    first = (await console.get("shop/agreed", limit=2)).body
    rest = (await console.get("shop/agreed", limit=2, cursor=first["next"])).body
    rows = [*first["items"], *rest["items"]]
    assert [row["person"]["id"] for row in rows] == [900_001, REGRETS.id, BUYER.id]
    assert rest["next"] is None
    assert (await console.get("shop")).body["consent"]["agreed"] == len(rows)
    await console.post("shop/consent/ask-again", {"seen": on.body["seen"]})
    assert (await console.get("shop/agreed")).body == {"items": [], "next": None}
    assert (await console.get("shop/agreed", cursor="x")).refusal == (400, "bad-request")
