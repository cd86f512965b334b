"""Tests for the button below a broadcast: an address or a page of the shop, and its words."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.broadcasts import AskButton, ChoosePage, NameByPage, ShowDraft
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import TEXT, draft, got, press_start, report
from tests.handlers.telegram.plan_shops import PRO, TWO_PLANS
from tests.handlers.telegram.talk import hear, labels, links, open_world, press, words

URL = "https://example.com/sale"


async def asking(world: World) -> Message:
    """Write a broadcast and open the question for its button."""
    await press_start(world, ADMIN.id, BUYER.id)
    card = await draft(world)
    await tap(world, card, "Add a button")
    assert "Where does the button lead?" in words(card)
    return card


async def type_in(world: World, text: str, said: str) -> Message:
    sent = await world.telegram.send(ADMIN.id, text)
    return await hear(world, ADMIN.id, said, after=sent.message_id)


def preview_above(world: World, card: Message) -> Message:
    before = [one for one in world.telegram.messages_to(ADMIN.id) if one is not card]
    return before[-1]


async def test_an_address_and_its_words_are_asked_for_one_after_the_other(world: World) -> None:
    await asking(world)
    await type_in(world, "soon", "can't be read as a link")
    await type_in(world, URL, "What does the button say?")
    await type_in(world, "a" * 35, "at most 34 characters")
    card = await type_in(world, "  See \n the sale ", "☝️")
    preview = preview_above(world, card)
    assert (labels(preview)[0], links(preview)[0]) == ("See the sale", URL)
    await tap(world, card, "Send it to 2 people")
    await report(world)
    received = got(world, BUYER.id)[0]
    assert labels(received) == ["See the sale", "🔕 No more news"]
    assert links(received) == [URL, None]


async def test_the_words_may_come_with_the_address(world: World) -> None:
    await asking(world)
    card = await type_in(world, f"See the sale {URL}", "☝️")
    assert labels(preview_above(world, card))[0] == "See the sale"
    await tap(world, card, "Change the button")
    assert "Without a button" in labels(card)
    await type_in(world, f"{'long ' * 9}{URL}", "What does the button say?")
    card = await type_in(world, "Short", "☝️")
    assert labels(preview_above(world, card))[0] == "Short"


async def test_a_page_s_usual_name_is_in_each_reader_s_language(world: World) -> None:
    """The buyer's button opens the shop, as in the preview."""
    await press_start(world, NEVER_STARTED.id)
    question = await asking(world)
    await tap(world, question, "The prices")
    assert "It leads to the prices" in words(question)
    await tap(world, question, "Just “See the prices”")
    card = await hear(world, ADMIN.id, "☝️", after=question.message_id)
    preview = preview_above(world, card)
    assert labels(preview)[0] == "See the prices"
    await tap(world, preview, "See the prices")
    await hear(world, ADMIN.id, "Choose how long", after=card.message_id)
    await tap(world, card, "Send it to 3 people")
    await report(world)
    assert labels(got(world, BUYER.id)[0])[0] == "See the prices"
    russian = got(world, NEVER_STARTED.id)[0]
    assert labels(russian) == ["Посмотреть тарифы", "🔕 Больше не присылать новости"]
    await tap(world, russian, "Посмотреть тарифы", NEVER_STARTED.id)
    await hear(world, NEVER_STARTED.id, "Выберите срок", after=russian.message_id)


async def test_own_words_for_a_page_of_the_shop(world: World) -> None:
    question = await asking(world)
    await tap(world, question, "Their own access")
    card = await type_in(world, "Until when?", "☝️")
    preview = preview_above(world, card)
    assert labels(preview)[0] == "Until when?"
    await tap(world, preview, "Until when?")
    await hear(world, ADMIN.id, "Your access", after=card.message_id)


async def test_the_button_can_be_taken_out_and_stays_when_the_text_is_rewritten(
    world: World,
) -> None:
    await asking(world)
    card = await type_in(world, f"Sale {URL}", "☝️")
    await tap(world, card, "Rewrite it")
    await hear(world, ADMIN.id, "Send the message", after=card.message_id)
    card = await type_in(world, "Another text", "☝️")
    preview = preview_above(world, card)
    assert (preview.text, labels(preview)[0]) == ("Another text", "Sale")
    await tap(world, card, "Change the button")
    await tap(world, card, "Without a button")
    card = await hear(world, ADMIN.id, "☝️", after=card.message_id)
    assert labels(preview_above(world, card)) == ["🔕 No more news"]
    assert "Add a button" in str(labels(card))


async def test_the_way_back_shows_the_card_and_leaves_the_question(world: World) -> None:
    card = await asking(world)
    await tap(world, card, "‹ Back")
    assert "☝️" in card.text
    await type_in(world, URL, "works with buttons")
    await tap(world, card, "Send it to 2 people")
    await report(world)
    assert labels(got(world, BUYER.id)[0]) == ["🔕 No more news"]


async def test_an_address_that_telegram_refuses_is_asked_for_again(world: World) -> None:
    await asking(world)
    world.telegram.fail(
        "sendMessage", status=400, description="Bad Request: BUTTON_URL_INVALID", chat_id=ADMIN.id
    )
    await type_in(world, f"Sale {URL}", "Telegram doesn't take this button")
    card = await type_in(world, f"Sale {URL}", "☝️")
    assert labels(preview_above(world, card))[0] == "Sale"


async def test_an_older_card_sends_no_message_with_a_button_that_it_did_not_show(
    world: World,
) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    card = await draft(world)
    send = card.button("Send it").callback_data
    assert send is not None
    await tap(world, card, "Add a button")
    await type_in(world, f"Sale {URL}", "☝️")
    await world.telegram.press(ADMIN.id, card.message_id, send)
    assert "no longer waiting" in card.text
    assert got(world, BUYER.id) == []


@pytest.mark.matrix
@pytest.mark.parametrize(
    "says",
    [
        AskButton(id=1),
        ShowDraft(id=1),
        ChoosePage(id=1, page="buy"),
        NameByPage(id=1, page="buy"),
    ],
    ids=lambda one: one.__prefix__,
)
async def test_another_admin_changes_nothing_of_a_draft(world: World, says: AskButton) -> None:
    await press_start(world, ADMIN.id, SECOND_ADMIN.id)
    await draft(world)
    sent = await world.telegram.send(SECOND_ADMIN.id, "/help")
    await hear(world, SECOND_ADMIN.id, "Что умеет", after=sent.message_id)
    await press(world, SECOND_ADMIN.id, sent.message_id, says)
    await hear(world, SECOND_ADMIN.id, "больше не ждёт", after=sent.message_id)


@pytest.fixture
async def plans(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def test_with_several_plans_the_button_may_lead_to_the_prices_of_one(plans: World) -> None:
    question = await asking(plans)
    assert labels(question) == [
        *("The prices", "Prices: Basic", "Prices: Pro", "Their own access", "‹ Back"),
    ]
    await tap(plans, question, "Prices: Pro")
    assert "It leads to the prices of Pro" in words(question)
    card = await type_in(plans, "Get Pro", "☝️")
    preview = preview_above(plans, card)
    assert preview.button("Get Pro").callback_data == f"buy:{PRO}"
    assert TEXT in preview.text
