"""Tests for the contact and the terms: set in the chat, where `.env` counted before."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Document
from bot.sandbox.world import World
from handlers.telegram.callbacks.shop_face import ShowChanges, WriteAddress
from tests.handlers.telegram.admin.shop_face.face import begin, open_card, save, write
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.stars_talk import set_price
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, press, words

CONTACT = Place(Slot.CONTACT, "en")
TERMS = Place(Slot.TERMS, "en")
PAGE = "https://shop.example/terms"


@pytest.fixture
async def bare(clock: FixedClock) -> AsyncIterator[World]:
    """Open a world whose `.env` has neither."""
    async with open_world(clock, support_contact="") as world:
        yield world


async def write_address(world: World, url: str, place: Place = TERMS) -> Message:
    message = await open_card(world, place)
    await press(world, ADMIN.id, message.message_id, WriteAddress.of(place))
    return await write(world, url)


async def paysupport(world: World, person: int = BUYER.id) -> Message:
    sent = await world.telegram.send(person, "/paysupport")
    return await hear(world, person, "🛟", after=sent.message_id)


async def test_a_contact_from_the_chat_counts_instead_of_the_one_in_env(world: World) -> None:
    card = await open_card(world, CONTACT)
    assert "Buyers see what stands in .env: @sandbox_support" in words(card)
    await begin(world, CONTACT)
    preview = await write(world, "@club_help")
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    assert "or to @club_help" in words(shown)
    assert links(shown) == ["https://t.me/club_help"]
    assert "@sandbox_support" in words(await paysupport(world))
    await tap(world, preview, "Save")
    assert "In .env stands @sandbox_support" in words(preview)
    for person in (BUYER.id, NEVER_STARTED.id):
        message = await paysupport(world, person)
        assert "@club_help" in words(message)
        assert links(message) == ["https://t.me/club_help"]


async def test_back_to_the_original_is_the_value_of_env(world: World) -> None:
    saved = await save(world, "@club_help", CONTACT)
    await world.restart_app()
    assert "@club_help" in words(await paysupport(world))
    await tap(world, saved, "Back to the original (.env)")
    assert "@sandbox_support" in words(await paysupport(world))
    await tap(world, saved, "Undo")
    assert "@club_help" in words(await paysupport(world))


async def test_without_a_value_in_env_there_is_none_after_going_back(bare: World) -> None:
    assert "Buyers see no contact yet" in words(await open_card(bare, CONTACT))
    saved = await save(bare, "t.me/club_help", CONTACT)
    assert links(await paysupport(bare)) == ["https://t.me/club_help"]
    await tap(bare, saved, "Back to nothing")
    assert "has given no contact" in words(await paysupport(bare))


async def test_a_language_may_have_a_contact_of_its_own(world: World) -> None:
    await save(world, "@english_help", CONTACT)
    saved = await save(world, "@russian_help", CONTACT._replace(locale="ru"))
    assert "Readers of English see what stands in their language" in words(saved)
    assert "@english_help" in words(await paysupport(world))
    assert "@russian_help" in words(await paysupport(world, NEVER_STARTED.id))


async def test_the_contact_is_named_where_nothing_is_sold(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="", support_contact="") as world:
        await save(world, "help@club.example", CONTACT)
        assert "help@club.example" in words(await ask(world, BUYER.id, "/buy"))


@pytest.mark.matrix
@pytest.mark.parametrize(
    "typed",
    [
        "@",
        "@помощь",
        "@a b c" + "x" * 64,
        "https://",
        "http://localhost/help",
        "javascript:alert(1)",
        "help@club",
        "a@b@c.de",
        "@one\n@two",
        "😀😀",
        "none",
        "/etc/passwd".replace("/", "", 1) + "\u200b",
        "123456:" + "A" * 35,
        "x" * 5000,
    ],
)
async def test_a_contact_that_reaches_nobody_is_refused_at_once(world: World, typed: str) -> None:
    await begin(world, CONTACT)
    answer = await ask(world, ADMIN.id, typed)
    assert "⬆️" not in answer.text
    assert "couldn't reach" in answer.text or "a token" in answer.text or "pieces" in answer.text
    assert "@sandbox_support" in words(await paysupport(world))


@pytest.mark.matrix
@pytest.mark.parametrize(
    "typed", ["Ask Anna & Co <3", "help@club.example", "https://club.example/help?a=1&b=2"]
)
async def test_whatever_the_setting_takes_is_a_contact(world: World, typed: str) -> None:
    await save(world, typed, CONTACT)
    assert f"or to {typed}" in words(await paysupport(world))


@pytest.mark.parametrize(("place", "is_led_to_a_page"), [(CONTACT, False), (TERMS, True)])
async def test_only_text_can_be_a_contact_or_terms(
    world: World, place: Place, is_led_to_a_page: bool
) -> None:
    await begin(world, place)
    sent = await world.telegram.send_file(ADMIN.id, Document("a.pdf", b"%PDF", "application/pdf"))
    said = await hear(world, ADMIN.id, "Only text can be sent here", after=sent.message_id)
    assert ("as the terms" in words(said)) is is_led_to_a_page


async def test_terms_on_a_page_are_seen_before_they_count(bare: World) -> None:
    preview = await write_address(bare, "shop.example/terms")
    shown = bare.telegram.messages_to(ADMIN.id)[-2]
    assert (words(shown).splitlines()[:2], links(shown)) == (["📄 Terms of sale", PAGE], [PAGE])
    assert "none" not in words(await ask(bare, BUYER.id, "/terms"))
    await tap(bare, preview, "Save")
    for person in (BUYER.id, NEVER_STARTED.id):
        assert links(await ask(bare, person, "/terms")) == [PAGE]


async def test_terms_in_own_words_are_formatted_as_typed(bare: World) -> None:
    await begin(bare, TERMS)
    bold = ({"type": "bold", "offset": 0, "length": 2},)
    preview = await write(bare, "No refunds, {name}", entities=bold)
    await tap(bare, preview, "Save")
    message = await ask(bare, BUYER.id, "/terms")
    assert words(message).startswith("📄 Terms of sale\n\nNo refunds, Alice")
    assert "<b>No</b> refunds" in message.html
    assert "Tribute takes the payment" in words(message)
    assert links(message) == []


@pytest.mark.parametrize("locale", ["en", "ru"])
async def test_the_longest_terms_are_seen_with_all_that_a_shop_with_stars_says_below(
    bare: World, locale: str
) -> None:
    await set_price(bare, renews=True)
    await ask(bare, BUYER.id, "/start")
    await deps(bare).people.choose_locale(BUYER.id, locale)
    place = Place(Slot.TERMS, locale)
    await begin(bare, place)
    preview = await write(bare, "x" * 3500)
    shown = bare.telegram.messages_to(ADMIN.id)[-2]
    await tap(bare, preview, "Save")
    assert words(shown) == words(await ask(bare, BUYER.id, "/terms"))
    assert "30" in words(shown)


async def test_own_terms_count_instead_of_the_page_in_env(clock: FixedClock) -> None:
    async with open_world(clock, terms_url=PAGE) as world:
        saved = await save(world, "Our own terms", TERMS)
        assert f"In .env stands {PAGE}" in words(saved)
        assert "Our own terms" in words(await ask(world, NEVER_STARTED.id, "/terms"))
        await tap(world, saved, "Back to the original (.env)")
        assert links(await ask(world, BUYER.id, "/terms")) == [PAGE]
        assert links(await ask(world, NEVER_STARTED.id, "/terms")) == [PAGE]


async def test_terms_removed_in_one_language_are_those_of_the_other(bare: World) -> None:
    await save(bare, "Наши условия продажи", TERMS._replace(locale="ru"))
    saved = await save(bare, "Our own terms", TERMS)
    await tap(bare, saved, "Back to nothing")
    assert "Наши условия" in words(await ask(bare, BUYER.id, "/terms"))


@pytest.mark.matrix
@pytest.mark.parametrize(
    "typed",
    [
        "htp:/shop",
        "https://",
        "https://shop",
        "http://localhost/terms",
        "https://127.0.0.1/terms",
        "https://me:secret@shop.example/terms",
        "ftp://shop.example/terms",
        "javascript:alert(1)",
        "@club",
        "see our page",
        "https://shop.example/a b",
        "https://shop.example/" + "x" * 2100,
    ],
)
async def test_an_address_of_terms_that_is_none_is_refused_at_once(bare: World, typed: str) -> None:
    message = await open_card(bare, TERMS)
    await press(bare, ADMIN.id, message.message_id, WriteAddress.of(TERMS))
    answer = await ask(bare, ADMIN.id, typed)
    assert "no address that buyers can open" in words(answer)
    assert "hasn't published" in words(await ask(bare, BUYER.id, "/terms"))
    await hear(bare, ADMIN.id, "⬆️", after=(await bare.telegram.send(ADMIN.id, PAGE)).message_id)


async def test_an_address_among_the_words_of_terms_is_an_address(bare: World) -> None:
    await begin(bare, TERMS)
    assert "no address" in words(await ask(bare, ADMIN.id, "https://shop"))
    await tap(bare, await write(bare, PAGE), "Save")
    assert links(await ask(bare, BUYER.id, "/terms")) == [PAGE]


async def test_terms_that_are_too_long_lead_to_a_page(bare: World) -> None:
    await begin(bare, TERMS)
    assert "publish" in words(bare.telegram.messages_to(ADMIN.id)[-1]).lower()
    assert "4000 characters, and 3500 fit" in words(await ask(bare, ADMIN.id, "x" * 4000))


async def test_the_history_has_contacts_and_addresses(bare: World) -> None:
    await save(bare, "@club_help", CONTACT)
    saved = await save(bare, "@other_help", CONTACT, SECOND_ADMIN.id)
    await press(bare, SECOND_ADMIN.id, saved.message_id, ShowChanges.of(CONTACT))
    assert "Стало: @other_help\nБыло: @club_help" in words(saved)
    assert "Стало: @club_help\nБыло: ничего своего" in words(saved)
    preview = await write_address(bare, PAGE)
    await tap(bare, preview, "Save")
    await tap(bare, preview, "History")
    assert f"Now: {PAGE}\nBefore: nothing of its own" in words(preview)


async def test_the_list_says_whose_values_count(world: World) -> None:
    message = await ask(world, ADMIN.id, "/shop")
    assert "🛟 Support contact: as in .env" in words(message)
    assert "📄 Terms of sale: nothing" in words(message)
    await save(world, "@club_help", CONTACT)
    assert "Support contact: yours, in English" in words(await ask(world, ADMIN.id, "/shop"))
    assert "🛟 Контакт поддержки" in labels(await ask(world, SECOND_ADMIN.id, "/shop"))
