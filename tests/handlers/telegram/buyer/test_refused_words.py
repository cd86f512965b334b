"""Tests for the owner's formatted words that Telegram refuses on a screen: the buyer gets it as
plain words, and the admins read of it once."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import TariffId
from bot.domain.records import NO_WORDS, TariffWords
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowHome, ShowOffers, ShowTariffs
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, press, words

BOLD = "<b>All books</b> &amp; films"
CANNOT = 'Bad Request: can\'t parse entities: Unsupported start tag "b" at byte offset 0'
NOTICE = "Telegram refuses words of yours"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock) as world:
        await ask(world, ADMIN.id, "/help")
        yield world


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await ask(world, ADMIN.id, "/help")
        yield world


def refuse(world: World, containing: str, why: str = CANNOT) -> None:
    """Let Telegram refuse each message and each edit that has this in it."""
    for method in ("sendMessage", "editMessageText"):
        world.telegram.fail(method, status=400, description=why, containing=containing, times=99)


async def describe_month(world: World, html: str = BOLD) -> None:
    texts, tariff = deps(world).arrangement.texts, TariffId(1)
    before = (await texts.of(tariff)).get("en", NO_WORDS)
    found = await texts.save(tariff, "en", TariffWords(None, html), before, ADMIN.id)
    assert found is None


async def describe_pro(world: World, html: str = BOLD) -> None:
    await deps(world).plans.describe(PRO, "All books & films", "en", ADMIN.id, html)


def latest(world: World, person: int = BUYER.id) -> Message:
    return world.telegram.messages_to(person)[-1]


async def notices(world: World) -> int:
    """Count the notices to an admin, once one of them is there."""
    await hear(world, ADMIN.id, NOTICE)
    return sum(NOTICE in one.text for one in world.telegram.messages_to(ADMIN.id))


async def test_prices_come_without_the_formatting_of_a_description(world: World) -> None:
    await describe_month(world)
    before = await ask(world, BUYER.id, "/start")
    assert "1 month: All books & films" in words(before)
    refuse(world, "<b>All books")
    for _ in range(2):
        shown = await ask(world, BUYER.id, "/start")
        assert words(shown) == words(before)
        assert (labels(shown), links(shown)) == (labels(before), links(before))
    assert await notices(world) == 1
    said = await hear(world, ADMIN.id, NOTICE)
    assert "Description of 1 month · English" in words(said)
    assert "Its reason: can't parse entities" in words(said)
    assert "Buyers read it without formatting" in words(said)
    await tap(world, said, "Change them")
    assert "Name and description" in " ".join(labels(said))


async def test_other_words_that_are_refused_are_told_of_again(world: World) -> None:
    await describe_month(world)
    refuse(world, "<b>All books")
    await ask(world, BUYER.id, "/buy")
    assert await notices(world) == 1
    await describe_month(world, "<b>All books</b> of ours")
    await ask(world, BUYER.id, "/buy")
    await hear(world, ADMIN.id, NOTICE, after=(await hear(world, ADMIN.id, NOTICE)).message_id)


@pytest.mark.parametrize("data", [ShowOffers(page=0, plan=PRO), ShowTariffs(id=PRO)])
async def test_a_pressed_button_shows_a_plan_without_the_formatting(
    shop: World, data: ShowOffers | ShowTariffs
) -> None:
    await describe_pro(shop)
    message = await ask(shop, BUYER.id, "/start")
    refuse(shop, "<b>All books")
    await press(shop, BUYER.id, message.message_id, data)
    shown = latest(shop)
    assert words(shown).startswith("Pro\nAll books & films")
    assert any(links(shown))
    said = await hear(shop, ADMIN.id, NOTICE)
    assert "Description of Pro · English" in words(said)
    await tap(shop, said, "Change them")
    assert "All books & films" in words(latest(shop, ADMIN.id))


async def test_only_the_words_on_the_screen_are_suspected(shop: World) -> None:
    await describe_month(shop, "<i>Everything</i>")
    await describe_pro(shop)
    message = await ask(shop, BUYER.id, "/start")
    refuse(shop, "<i>Everything")
    await press(shop, BUYER.id, message.message_id, ShowOffers(page=0, plan=BASIC))
    assert "Everything" in words(latest(shop))
    said = await hear(shop, ADMIN.id, NOTICE)
    assert "Description of Basic · 1 month" in words(said)
    assert await notices(shop) == 1


async def test_the_prices_before_the_terms_come_without_the_formatting(world: World) -> None:
    terms = Place(Slot.TERMS, "en")
    await deps(world).shop_face.save(terms, Content(html="No refunds"), 0, ADMIN.id)
    await deps(world).consent.switch(on=True, seen=0, admin_id=ADMIN.id)
    await describe_month(world)
    refuse(world, "<b>All books")
    shown = await ask(world, BUYER.id, "/buy")
    assert "All books & films" in words(shown)
    assert "I agree" in " ".join(labels(shown))
    await tap(world, shown, "I agree", BUYER.id)
    assert any(links(latest(world)))


async def test_the_greeting_above_a_list_comes_without_its_formatting(world: World) -> None:
    place = Place(Slot.GREETING, "en")
    content = Content(html="<b>Hello {name}</b>, <i>welcome</i>")
    await deps(world).shop_face.save(place, content, 0, ADMIN.id)
    message = await ask(world, BUYER.id, "/start")
    refuse(world, "<b>Hello")
    await press(world, BUYER.id, message.message_id, ShowHome())
    assert words(latest(world)).startswith(f"Hello {BUYER.first_name}, welcome")
    said = await hear(world, ADMIN.id, NOTICE)
    assert "👋 Greeting · English" in words(said)


async def test_an_admin_reaches_the_card_of_words_that_telegram_refuses(world: World) -> None:
    await describe_month(world)
    refuse(world, "<b>All books")
    message = await ask(world, ADMIN.id, "/shop")
    await tap(world, message, "🗂 Plans and prices")
    await tap(world, message, "1 month")
    await tap(world, message, "✏️ Name and description…")
    assert "All books & films" in words(latest(world, ADMIN.id))


async def test_an_answer_that_is_refused_in_any_form_is_tried_three_times(world: World) -> None:
    await describe_month(world)
    refuse(world, "All books")
    shown = await ask(world, BUYER.id, "/buy")
    assert "went wrong" in words(shown)
    tries = [
        one for one in world.telegram.calls_of("sendMessage") if "All books" in str(one.params)
    ]
    assert len(tries) == 3


async def test_a_link_that_is_refused_is_left_out(world: World) -> None:
    before = await ask(world, BUYER.id, "/buy")
    link = next(one for one in links(before) if one is not None)
    refuse(world, link, "Bad Request: BUTTON_URL_INVALID")
    shown = await ask(world, BUYER.id, "/buy")
    assert words(shown) == words(before)
    assert not any(links(shown))


async def test_a_draft_that_buyers_would_not_read_yet_is_checked_all_the_same(
    world: World,
) -> None:
    message = await ask(world, ADMIN.id, "/plans")
    await tap(world, message, "Access")
    await tap(world, message, "📝 Describe…")
    refuse(world, "<b>All books")
    bold = {"type": "bold", "offset": 0, "length": 9}
    sent = await world.telegram.send(ADMIN.id, "All books & films", entities=[bold])
    await hear(world, ADMIN.id, "Telegram doesn't take that", after=sent.message_id)
