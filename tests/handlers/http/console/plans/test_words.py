"""Names and descriptions in the console: no admin's words are replaced unseen."""

import asyncio

import pytest

from bot.domain.records import NO_WORDS, TariffWords
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.http.console.client import Visitor
from tests.handlers.http.console.plans.shop import (
    BASIC,
    MONTH,
    PRO,
    XSS,
    acts,
    plan,
    plans,
    tariff,
)
from tests.handlers.telegram.payments import deps

ANNA = f"admin:{ADMIN.id}"


async def test_a_plan_is_added_by_its_name(world: World, console: Visitor) -> None:
    added = (await console.post("plans", {"name": f" {XSS} "})).body
    found = await plan(console, added["id"])
    assert (found["name"], found["tariffs"]) == (XSS, [])
    assert acts(world, f"plan:{added['id']}") == [(ANNA, "plan_added")]


_NO_NAMES = (
    "",
    " \u200b ",
    "x" * 33,
    "pro",
    "РrО",
    "x" * 1001,
    None,
    7,
)


async def test_a_name_that_cant_be_one_is_refused_beside_its_field(
    world: World, console: Visitor
) -> None:
    for name in _NO_NAMES:
        answer = await console.post("plans", {"name": name})
        assert answer.refusal == (400, "bad-request"), name
        assert answer.body["error"]["fields"] == ["name"], name
        assert len(await plans(console)) == 2, name


async def test_a_name_is_changed_as_it_was_seen_and_removed(world: World, console: Visitor) -> None:
    path = f"plans/{PRO}/name"
    body = {"locale": "en", "words": "Professional", "seen": "Pro"}
    assert (await console.post(path, body)).body["text"] == "Saved. Buyers read it from now on."
    assert (await console.post(path, {**body, "words": "Third"})).refusal == (409, "changed")
    assert (await console.post(path, {"locale": "ru", "words": "Про", "seen": None})).status == 200
    removal = {"locale": "en", "words": None, "seen": "Professional"}
    assert (await console.post(path, {**removal, "seen": "Pro"})).refusal == (409, "changed")
    assert (await console.post(path, removal)).status == 200
    last = {"locale": "ru", "words": None, "seen": "Про"}
    assert (await console.post(path, last)).refusal == (400, "bad-request")
    assert (await plan(console, PRO))["name"] == "Про"
    assert [one[1] for one in acts(world, f"plan:{PRO}")] == ["plan_renamed"] * 3


async def test_a_description_is_changed_as_it_was_seen(world: World, console: Visitor) -> None:
    path = f"plans/{BASIC}/description"
    first = {"locale": "en", "words": f"More {XSS}", "seen": None}
    assert (await console.post(path, first)).status == 200
    assert (await console.post(path, first)).refusal == (409, "changed")
    long = {"locale": "en", "words": "x" * 301, "seen": f"More {XSS}"}
    answer = await console.post(path, long)
    assert answer.refusal == (400, "bad-request")
    assert answer.body["error"]["fields"] == ["words"]
    [english, _] = (await plan(console))["texts"]
    assert english["description"] == f"More {XSS}"
    gone = {"locale": "en", "words": None, "seen": f"More {XSS}"}
    assert (await console.post(path, gone)).status == 200


@pytest.mark.parametrize("locale", ["de", "../en", "en\x00", "x" * 36])
async def test_a_language_that_isnt_there_is_refused(console: Visitor, locale: str) -> None:
    body = {"locale": locale, "words": "Pro", "seen": None}
    answer = await console.post(f"plans/{PRO}/name", body)
    assert answer.refusal == (400, "bad-request")
    assert answer.body["error"]["fields"] == ["locale"]


async def test_own_words_of_a_tariff_are_saved_as_text_over_those_that_were_seen(
    world: World, console: Visitor
) -> None:
    path = f"tariffs/{MONTH}/words"
    nothing = {"seen_name": None, "seen_description": None}
    body = {"locale": "en", "name": " One  month ", "description": "A <b> & more", **nothing}
    assert (await console.post(path, body)).status == 200
    [words] = (await tariff(console))["words"]
    assert words == {"locale": "en", "name": "One month", "description": "A &lt;b&gt; &amp; more"}
    assert (await console.post(path, {**body, "name": "x"})).refusal == (409, "changed")
    seen = {"seen_name": "One month", "seen_description": words["description"]}
    kept = {"locale": "en", "name": "Month", "description": words["description"], **seen}
    assert (await console.post(path, kept)).status == 200
    [after] = (await tariff(console))["words"]
    assert (after["name"], after["description"]) == ("Month", words["description"])
    assert [one[1] for one in acts(world, f"tariff:{MONTH}")] == [
        "tariff_named",
        "tariff_described",
        "tariff_named",
    ]


async def test_formatting_that_was_typed_in_the_chat_stays_with_a_new_name(
    world: World, console: Visitor
) -> None:
    texts = deps(world).arrangement.texts
    bold = TariffWords(None, "<b>Bold</b>")
    assert await texts.save(MONTH, "en", bold, NO_WORDS, SECOND_ADMIN.id) is None
    body = {
        "locale": "en",
        "name": "Month",
        "description": "<b>Bold</b>",
        "seen_name": None,
        "seen_description": "<b>Bold</b>",
    }
    assert (await console.post(f"tariffs/{MONTH}/words", body)).status == 200
    assert (await texts.of(MONTH))["en"] == TariffWords("Month", "<b>Bold</b>")


async def test_of_two_descriptions_at_once_one_is_saved_and_the_other_one_was_late(
    world: World, console: Visitor, tab: Visitor
) -> None:
    path = f"plans/{BASIC}/description"
    body = {"locale": "en", "words": "More tea", "seen": None}
    answers = await asyncio.gather(*(one.post(path, body) for one in (console, tab)))
    assert sorted(one.status for one in answers) == [200, 409]
    assert acts(world, f"plan:{BASIC}") == [(ANNA, "plan_described")]
